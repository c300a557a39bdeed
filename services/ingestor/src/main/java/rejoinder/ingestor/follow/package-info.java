/** What following a source means, whatever its kind. */
package rejoinder.ingestor.follow;
