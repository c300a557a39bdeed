/** Where documents come from: definitions, how each source is doing, and who may push. */
package rejoinder.gateway.source;
