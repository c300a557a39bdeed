package rejoinder.sink.database;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is left of a compacted topic's records: the last of each key. */
final class Newest {
    private Newest() {}

    static <V> Collection<LogRecord<V>> ofEachKey(List<LogRecord<V>> records) {
        Map<String, LogRecord<V>> newest = new LinkedHashMap<>();
        records.forEach(record -> newest.put(record.key(), record));
        return newest.values();
    }
}
