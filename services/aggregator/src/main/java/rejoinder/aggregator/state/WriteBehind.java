package rejoinder.aggregator.state;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.internals.WrappedStateStore;

/**
 * A store whose values change with every reaction: they are held as they are, and written, and sent to the changelog,
 * once for each commit however often they changed. Kafka's own cache holds bytes, so each change would be written out.
 * It is told of a commit the way Kafka's cache is, which takes a class of Kafka's that is not meant for others.
 */
public final class WriteBehind<V> extends WrappedStateStore<KeyValueStore<String, V>, String, V>
        implements KeyValueStore<String, V> {
    private static final int WHOLE = Integer.MAX_VALUE;

    private final Map<String, Optional<V>> changed = new HashMap<>();
    /** The keys of what changed in their order, but for those that came since they were asked for. */
    private final NavigableSet<String> ordered = new TreeSet<>();

    private final List<String> unordered = new ArrayList<>();
    private final Map<String, Optional<V>> read;
    private final boolean isWhole;
    private boolean isRead;

    private WriteBehind(KeyValueStore<String, V> store, int mostRead) {
        super(store);
        this.isWhole = mostRead == WHOLE;
        this.read = new LinkedHashMap<>(64, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Optional<V>> eldest) {
                return size() > mostRead;
            }
        };
    }

    /** Builds such a store of which all values are held, for few: none is looked for in vain. */
    public static <V> StoreBuilder<KeyValueStore<String, V>> whole(String name, Serde<V> values) {
        return builder(name, values, WHOLE);
    }

    /**
     * Builds such a store.
     *
     * @param mostRead how many values that have not changed since the last commit it may hold
     */
    public static <V> StoreBuilder<KeyValueStore<String, V>> builder(String name, Serde<V> values, int mostRead) {
        return new Builder<>(
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), values), mostRead);
    }

    @Override
    public V get(String key) {
        Optional<V> known = changed.get(key);
        return (known == null ? written(key) : known).orElse(null);
    }

    /** What the store has, as it was written last. */
    private Optional<V> written(String key) {
        if (!isWhole) {
            return read.computeIfAbsent(
                    key, one -> Optional.ofNullable(wrapped().get(one)));
        }
        if (!isRead) {
            try (KeyValueIterator<String, V> kept = wrapped().all()) {
                kept.forEachRemaining(one -> read.put(one.key, Optional.of(one.value)));
            }
            isRead = true;
        }
        return read.getOrDefault(key, Optional.empty());
    }

    @Override
    public void put(String key, V value) {
        if (changed.put(key, Optional.ofNullable(value)) == null) {
            unordered.add(key);
        }
    }

    @Override
    public V putIfAbsent(String key, V value) {
        V known = get(key);
        if (known == null) {
            put(key, value);
        }
        return known;
    }

    @Override
    public void putAll(List<KeyValue<String, V>> entries) {
        entries.forEach(entry -> put(entry.key, entry.value));
    }

    @Override
    public V delete(String key) {
        V known = get(key);
        put(key, null);
        return known;
    }

    @Override
    public KeyValueIterator<String, V> range(String from, String to) {
        NavigableMap<String, V> found = new TreeMap<>();
        try (KeyValueIterator<String, V> kept = wrapped().range(from, to)) {
            kept.forEachRemaining(one -> found.put(one.key, one.value));
        }
        return overlaid(found, changedKeys().subSet(from, true, to, true));
    }

    @Override
    public KeyValueIterator<String, V> all() {
        NavigableMap<String, V> found = new TreeMap<>();
        try (KeyValueIterator<String, V> kept = wrapped().all()) {
            kept.forEachRemaining(one -> found.put(one.key, one.value));
        }
        return overlaid(found, changed.keySet());
    }

    private NavigableSet<String> changedKeys() {
        ordered.addAll(unordered);
        unordered.clear();
        return ordered;
    }

    private KeyValueIterator<String, V> overlaid(NavigableMap<String, V> found, Set<String> newer) {
        newer.forEach(
                key -> changed.get(key).ifPresentOrElse(present -> found.put(key, present), () -> found.remove(key)));
        return new Entries<>(found.entrySet().iterator());
    }

    @Override
    public long approximateNumEntries() {
        return wrapped().approximateNumEntries() + changed.size();
    }

    @Override
    public void flushCache() {
        changed.keySet().stream().sorted().forEach(key -> {
            Optional<V> value = changed.get(key);
            // What began and ended since the last commit leaves no trace.
            if (value.isPresent() || isWritten(key)) {
                wrapped().put(key, value.orElse(null));
            }
            if (isWhole && value.isEmpty()) {
                read.remove(key);
            } else {
                read.put(key, value);
            }
        });
        forgetChanges();
        super.flushCache();
    }

    private boolean isWritten(String key) {
        return isWhole ? written(key).isPresent() : wrapped().get(key) != null;
    }

    @Override
    public void clearCache() {
        forget();
        super.clearCache();
    }

    @Override
    public void close() {
        forget();
        super.close();
    }

    private void forget() {
        forgetChanges();
        read.clear();
        isRead = false;
    }

    private void forgetChanges() {
        changed.clear();
        ordered.clear();
        unordered.clear();
    }

    /** Entries in order, taken out before: the store may be written meanwhile. */
    private static final class Entries<V> implements KeyValueIterator<String, V> {
        private final Iterator<Map.Entry<String, V>> entries;
        private Optional<Map.Entry<String, V>> ahead = Optional.empty();

        Entries(Iterator<Map.Entry<String, V>> entries) {
            this.entries = entries;
        }

        @Override
        public boolean hasNext() {
            return ahead.isPresent() || entries.hasNext();
        }

        @Override
        public KeyValue<String, V> next() {
            Map.Entry<String, V> next = ahead.orElseGet(entries::next);
            ahead = Optional.empty();
            return KeyValue.pair(next.getKey(), next.getValue());
        }

        @Override
        public String peekNextKey() {
            ahead = Optional.of(ahead.orElseGet(entries::next));
            return ahead.get().getKey();
        }

        @Override
        public void close() {
            // Nothing is held open.
        }
    }

    private record Builder<V>(StoreBuilder<KeyValueStore<String, V>> inner, int mostRead)
            implements StoreBuilder<KeyValueStore<String, V>> {
        @Override
        public StoreBuilder<KeyValueStore<String, V>> withCachingEnabled() {
            throw new UnsupportedOperationException("it is a cache itself");
        }

        @Override
        public StoreBuilder<KeyValueStore<String, V>> withCachingDisabled() {
            return this;
        }

        @Override
        public StoreBuilder<KeyValueStore<String, V>> withLoggingEnabled(Map<String, String> config) {
            return new Builder<>(inner.withLoggingEnabled(config), mostRead);
        }

        @Override
        public StoreBuilder<KeyValueStore<String, V>> withLoggingDisabled() {
            return new Builder<>(inner.withLoggingDisabled(), mostRead);
        }

        @Override
        public KeyValueStore<String, V> build() {
            return new WriteBehind<>(inner.build(), mostRead);
        }

        @Override
        public Map<String, String> logConfig() {
            return inner.logConfig();
        }

        @Override
        public boolean loggingEnabled() {
            return inner.loggingEnabled();
        }

        @Override
        public String name() {
            return inner.name();
        }
    }
}
