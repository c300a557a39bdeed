/** RSS, Atom and JSON Feed: what stands in them, and when to look again. */
package rejoinder.ingestor.feed;
