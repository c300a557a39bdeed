/** Where documents come from, and how far each source has been read. */
package rejoinder.contracts.source;
