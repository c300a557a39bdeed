package rejoinder.aggregator.state;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What is still to be told to the next step. Many changes of one thing are told once; what a crash keeps from being told
 * is in the store and is told afterwards.
 */
public final class Pending<V> {
    /** How often {@link #tell} is to be called. */
    public static final Duration MOMENT = Duration.ofMillis(1);

    private final KeyValueStore<String, V> store;
    private final ToLongFunction<V> time;
    private final Haste haste;
    private final Map<String, V> pending = new HashMap<>();
    private long newest = Long.MIN_VALUE;

    /**
     * Remembers what was still to be told when the store was last written.
     *
     * @param time of the records that a change stems from, in milliseconds
     * @param work of the calling thread; asked for on the thread that runs the step
     */
    public Pending(
            KeyValueStore<String, V> store,
            ToLongFunction<V> time,
            ProcessingContext context,
            Supplier<? extends WorkOfThread> work) {
        this(store, time, new Haste(context, work));
    }

    private Pending(KeyValueStore<String, V> store, ToLongFunction<V> time, Haste haste) {
        this.store = store;
        this.time = time;
        this.haste = haste;
        try (KeyValueIterator<String, V> all = store.all()) {
            while (all.hasNext()) {
                KeyValue<String, V> next = all.next();
                pending.put(next.key, next.value);
            }
        }
    }

    /**
     * The same of a step whose news go through another one of its task: it tells shortly before the moments at which
     * that one tells, and leaves it to that one to ask for a commit.
     */
    public static <V> Pending<V> aheadOfOthers(
            KeyValueStore<String, V> store,
            ToLongFunction<V> time,
            ProcessingContext context,
            Supplier<? extends WorkOfThread> work) {
        return new Pending<>(store, time, Haste.aheadOfOthers(context, work));
    }

    /** Whether something that stems from records of that time is gathered for longer than what is new. */
    public boolean isForLong(long written) {
        return haste.isForLong(written);
    }

    /** What is to be told of a thing so far. */
    public Optional<V> get(String key) {
        return Optional.ofNullable(pending.get(key));
    }

    /** Something is to be told of a thing. */
    public void put(String key, V value) {
        pending.put(key, value);
        store.put(key, value);
        newest = Math.max(newest, time.applyAsLong(value));
        haste.more();
    }

    /** Tells one thing at once. */
    public void tellNow(String key, BiConsumer<String, V> teller) {
        V value = pending.remove(key);
        if (value != null) {
            store.delete(key);
            teller.accept(key, value);
        }
    }

    /** Tells everything at once. */
    public void tellAllNow(BiConsumer<String, V> teller) {
        keys().forEach(key -> tellNow(key, teller));
    }

    /** In their order, so that it does not depend on how things came. */
    private List<String> keys() {
        return pending.keySet().stream().sorted().toList();
    }

    /** Tells what it is time for; to be called at every moment. */
    public void tell(BiConsumer<String, V> teller) {
        tell(teller, teller);
    }

    /**
     * The same, with things whose key ends with the separator last and by a teller of their own. What is put while
     * others are told counts when it is such a thing.
     */
    public void tell(BiConsumer<String, V> teller, BiConsumer<String, V> ofWhole) {
        haste.look();
        if (pending.isEmpty() || !haste.isTime(newest)) {
            return;
        }
        long begin = System.nanoTime();
        for (boolean whole : List.of(false, true)) {
            for (String key : keys()) {
                if (key.endsWith("|") == whole && haste.isTime(time.applyAsLong(pending.get(key)))) {
                    tellNow(key, whole ? ofWhole : teller);
                }
            }
        }
        newest = pending.values().stream().mapToLong(time).max().orElse(Long.MIN_VALUE);
        haste.told(begin);
    }
}
