package rejoinder.aggregator.utterance;

import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Says of nearly all new statements that they are not known, without asking the store, which looks for them in vain in
 * a dozen files. It knows all statements when the store was empty at the start; otherwise it first goes through their
 * places, a bounded piece at a time, and until then any may be known. Once too many have gone that it still knows, it
 * goes through them again.
 */
final class KnownStatements {
    static final Duration BETWEEN_PIECES = Duration.ofMillis(100);
    private static final int PIECE = 1_000;

    private final KeyValueStore<String, Placed> places;
    private final int most;
    private Optional<Marks> whole = Optional.empty();
    private Optional<Marks> begun = Optional.empty();
    private String after = "";
    private long found;

    /**
     * @param most how many statements it has room for, in a byte and a quarter each; of more than that it says less
     *     often that one is not known
     */
    KnownStatements(KeyValueStore<String, Placed> places, int most) {
        this.places = places;
        this.most = most;
        beginAgain();
        try (KeyValueIterator<String, Placed> all = places.all()) {
            if (!all.hasNext()) {
                end();
            }
        }
    }

    /** Whether the store may have a statement; if not, it has not. */
    boolean mayHave(String actor, String statement) {
        return whole.map(marks -> marks.mayHave(hash(actor, statement))).orElse(true);
    }

    /** A statement that is, or comes, into the store. */
    void add(String actor, String statement) {
        long hash = hash(actor, statement);
        whole.ifPresent(marks -> marks.add(hash));
        begun.ifPresent(marks -> marks.add(hash));
    }

    /** Goes on through the places, where that is needed; to be called from time to time. */
    void goOn() {
        if (begun.isEmpty()
                && whole.filter(marks -> marks.added > Math.max(most, 2 * found))
                        .isPresent()) {
            beginAgain();
        }
        if (begun.isPresent()) {
            nextPiece(begun.get());
        }
    }

    private void nextPiece(Marks marks) {
        try (KeyValueIterator<String, Placed> from = places.range(after.isEmpty() ? null : after + "\0", null)) {
            for (int seen = 0; seen < PIECE && from.hasNext(); seen++) {
                KeyValue<String, Placed> next = from.next();
                after = next.key;
                marks.add(hash(Places.actor(after), Places.statement(after)));
            }
            if (!from.hasNext()) {
                end();
            }
        }
    }

    private void beginAgain() {
        begun = Optional.of(new Marks(most));
        after = "";
    }

    private void end() {
        whole = begun;
        begun = Optional.empty();
        found = whole.orElseThrow().added;
    }

    /** Both texts keep their hashes; what is left is to spread them over all bits (the finalizer of MurmurHash3). */
    private static long hash(String actor, String statement) {
        long hash = ((long) actor.hashCode() << 32) ^ statement.hashCode();
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }

    /**
     * A Bloom filter whose four bits of each statement are in one word, so that they are read at once (Putze, Sanders and
     * Singler, "Cache-, Hash- and Space-Efficient Bloom Filters", 2007).
     */
    private static final class Marks {
        private static final int BITS_EACH = 10;

        private final long[] words;
        private long added;

        Marks(int most) {
            words = new long[(int) ((long) most * BITS_EACH / Long.SIZE) + 1];
        }

        void add(long hash) {
            words[word(hash)] |= bits(hash);
            added++;
        }

        boolean mayHave(long hash) {
            return (words[word(hash)] & bits(hash)) == bits(hash);
        }

        private int word(long hash) {
            return (int) (((hash >>> 32) * words.length) >>> 32);
        }

        private static long bits(long hash) {
            return 1L << hash | 1L << (hash >>> 6) | 1L << (hash >>> 12) | 1L << (hash >>> 18);
        }
    }
}
