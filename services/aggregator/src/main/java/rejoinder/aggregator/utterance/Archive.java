package rejoinder.aggregator.utterance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Finds the utterances that may leave the stores: it goes round all places, a bounded piece at a time. */
final class Archive {
    static final Duration BETWEEN_PIECES = Duration.ofSeconds(10);
    private static final int PIECE = 2_000;

    private final KeyValueStore<String, Placed> places;
    private final Utterances utterances;
    private final Retention retention;
    private String after = "";

    Archive(KeyValueStore<String, Placed> places, Utterances utterances, Retention retention) {
        this.places = places;
        this.utterances = utterances;
        this.retention = retention;
    }

    /**
     * An utterance.
     *
     * @param id its own
     */
    record Old(String actor, String id) {}

    /**
     * Looks at the next piece.
     *
     * @param newest time of the newest record that was heard, in milliseconds
     */
    List<Old> next(long newest) {
        List<Old> old = new ArrayList<>();
        int seen = 0;
        try (KeyValueIterator<String, Placed> from = places.range(after.isEmpty() ? null : after + "\0", null)) {
            while (from.hasNext() && seen < PIECE) {
                KeyValue<String, Placed> next = from.next();
                after = next.key;
                seen++;
                String utterance = next.value.utterance();
                if (retention.isLongOver(next.value.heard(), newest)
                        && utterance.equals(UtteranceOf.idOf(Places.statement(next.key)))) {
                    String actor = Places.actor(next.key);
                    if (retention.isLongOver(utterances.lastHeard(utterances.statements(actor, utterance)), newest)) {
                        old.add(new Old(actor, utterance));
                    }
                }
            }
            if (!from.hasNext()) {
                after = "";
            }
        }
        return old;
    }
}
