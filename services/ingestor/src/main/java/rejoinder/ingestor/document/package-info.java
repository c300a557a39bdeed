/** From an item to its records: document, statements, retractions, cursor. A pure function of item and cursor. */
package rejoinder.ingestor.document;
