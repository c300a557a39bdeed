/** The texts that statements stand in. */
package rejoinder.gateway.document;
