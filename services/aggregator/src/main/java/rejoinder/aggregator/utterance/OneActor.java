package rejoinder.aggregator.utterance;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import rejoinder.aggregator.Keys;
import rejoinder.aggregator.Names;
import rejoinder.contracts.Actor;
import rejoinder.contracts.correction.Correction;
import rejoinder.contracts.statement.Statement;

/**
 * Which actors are other actors under a second id. What is said under the second id goes to the partition of the first
 * one, through a topic of its own, and is heard there.
 */
final class OneActor {
    private final ProcessorContext<String, Merged> context;
    private final KeyValueStore<String, Correction.OfActor> corrections;
    private final KeyValueStore<String, byte[]> statements;
    private boolean any;

    OneActor(ProcessorContext<String, Merged> context) {
        this.context = context;
        this.corrections = context.getStateStore(Names.ACTOR_CORRECTIONS);
        this.statements = context.getStateStore(Names.STATEMENTS);
        try (KeyValueIterator<String, Correction.OfActor> all = corrections.all()) {
            any = all.hasNext();
        }
    }

    /** The statement as that of who the actor really is; empty when the actor is who he is. */
    Optional<Statement> elsewhere(Statement statement) {
        return any ? reallyIs(statement.actorId()).map(actor -> as(statement, actor)) : Optional.empty();
    }

    /** Follows corrections of corrections; where they lead in a circle, everybody is who he is. */
    private Optional<Actor> reallyIs(String actor) {
        Set<String> passed = new HashSet<>(Set.of(actor));
        Optional<Actor> found = Optional.empty();
        Correction.OfActor next = corrections.get(actor);
        while (next != null) {
            if (!passed.add(next.into().id())) {
                return Optional.empty();
            }
            found = Optional.of(next.into());
            next = corrections.get(next.into().id());
        }
        return found;
    }

    /** Learns who an actor is; returns the ids of what has been heard of him so far. */
    List<String> learn(Correction.OfActor correction) {
        boolean himself = correction.actor().equals(correction.into().id());
        corrections.put(correction.actor(), himself ? null : correction);
        any |= !himself;
        List<String> heard = new ArrayList<>();
        if (!himself) {
            try (KeyValueIterator<String, byte[]> all =
                    statements.range(correction.actor() + "|", Keys.after(correction.actor()))) {
                while (all.hasNext()) {
                    heard.add(all.next().key.substring(correction.actor().length() + 1));
                }
            }
        }
        return heard;
    }

    /** Sends a statement to the partition of its actor. */
    void send(Record<String, ?> cause, Statement statement) {
        context.forward(
                new Record<>(statement.actorId(), new Merged.Moved(statement), cause.timestamp()),
                Names.EGRESS_MOVED_STATEMENTS);
    }

    private static Statement as(Statement statement, Actor actor) {
        if (statement instanceof Statement.Asserted said) {
            return new Statement.Asserted(
                    said.id(),
                    actor,
                    said.role(),
                    said.rank(),
                    said.represents(),
                    said.speaker(),
                    said.type(),
                    said.quote(),
                    said.span(),
                    said.cue(),
                    said.context(),
                    said.rule(),
                    said.saidAt(),
                    said.publishedAt(),
                    said.observedAt(),
                    said.document());
        }
        Statement.Retracted retracted = (Statement.Retracted) statement;
        return new Statement.Retracted(
                retracted.id(), actor.id(), retracted.observedAt(), retracted.documentId(), retracted.revision());
    }
}
