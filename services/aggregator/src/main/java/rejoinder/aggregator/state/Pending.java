package rejoinder.aggregator.state;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.ToLongFunction;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What is still to be told to the next step. Many changes of one thing in a moment are told once; what a crash keeps
 * from being told is in the store and is told afterwards. Telling takes at most a tenth of the time: the more there is
 * to do, the longer changes are gathered.
 */
public final class Pending<V> {
    private static final int SHARE = 9;

    private final KeyValueStore<String, V> store;
    private final ToLongFunction<V> time;
    private final ProcessingContext context;
    private final Haste haste = new Haste();
    private final TreeMap<String, V> pending = new TreeMap<>();
    private long notBefore = System.nanoTime();

    /**
     * Remembers what was still to be told when the store was last written.
     *
     * @param time of the records that a change stems from, in milliseconds
     */
    public Pending(KeyValueStore<String, V> store, ToLongFunction<V> time, ProcessingContext context) {
        this.store = store;
        this.time = time;
        this.context = context;
        try (KeyValueIterator<String, V> all = store.all()) {
            while (all.hasNext()) {
                KeyValue<String, V> next = all.next();
                pending.put(next.key, next.value);
            }
        }
    }

    /** What is to be told of a thing so far. */
    public Optional<V> get(String key) {
        return Optional.ofNullable(pending.get(key));
    }

    /** Something is to be told of a thing. */
    public void put(String key, V value) {
        pending.put(key, value);
        store.put(key, value);
    }

    /** Tells one thing at once. */
    public void tellNow(String key, BiConsumer<String, V> teller) {
        V value = pending.remove(key);
        if (value != null) {
            store.delete(key);
            teller.accept(key, value);
        }
    }

    /** Tells all there is, if it is time. */
    public void tell(BiConsumer<String, V> teller) {
        tell(teller, teller);
    }

    /** The same, with things whose key ends with the separator last and by a teller of their own. */
    public void tell(BiConsumer<String, V> teller, BiConsumer<String, V> ofWhole) {
        long begin = System.nanoTime();
        if (pending.isEmpty() || begin - notBefore < 0) {
            haste.told(-1, context);
            return;
        }
        long newest = -1;
        List<String> keys = List.copyOf(pending.keySet());
        for (boolean whole : List.of(false, true)) {
            for (String key : keys) {
                if (key.endsWith("|") == whole) {
                    newest = Math.max(newest, time.applyAsLong(pending.get(key)));
                    tellNow(key, whole ? ofWhole : teller);
                }
            }
        }
        long end = System.nanoTime();
        notBefore = end + SHARE * (end - begin);
        haste.told(newest, context);
    }
}
