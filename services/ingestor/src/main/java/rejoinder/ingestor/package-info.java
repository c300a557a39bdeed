/** Follows sources and publishes documents with their statements, exactly once. */
package rejoinder.ingestor;
