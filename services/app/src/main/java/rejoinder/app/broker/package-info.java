/** A real Apache Kafka broker inside this process. */
package rejoinder.app.broker;
