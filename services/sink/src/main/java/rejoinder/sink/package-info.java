/** Writes stories, reactions and summaries to the database, with the Kafka offsets in the same transaction. */
package rejoinder.sink;
