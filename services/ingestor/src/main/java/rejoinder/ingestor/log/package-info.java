/** What the ingestor reads from Kafka and writes to it. */
package rejoinder.ingestor.log;
