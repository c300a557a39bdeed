package rejoinder.aggregator.utterance;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
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
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import rejoinder.aggregator.Names;
import rejoinder.aggregator.state.Pending;
import rejoinder.aggregator.state.WorkOfThread;
import rejoinder.contracts.statement.Statement;
import rejoinder.contracts.topic.Topics;
import rejoinder.reading.RememberedConcepts;
import rejoinder.reading.SameWords;

/**
 * Merges an actor's statements into utterances: the connected components of <em>same words within the window</em>. A
 * report can join two utterances, a retraction can part one. A retraction of a statement that is not known changes
 * nothing: statement and retraction come in order in one partition. What is archived is not known any more.
 */
public final class MergeStatements implements Processor<String, Word, String, Merged> {
    private static final int REMEMBERED_WORDS = 1_000;
    /** A statement that is untold is held whole, and larger than its place. */
    private static final int UNTOLD_SHARE = 2;

    private final Duration window;
    private final Retention retention;
    private final int mostHeld;
    private final int mostKnown;
    private final Supplier<? extends WorkOfThread> work;
    private final Map<String, SameWords.Words> words = new LinkedHashMap<>(1024, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, SameWords.Words> eldest) {
            return size() > REMEMBERED_WORDS;
        }
    };

    private final Supplier<RememberedConcepts> conceptsOfThread;
    private RememberedConcepts concepts;
    private ProcessorContext<String, Merged> context;
    private Utterances utterances;
    private Places places;
    private KnownStatements known;
    private OneActor oneActor;
    private Archive archive;
    private Untold untold;

    /**
     * @param mostHeld how many statements' places a task may hold in memory
     * @param mostKnown how many statements a task has room for, in a byte and a quarter each, to know that they are known
     * @param work of the calling thread; asked for on the thread that runs the step
     * @param concepts of the calling thread; asked for on the thread that runs the step
     */
    public MergeStatements(
            Duration window,
            Retention retention,
            int mostHeld,
            int mostKnown,
            Supplier<? extends WorkOfThread> work,
            Supplier<RememberedConcepts> concepts) {
        this.work = work;
        this.conceptsOfThread = concepts;
        this.window = window;
        this.retention = retention;
        this.mostHeld = mostHeld;
        this.mostKnown = mostKnown;
    }

    @Override
    public void init(ProcessorContext<String, Merged> context) {
        this.context = context;
        this.concepts = conceptsOfThread.get();
        this.utterances = new Utterances(context, retention);
        this.places = new Places(context.getStateStore(Names.STATEMENT_PLACES), mostHeld);
        this.known = new KnownStatements(context.getStateStore(Names.STATEMENT_PLACES), mostKnown);
        this.oneActor = new OneActor(context);
        this.archive = new Archive(context.getStateStore(Names.STATEMENT_PLACES), utterances, retention);
        this.untold = new Untold(context, this::kept, mostHeld / UNTOLD_SHARE, work);
        context.schedule(Pending.MOMENT, PunctuationType.WALL_CLOCK_TIME, now -> untold.tell());
        context.schedule(KnownStatements.BETWEEN_PIECES, PunctuationType.WALL_CLOCK_TIME, now -> known.goOn());
        context.schedule(Archive.BETWEEN_PIECES, PunctuationType.WALL_CLOCK_TIME, now -> {
            long newest = context.currentStreamTimeMs();
            archive.next(newest).forEach(old -> archive(old, newest));
        });
    }

    @Override
    public void process(Record<String, Word> record) {
        work.get().worked(context.currentSystemTimeMs());
        if (record.value() instanceof Word.Said said) {
            oneActor.elsewhere(said.statement())
                    .ifPresentOrElse(moved -> oneActor.send(record, moved), () -> hear(said, record));
        } else if (record.value() instanceof Word.OneActor one) {
            oneActor.learn(one.correction()).forEach(id -> move(one.correction().actor(), id, record));
        }
    }

    private void archive(Archive.Old old, long now) {
        untold.tellNow(old.actor(), old.id());
        List<Statement.Asserted> statements = utterances.statements(old.actor(), old.id());
        statements.forEach(statement -> forget(statement));
        utterances.members(old.actor(), old.id(), List.of(), statements.size() > 1);
        context.forward(
                new Record<>(Topics.key(old.actor(), old.id()), new Merged.Archived(UtteranceOf.of(statements)), now),
                Names.MATCH_UTTERANCES);
    }

    private void forget(Statement.Asserted statement) {
        utterances.delete(statement.actorId(), statement.id());
        places.remove(statement.actorId(), statement.saidAt().at(), statement.id());
        words.remove(wordsKey(statement.actorId(), statement.id()));
    }

    private void move(String actor, String id, Record<String, Word> record) {
        if (archived(actor, id, record.timestamp()).isPresent()) {
            return;
        }
        utterances.statement(actor, id).flatMap(oneActor::elsewhere).ifPresent(moved -> {
            oneActor.send(record, moved);
            Changes changes = new Changes(actor);
            take(id, changes);
            changes.write(record);
        });
    }

    /** The utterance of a known statement, when it is archived but has not left the stores yet. */
    private Optional<Archive.Old> archived(String actor, String id, long now) {
        return utterances
                .statement(actor, id)
                .map(statement -> place(statement).utterance())
                .filter(utterance -> utterances.isArchived(utterances.statements(actor, utterance), now))
                .map(utterance -> new Archive.Old(actor, utterance));
    }

    private void hear(Word.Said said, Record<String, Word> record) {
        Statement statement = said.statement();
        Optional<byte[]> before = known.mayHave(statement.actorId(), statement.id())
                ? utterances.bytes(statement.actorId(), statement.id())
                : Optional.empty();
        if (before.isPresent()) {
            Optional<Archive.Old> old = archived(statement.actorId(), statement.id(), record.timestamp());
            old.ifPresent(one -> archive(one, record.timestamp()));
            before = old.isPresent() ? Optional.empty() : before;
        }
        if (before.isPresent() && Arrays.equals(before.get(), said.json())) {
            return;
        }
        Changes changes = new Changes(statement.actorId());
        if (before.isPresent()) {
            take(statement.id(), changes);
        }
        if (statement instanceof Statement.Asserted asserted) {
            add(asserted, said.json(), record.timestamp(), changes);
        }
        changes.write(record);
    }

    /** Takes a statement out of its utterance, which may part or end. */
    private void take(String id, Changes changes) {
        Statement.Asserted known = utterances.statement(changes.actor, id).orElseThrow();
        Placed placed = places.get(changes.actor, known.saidAt().at(), id).orElseThrow();
        List<Statement.Asserted> rest = changes.dissolve(placed.utterance()).stream()
                .filter(statement -> !statement.id().equals(id))
                .toList();
        forget(known);
        components(rest).forEach(changes::form);
    }

    /** Adds a statement to the utterances it says the same words as, which become one. */
    private void add(Statement.Asserted statement, byte[] json, long heard, Changes changes) {
        SameWords.Words own = SameWords.of(statement.quote(), concepts);
        Placed placed = new Placed(statement.saidAt().at(), heard, "", own.sketch());
        Set<String> joined = new TreeSet<>();
        places.near(changes.actor, placed, window, (id, other) -> {
            String utterance = changes.utteranceOf(id, other);
            if (!joined.contains(utterance)
                    && retention.holds(heard, other.heard())
                    && SameWords.same(own, words(changes.actor, id))) {
                joined.add(utterance);
            }
        });
        List<Statement.Asserted> component = new ArrayList<>(List.of(statement));
        joined.forEach(utterance -> component.addAll(changes.dissolve(utterance)));
        utterances.put(changes.actor, statement.id(), json);
        known.add(changes.actor, statement.id());
        words.put(wordsKey(changes.actor, statement.id()), own);
        changes.isNew(statement.id(), placed);
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
                neighbours.forEach(left::remove);
                component.addAll(neighbours);
                reached.addAll(neighbours);
            }
            components.add(component);
        }
        return components;
    }

    private List<Statement.Asserted> kept(String actor, String utterance) {
        return utterances.statements(actor, utterance).stream()
                .filter(statement -> isIn(statement, utterance))
                .toList();
    }

    /** The statement that an utterance would be named after may have been part of an earlier one. */
    private boolean isIn(Statement.Asserted statement, String utterance) {
        return places.get(statement.actorId(), statement.saidAt().at(), statement.id())
                .filter(placed -> placed.utterance().equals(utterance))
                .isPresent();
    }

    private boolean near(Statement.Asserted a, Statement.Asserted b) {
        return Duration.between(a.saidAt().at(), b.saidAt().at()).abs().compareTo(window) <= 0
                && retention.holds(place(a).heard(), place(b).heard());
    }

    private Placed place(Statement.Asserted statement) {
        return places.get(statement.actorId(), statement.saidAt().at(), statement.id())
                .orElseThrow();
    }

    private SameWords.Words words(Statement.Asserted statement) {
        return words.computeIfAbsent(
                wordsKey(statement.actorId(), statement.id()), key -> SameWords.of(statement.quote(), concepts));
    }

    private SameWords.Words words(String actor, String id) {
        return words.computeIfAbsent(
                wordsKey(actor, id),
                key -> SameWords.of(
                        utterances.statement(actor, id).orElseThrow().quote(), concepts));
    }

    private static String wordsKey(String actor, String id) {
        return actor + "|" + id;
    }

    /** What one record does to the utterances of its actor: nothing is told before all is known. */
    private final class Changes {
        private final String actor;
        private final Map<String, List<Statement.Asserted>> before = new TreeMap<>();
        private final Map<String, List<Statement.Asserted>> after = new TreeMap<>();
        private final Map<String, String> moved = new TreeMap<>();
        private final Map<String, Placed> placed = new TreeMap<>();

        Changes(String actor) {
            this.actor = actor;
        }

        /** A statement that has no place yet. */
        void isNew(String id, Placed place) {
            placed.put(id, place);
        }

        /** The utterance a kept statement belongs to, as changed so far. */
        String utteranceOf(String id, Placed known) {
            return moved.getOrDefault(id, known.utterance());
        }

        /** Ends an utterance and returns its statements. */
        List<Statement.Asserted> dissolve(String utterance) {
            List<Statement.Asserted> changed = after.remove(utterance);
            return changed != null ? changed : remember(utterance);
        }

        /** Begins an utterance of these statements. */
        void form(List<Statement.Asserted> component) {
            if (component.isEmpty()) {
                return;
            }
            String utterance =
                    UtteranceOf.idOf(component.stream().min(UtteranceOf.ORDER).orElseThrow());
            if (component.size() > 1 || !placed.containsKey(component.get(0).id())) {
                List<Statement.Asserted> unused = remember(utterance);
            }
            after.put(utterance, component);
            component.forEach(statement -> moved.put(statement.id(), utterance));
        }

        void write(Record<String, Word> record) {
            after.forEach((utterance, component) -> {
                component.forEach(statement -> place(statement, utterance));
                List<Statement.Asserted> earlier = before.getOrDefault(utterance, List.of());
                utterances.members(
                        actor,
                        utterance,
                        component.stream().map(Statement.Asserted::id).sorted().toList(),
                        earlier.size() > 1);
                untold.changed(actor, utterance, earlier, component, record.timestamp());
            });
            before.forEach((utterance, earlier) -> {
                if (!earlier.isEmpty() && !after.containsKey(utterance)) {
                    utterances.members(actor, utterance, List.of(), earlier.size() > 1);
                    untold.changed(actor, utterance, earlier, List.of(), record.timestamp());
                }
            });
        }

        private void place(Statement.Asserted statement, String utterance) {
            Placed known = placed.get(statement.id());
            if (known == null) {
                known = MergeStatements.this.place(statement);
            }
            if (!known.utterance().equals(utterance)) {
                places.put(actor, statement.id(), known.in(utterance));
            }
        }

        private List<Statement.Asserted> remember(String utterance) {
            return before.computeIfAbsent(
                    utterance, id -> untold.statements(actor, id).orElseGet(() -> kept(actor, id)));
        }
    }
}
