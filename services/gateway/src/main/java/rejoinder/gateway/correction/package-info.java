/** Takes what editors set right by hand. */
package rejoinder.gateway.correction;
