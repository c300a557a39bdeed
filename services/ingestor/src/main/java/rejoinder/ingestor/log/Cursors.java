package rejoinder.ingestor.log;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.ProducerRecord;
import rejoinder.contracts.json.JsonSerde;
import rejoinder.contracts.source.Cursor;
import rejoinder.contracts.topic.Topics;
import rejoinder.ingestor.follow.KnownItems;

/**
 * How far every item of the partitions at hand has been read, by key; kept as JSON in temporary files, since most are
 * never looked at. Thread-safe.
 */
public final class Cursors implements AutoCloseable {
    private final Compacted topic;
    private final String name;
    private final JsonSerde<Cursor> json = new JsonSerde<>(Cursor.class);
    private final Map<Integer, CursorFile> kept = new ConcurrentHashMap<>();

    public Cursors(String bootstrapServers, Topics topics) {
        this.topic = new Compacted(bootstrapServers);
        this.name = topics.cursors().name();
    }

    /** Has the cursors of exactly these partitions, reading those it lacks. */
    public void have(Set<Integer> partitions) {
        Set<Integer> gone = new HashSet<>(kept.keySet());
        gone.removeAll(partitions);
        gone.forEach(partition -> kept.remove(partition).close());
        Set<Integer> missing = new HashSet<>(partitions);
        missing.removeAll(kept.keySet());
        missing.forEach(partition -> kept.put(partition, new CursorFile()));
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
        have(Set.of());
    }

    @Override
    public void close() {
        forget();
    }

    /** The cursor of a key. */
    public Optional<Cursor> get(int partition, String key) {
        return Optional.ofNullable(kept.get(partition))
                .flatMap(cursors -> cursors.get(key))
                .map(json::fromBytes);
    }

    /** Whether any document of a file that holds many is known. */
    public boolean hasAnyWithin(int partition, String fileKey) {
        return Optional.ofNullable(kept.get(partition))
                .filter(cursors -> cursors.hasGroup(fileKey))
                .isPresent();
    }

    /** The cursors of the documents within a file that holds many, of those whose item is {@code wanted}. */
    public List<Cursor> within(int partition, String fileKey, Predicate<String> wanted) {
        List<Cursor> within = new ArrayList<>();
        Optional.ofNullable(kept.get(partition))
                .ifPresent(cursors -> cursors.forEach(fileKey, (key, value) -> {
                    if (wanted.test(key.substring(key.indexOf('|') + 1))) {
                        within.add(json.fromBytes(value));
                    }
                }));
        return within;
    }

    /** What is known of a source whose definition stands in a partition. */
    public KnownItems of(int partition, String source) {
        return new KnownItems() {
            @Override
            public Optional<Cursor> of(String item) {
                return get(partition, Topics.key(source, item));
            }

            @Override
            public List<Cursor> within(String group) {
                return Cursors.this.within(partition, Topics.key(source, group), item -> true);
            }
        };
    }

    /** Takes over what a transaction has committed. */
    public void takeOver(Transaction committed) {
        for (ProducerRecord<byte[], byte[]> record : committed.writtenCursors()) {
            Optional.ofNullable(kept.get(record.partition()))
                    .ifPresent(
                            cursors -> cursors.put(new String(record.key(), StandardCharsets.UTF_8), record.value()));
        }
    }
}
