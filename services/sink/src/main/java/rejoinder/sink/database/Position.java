package rejoinder.sink.database;

/** The next record to write of a partition. */
public record Position(String topic, int partition, long nextOffset) {}
