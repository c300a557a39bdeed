/** Getting documents from the web: politely, within bounds, and never from a private address. */
package rejoinder.ingestor.fetch;
