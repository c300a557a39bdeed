/** Takes documents and statements from outside. */
package rejoinder.gateway.push;
