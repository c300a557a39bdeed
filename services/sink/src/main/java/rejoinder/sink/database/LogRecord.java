package rejoinder.sink.database;

import java.util.Optional;

/**
 * A record of a topic.
 *
 * @param partition of its topic
 * @param timestamp epoch milliseconds
 * @param value empty for a tombstone
 */
public record LogRecord<V>(int partition, long offset, long timestamp, String key, Optional<Value<V>> value) {
    /** A value, and the JSON it stood in. */
    public record Value<V>(V object, String json) {}
}
