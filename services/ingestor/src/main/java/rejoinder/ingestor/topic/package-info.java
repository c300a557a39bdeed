/** A Kafka topic of the user's, followed like any other source. */
package rejoinder.ingestor.topic;
