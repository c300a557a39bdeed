package rejoinder.aggregator.utterance;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import rejoinder.aggregator.Names;
import rejoinder.contracts.statement.Statement;
import rejoinder.contracts.topic.Topics;
import rejoinder.contracts.utterance.Utterance;
import rejoinder.reading.SameWords;

/**
 * Merges an actor's statements into utterances: the connected components of <em>same words within the window</em>. A
 * report can join two utterances, a retraction can part one. A retraction of a statement that is not known changes
 * nothing: statement and retraction come in order in one partition.
 */
public final class MergeStatements implements Processor<String, Statement, String, Utterance> {
    private static final int REMEMBERED_WORDS = 20_000;

    private final Duration window;
    private final Map<String, SameWords.Words> words = new LinkedHashMap<>(1024, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, SameWords.Words> eldest) {
            return size() > REMEMBERED_WORDS;
        }
    };

    private ProcessorContext<String, Utterance> context;
    private KeyValueStore<String, KeptStatement> statements;
    private KeyValueStore<String, String> places;
    private KeyValueStore<String, Members> utterances;

    public MergeStatements(Duration window) {
        this.window = window;
    }

    @Override
    public void init(ProcessorContext<String, Utterance> context) {
        this.context = context;
        this.statements = context.getStateStore(Names.STATEMENTS);
        this.places = context.getStateStore(Names.STATEMENT_PLACES);
        this.utterances = context.getStateStore(Names.UTTERANCES);
    }

    @Override
    public void process(Record<String, Statement> record) {
        Changes changes = new Changes(record.value().actorId());
        take(record.value().id(), changes);
        if (record.value() instanceof Statement.Asserted asserted) {
            add(asserted, changes);
        }
        changes.write(record);
    }

    /** Takes a statement out of its utterance, which may part or end. */
    private void take(String id, Changes changes) {
        String place = places.get(id);
        if (place == null) {
            return;
        }
        KeptStatement kept = statements.get(place);
        statements.delete(place);
        places.delete(id);
        words.remove(id);
        List<Statement.Asserted> rest = changes.dissolve(kept.utterance()).stream()
                .filter(statement -> !statement.id().equals(id))
                .toList();
        components(rest).forEach(changes::form);
    }

    /** Adds a statement to the utterances it says the same words as, which become one. */
    private void add(Statement.Asserted statement, Changes changes) {
        Set<String> joined = new TreeSet<>();
        SameWords.Words own = words(statement);
        Instant at = statement.saidAt().at();
        try (KeyValueIterator<String, KeptStatement> near = statements.range(
                Place.from(statement.actorId(), at.minus(window)), Place.until(statement.actorId(), at.plus(window)))) {
            while (near.hasNext()) {
                KeptStatement other = near.next().value;
                String utterance = changes.utteranceOf(other);
                if (!joined.contains(utterance)
                        && near(statement, other.statement())
                        && SameWords.same(own, words(other.statement()))) {
                    joined.add(utterance);
                }
            }
        }
        List<Statement.Asserted> component = new ArrayList<>(List.of(statement));
        joined.forEach(utterance -> component.addAll(changes.dissolve(utterance)));
        places.put(statement.id(), Place.of(statement));
        changes.form(component);
    }

    private List<List<Statement.Asserted>> components(Collection<Statement.Asserted> statements) {
        List<List<Statement.Asserted>> components = new ArrayList<>();
        Set<Statement.Asserted> left = new LinkedHashSet<>(statements);
        while (!left.isEmpty()) {
            Statement.Asserted first = left.iterator().next();
            left.remove(first);
            List<Statement.Asserted> component = new ArrayList<>(List.of(first));
            Deque<Statement.Asserted> reached = new ArrayDeque<>(List.of(first));
            while (!reached.isEmpty()) {
                Statement.Asserted from = reached.pop();
                List<Statement.Asserted> neighbours = left.stream()
                        .filter(other -> near(from, other) && SameWords.same(words(from), words(other)))
                        .toList();
                left.removeAll(neighbours);
                component.addAll(neighbours);
                reached.addAll(neighbours);
            }
            components.add(component);
        }
        return components;
    }

    private boolean near(Statement.Asserted a, Statement.Asserted b) {
        return Duration.between(a.saidAt().at(), b.saidAt().at()).abs().compareTo(window) <= 0;
    }

    private SameWords.Words words(Statement.Asserted statement) {
        return words.computeIfAbsent(statement.id(), id -> SameWords.of(statement.quote()));
    }

    /** What one record does to the utterances of its actor: nothing is written before all is known. */
    private final class Changes {
        private final String actor;
        private final Map<String, Optional<Members>> before = new TreeMap<>();
        private final Map<String, List<Statement.Asserted>> after = new TreeMap<>();
        private final Map<String, String> moved = new TreeMap<>();

        Changes(String actor) {
            this.actor = actor;
        }

        /** The utterance a kept statement belongs to, as changed so far. */
        String utteranceOf(KeptStatement kept) {
            return moved.getOrDefault(kept.statement().id(), kept.utterance());
        }

        /** Ends an utterance and returns its statements. */
        List<Statement.Asserted> dissolve(String utterance) {
            if (after.containsKey(utterance)) {
                return after.remove(utterance);
            }
            Optional<Members> members = remember(utterance);
            return members.map(Members::places).orElse(List.of()).stream()
                    .map(statements::get)
                    .filter(kept -> kept != null)
                    .map(KeptStatement::statement)
                    .toList();
        }

        /** Begins an utterance of these statements. */
        void form(List<Statement.Asserted> component) {
            if (component.isEmpty()) {
                return;
            }
            String utterance =
                    UtteranceOf.idOf(component.stream().min(UtteranceOf.ORDER).orElseThrow());
            remember(utterance);
            after.put(utterance, component);
            component.forEach(statement -> moved.put(statement.id(), utterance));
        }

        void write(Record<String, Statement> record) {
            after.forEach((utterance, component) -> {
                component.forEach(
                        statement -> statements.put(Place.of(statement), new KeptStatement(statement, utterance)));
                Utterance now = UtteranceOf.of(component);
                Optional<Members> earlier = before.get(utterance);
                utterances.put(
                        Topics.key(actor, utterance),
                        new Members(
                                now, component.stream().map(Place::of).sorted().toList()));
                if (!UtteranceOf.same(earlier.map(Members::utterance), now)) {
                    context.forward(record.withKey(Topics.key(actor, utterance)).withValue(now));
                }
            });
            before.forEach((utterance, members) -> {
                if (members.isPresent() && !after.containsKey(utterance)) {
                    utterances.delete(Topics.key(actor, utterance));
                    context.forward(record.withKey(Topics.key(actor, utterance)).withValue(null));
                }
            });
        }

        private Optional<Members> remember(String utterance) {
            return before.computeIfAbsent(utterance, id -> Optional.ofNullable(utterances.get(Topics.key(actor, id))));
        }
    }
}
