package rejoinder.aggregator.utterance;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import rejoinder.aggregator.Names;
import rejoinder.aggregator.state.Pending;
import rejoinder.aggregator.state.WorkOfThread;
import rejoinder.contracts.statement.Statement;
import rejoinder.contracts.topic.Topics;
import rejoinder.contracts.utterance.Utterance;

/**
 * Utterances that changed and are still to be told. What is new is told at once. Of what is old already many reports of
 * one utterance come one after the other: it is told once for them, by whoever is behind.
 */
public final class Untold {
    private final ProcessorContext<String, Merged> context;
    private final BiFunction<String, String, List<Statement.Asserted>> kept;
    private final Pending<Since> pending;
    private final int most;
    private final Map<String, Known> known = new HashMap<>();
    private int held;

    /**
     * @param kept the statements in the stores that report an actor's utterance
     * @param most how many statements may be held in memory; with more, all is told
     * @param work of the calling thread; asked for on the thread that runs the step
     */
    Untold(
            ProcessorContext<String, Merged> context,
            BiFunction<String, String, List<Statement.Asserted>> kept,
            int most,
            Supplier<? extends WorkOfThread> work) {
        KeyValueStore<String, Since> store = context.getStateStore(Names.UNTOLD_UTTERANCES);
        this.context = context;
        this.kept = kept;
        this.most = most;
        this.pending = Pending.aheadOfOthers(store, Since::timestamp, context, work);
    }

    /**
     * What is to be told of an utterance.
     *
     * @param before where it stood when it was told last; empty when it was not
     * @param timestamp latest time of the records it stems from, in milliseconds
     */
    public record Since(Optional<Merged.Place> before, long timestamp) {}

    /** An utterance as it was told last, and the statements that report it now. */
    private record Known(Optional<Utterance> was, List<Statement.Asserted> now) {}

    /** The statements that report an utterance now, if it changed and is still to be told. */
    Optional<List<Statement.Asserted>> statements(String actor, String utterance) {
        return Optional.ofNullable(known.get(Topics.key(actor, utterance))).map(Known::now);
    }

    /**
     * An utterance changed.
     *
     * @param earlier the statements that reported it before; none when it is new
     * @param now those that report it now; none when it is no more
     */
    void changed(
            String actor,
            String utterance,
            List<Statement.Asserted> earlier,
            List<Statement.Asserted> now,
            long timestamp) {
        String key = Topics.key(actor, utterance);
        Optional<Since> since = pending.get(key);
        Known before = known.get(key);
        Optional<Utterance> was =
                before != null ? before.was() : since.isPresent() ? Optional.empty() : utterance(earlier);
        if (since.isEmpty() && !pending.isForLong(timestamp)) {
            tell(key, was, was.map(Merged.Place::of), now, timestamp, false);
            return;
        }
        held += now.size() - (before == null ? 0 : before.now().size());
        known.put(key, new Known(was, now));
        pending.put(
                key,
                new Since(
                        since.map(Since::before).orElseGet(() -> was.map(Merged.Place::of)),
                        Math.max(timestamp, since.map(Since::timestamp).orElse(timestamp))));
        if (held > most) {
            pending.tellAllNow(this::tell);
        }
    }

    /** What is to be told of an utterance is told. */
    void tellNow(String actor, String utterance) {
        pending.tellNow(Topics.key(actor, utterance), this::tell);
    }

    /** Tells what it is time for; to be called at every moment. */
    void tell() {
        pending.tell(this::tell);
    }

    private void tell(String key, Since since) {
        Known changed = known.remove(key);
        if (changed != null) {
            held -= changed.now().size();
            tell(key, changed.was(), since.before(), changed.now(), since.timestamp(), true);
        } else {
            int separator = key.lastIndexOf('|');
            List<Statement.Asserted> now = kept.apply(key.substring(0, separator), key.substring(separator + 1));
            tell(key, Optional.empty(), since.before(), now, since.timestamp(), true);
        }
    }

    private void tell(
            String key,
            Optional<Utterance> was,
            Optional<Merged.Place> before,
            List<Statement.Asserted> statements,
            long timestamp,
            boolean waited) {
        Optional<Utterance> now = utterance(statements);
        boolean isSame = now.isEmpty() ? before.isEmpty() : was.equals(now);
        Record<String, Merged> change = new Record<>(key, new Merged.Change(before, now), timestamp);
        if (!isSame) {
            context.forward(change, Names.EGRESS_UTTERANCES);
        }
        // A story that came while it waited did not look at it.
        if (!isSame || (waited && now.isPresent())) {
            context.forward(change, Names.MATCH_UTTERANCES);
        }
    }

    private static Optional<Utterance> utterance(List<Statement.Asserted> statements) {
        return statements.isEmpty() ? Optional.empty() : Optional.of(UtteranceOf.of(statements));
    }
}
