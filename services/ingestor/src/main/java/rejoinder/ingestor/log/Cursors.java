package rejoinder.ingestor.log;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import rejoinder.contracts.json.JsonSerde;
import rejoinder.contracts.source.Cursor;
import rejoinder.contracts.topic.Topics;
import rejoinder.ingestor.follow.KnownItems;

/**
 * How far every item of the partitions at hand has been read, by key; kept as JSON, since most are never looked at.
 * Thread-safe.
 */
public final class Cursors {
    private final Compacted topic;
    private final String name;
    private final JsonSerde<Cursor> json = new JsonSerde<>(Cursor.class);
    private final Map<Integer, ConcurrentSkipListMap<String, byte[]>> kept = new ConcurrentHashMap<>();

    public Cursors(String bootstrapServers, Topics topics) {
        this.topic = new Compacted(bootstrapServers);
        this.name = topics.cursors().name();
    }

    /** Has the cursors of exactly these partitions, reading those it lacks. */
    public void have(Set<Integer> partitions) {
        kept.keySet().retainAll(partitions);
        Set<Integer> missing = new HashSet<>(partitions);
        missing.removeAll(kept.keySet());
        missing.forEach(partition -> kept.put(partition, new ConcurrentSkipListMap<>()));
        topic.read(name, missing, (partition, key, value) -> {
            if (value == null) {
                kept.get(partition).remove(key);
            } else {
                kept.get(partition).put(key, value);
            }
        });
    }

    /** Forgets everything. */
    public void forget() {
        kept.clear();
    }

    /** The cursor of a key. */
    public Optional<Cursor> get(int partition, String key) {
        return Optional.ofNullable(kept.get(partition))
                .map(cursors -> cursors.get(key))
                .map(json::fromBytes);
    }

    /** The cursors of the documents within a file that holds many. */
    public List<Cursor> within(int partition, String fileKey) {
        return between(partition, fileKey + "#", fileKey + "$");
    }

    /** What is known of a source whose definition stands in a partition. */
    public KnownItems of(int partition, String source) {
        return new KnownItems() {
            @Override
            public Optional<Cursor> of(String item) {
                return get(partition, Topics.key(source, item));
            }

            @Override
            public List<Cursor> beginningWith(String prefix) {
                String from = Topics.key(source, prefix);
                return between(partition, from, from + Character.MAX_VALUE);
            }
        };
    }

    /** Takes over what has been committed. */
    public void put(int partition, Cursor cursor) {
        Optional.ofNullable(kept.get(partition))
                .ifPresent(cursors -> cursors.put(Topics.cursorKey(cursor), json.toBytes(cursor)));
    }

    private List<Cursor> between(int partition, String from, String to) {
        return Optional.ofNullable(kept.get(partition)).stream()
                .flatMap(cursors -> cursors.subMap(from, to).values().stream())
                .map(json::fromBytes)
                .toList();
    }
}
