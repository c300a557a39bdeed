/** The Kafka Streams application: statements in; utterances, reactions and summaries out. */
package rejoinder.aggregator;
