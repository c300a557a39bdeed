/** What a story's standing query and its time catch; the same wherever it is asked. */
package rejoinder.contracts.query;
