/** Documents, and what clients push. */
package rejoinder.contracts.document;
