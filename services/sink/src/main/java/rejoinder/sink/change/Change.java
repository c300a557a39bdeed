package rejoinder.sink.change;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What one record changes: the row with this key gets these values, or goes when there are none.
 *
 * @param key column to value
 * @param values column to value, absent ones as empty Optionals; an empty map for a tombstone
 * @param record where it comes from
 */
public record Change(
        Table table, Map<String, Object> key, Map<String, Object> values, ConsumerRecord<byte[], byte[]> record)
        implements Reading {
    public Change {
        key = Collections.unmodifiableMap(new LinkedHashMap<>(key));
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** Whether the row goes. */
    public boolean tombstone() {
        return values.isEmpty();
    }
}
