package rejoinder.aggregator.utterance;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import rejoinder.aggregator.Names;
import rejoinder.contracts.json.JsonSerde;
import rejoinder.contracts.statement.Statement;
import rejoinder.contracts.topic.Topics;
import rejoinder.contracts.utterance.Utterance;

/**
 * The utterances in the store. What a statement says is kept once; an utterance that only one statement reports, as
 * most do, takes no more room, since it is named after it.
 */
public final class Utterances {
    private static final JsonSerde<Statement> JSON = new JsonSerde<>(Statement.class);

    private final KeyValueStore<String, byte[]> statements;
    private final KeyValueStore<String, String> members;
    private final KeyValueStore<String, Placed> places;
    private final Retention retention;

    public Utterances(ProcessingContext context, Retention retention) {
        this.statements = context.getStateStore(Names.STATEMENTS);
        this.members = context.getStateStore(Names.UTTERANCE_MEMBERS);
        this.places = context.getStateStore(Names.STATEMENT_PLACES);
        this.retention = retention;
    }

    /**
     * The utterance as it is now; empty when it is archived, whether or not it has left the stores.
     *
     * @param now time of the record that asks, in milliseconds
     */
    public Optional<Utterance> get(String actor, String utterance, long now) {
        List<Statement.Asserted> statements = statements(actor, utterance);
        return statements.isEmpty() || isArchived(statements, now)
                ? Optional.empty()
                : Optional.of(UtteranceOf.of(statements));
    }

    /** Whether the utterance that these statements report is archived. */
    boolean isArchived(List<Statement.Asserted> statements, long now) {
        return retention.isOver(lastHeard(statements), now);
    }

    /** When the last report was heard, in milliseconds. */
    long lastHeard(List<Statement.Asserted> statements) {
        return statements.stream()
                .map(statement -> places.get(placeOf(statement)))
                .mapToLong(Placed::heard)
                .max()
                .orElseThrow();
    }

    /** The statements that report an utterance; none when there is no such utterance. */
    List<Statement.Asserted> statements(String actor, String utterance) {
        String ids = members.get(Topics.key(actor, utterance));
        return statements(ids == null ? UtteranceOf.statementOf(utterance) : ids, id -> statement(actor, id));
    }

    private static List<Statement.Asserted> statements(
            String ids, Function<String, Optional<Statement.Asserted>> statement) {
        return Arrays.stream(ids.split("\n", -1))
                .map(statement)
                .flatMap(Optional::stream)
                .toList();
    }

    /** The utterance that a statement, as it is in the store, reports now. */
    public Optional<Utterance> reportedBy(Statement.Asserted statement, long now) {
        return reportedBy(statement, utterance -> true, now);
    }

    private Optional<Utterance> reportedBy(Statement.Asserted statement, Predicate<String> wanted, long now) {
        Placed placed = places.get(placeOf(statement));
        if (placed == null || !wanted.test(Topics.key(statement.actorId(), placed.utterance()))) {
            return Optional.empty();
        }
        String ids = members.get(Topics.key(statement.actorId(), placed.utterance()));
        List<Statement.Asserted> all = statements(
                ids == null ? UtteranceOf.statementOf(placed.utterance()) : ids,
                id -> id.equals(statement.id()) ? Optional.of(statement) : statement(statement.actorId(), id));
        // Most were heard lately: then there is no need to look when the others were.
        return retention.isOver(placed.heard(), now) && isArchived(all, now)
                ? Optional.empty()
                : Optional.of(UtteranceOf.of(all));
    }

    private static String placeOf(Statement.Asserted statement) {
        return Places.key(statement.actorId(), statement.saidAt().at(), statement.id());
    }

    /**
     * The same of a statement's bytes.
     *
     * @param wanted whether an actor's utterance, by its key, is wanted; empty when not
     */
    public Optional<Utterance> reportedBy(byte[] statement, Predicate<String> wanted, long now) {
        return reportedBy((Statement.Asserted) JSON.fromBytes(statement), wanted, now);
    }

    /** The bytes of all statements whose keys follow one; from the first where it is empty. To be closed. */
    public KeyValueIterator<String, byte[]> statementsAfter(String key) {
        return statements.range(key.isEmpty() ? null : key + "\0", null);
    }

    /** A statement as it was last asserted. */
    public Optional<Statement.Asserted> statement(String actor, String id) {
        return bytes(actor, id).map(JSON::fromBytes).map(Statement.Asserted.class::cast);
    }

    /** Its bytes. */
    Optional<byte[]> bytes(String actor, String id) {
        return Optional.ofNullable(statements.get(Topics.key(actor, id)));
    }

    void put(String actor, String id, byte[] json) {
        statements.put(Topics.key(actor, id), json);
    }

    void delete(String actor, String id) {
        statements.delete(Topics.key(actor, id));
    }

    /** Says which statements report an utterance. */
    void members(String actor, String utterance, List<String> ids, boolean wereSeveral) {
        boolean implied = ids.isEmpty() || (ids.size() == 1 && ids.get(0).equals(UtteranceOf.statementOf(utterance)));
        if (!implied) {
            members.put(Topics.key(actor, utterance), String.join("\n", ids));
        } else if (wereSeveral) {
            members.delete(Topics.key(actor, utterance));
        }
    }
}
