package rejoinder.aggregator.story;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import rejoinder.aggregator.Keys;
import rejoinder.aggregator.Names;
import rejoinder.aggregator.summary.Told;
import rejoinder.aggregator.utterance.Merged;
import rejoinder.aggregator.utterance.Retention;
import rejoinder.aggregator.utterance.Untold;
import rejoinder.aggregator.utterance.UtteranceOf;
import rejoinder.aggregator.utterance.Utterances;
import rejoinder.contracts.correction.Correction;
import rejoinder.contracts.json.JsonSerde;
import rejoinder.contracts.json.Written;
import rejoinder.contracts.reaction.Reaction;
import rejoinder.contracts.reaction.Reactor;
import rejoinder.contracts.story.Story;
import rejoinder.contracts.topic.Topics;
import rejoinder.contracts.utterance.Utterance;
import rejoinder.reading.RememberedConcepts;
import rejoinder.reading.StanceJudge;

/**
 * Matches each changed utterance with all stories, and each changed story with all of the history: a bounded piece at a
 * time, between new statements, its progress in a store so that it goes on after a restart.
 */
public final class MatchStories implements Processor<String, StoryInput, String, ReactionChange> {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);
    static final JsonSerde<Reaction> REACTIONS = new JsonSerde<>(Reaction.class);

    private final StanceJudge judge;
    private final Retention retention;
    private final Supplier<HistoryTime> time;
    private final Supplier<RememberedConcepts> concepts;
    private final AtomicInteger toRehearse;
    private ProcessorContext<String, ReactionChange> context;
    private Stories stories;
    private Verdicts verdicts;
    private Reactors reactors;
    private Utterances utterances;
    private Rehearsal rehearsal;
    private Matched matched;
    private KeyValueStore<String, Told> told;
    private KeyValueStore<String, Untold.Since> untold;
    private KeyValueStore<String, Progress> progress;
    private final UpToDate upToDate = new UpToDate();
    private boolean busy = true;
    private long takenBefore = -1;

    /**
     * @param time of the calling thread; asked for on the thread that runs the step
     * @param concepts of the calling thread; asked for on the thread that runs the step
     * @param toRehearse how many statements the instance is still to look at before a story comes
     */
    public MatchStories(
            StanceJudge judge,
            Retention retention,
            Supplier<HistoryTime> time,
            Supplier<RememberedConcepts> concepts,
            AtomicInteger toRehearse) {
        this.judge = judge;
        this.retention = retention;
        this.time = time;
        this.concepts = concepts;
        this.toRehearse = toRehearse;
    }

    @Override
    public void init(ProcessorContext<String, ReactionChange> context) {
        this.context = context;
        stories = new Stories(context.getStateStore(Names.STORIES), judge, concepts.get());
        verdicts = new Verdicts(context.getStateStore(Names.VERDICTS));
        reactors = new Reactors(context.getStateStore(Names.REACTORS), context.getStateStore(Names.MENTIONS));
        utterances = new Utterances(context, retention);
        rehearsal = new Rehearsal(toRehearse, stories, utterances);
        matched = new Matched(context.getStateStore(Names.MATCHED));
        told = context.getStateStore(Names.ACTOR_REACTIONS);
        untold = context.getStateStore(Names.UNTOLD_UTTERANCES);
        progress = context.getStateStore(Names.STORY_PROGRESS);
        context.schedule(BETWEEN_LOOKS, PunctuationType.WALL_CLOCK_TIME, this::goOn);
    }

    @Override
    public void close() {
        stories.close();
    }

    @Override
    public void process(Record<String, StoryInput> record) {
        time.get().worked(context.currentSystemTimeMs());
        if (record.value() instanceof StoryInput.Uttered uttered) {
            time.get().heard(record.timestamp());
            match(record.key(), uttered.change(), record.timestamp());
        } else if (record.value() instanceof StoryInput.Archived archived) {
            forget(record.key(), archived.utterance());
        } else if (record.value() instanceof StoryInput.Told one) {
            follow(record.key(), one.story(), record.timestamp());
        } else if (record.value() instanceof StoryInput.Corrected corrected) {
            correct(corrected.correction(), record.timestamp());
        } else if (record.value() instanceof StoryInput.Reacted reacted) {
            answer(record.key(), reacted.reactor(), record.timestamp());
        }
    }

    /** Brings the reactions of all stories to one utterance up to date. */
    private void match(String key, Merged.Change change, long timestamp) {
        if (busy) {
            change.now().ifPresent(utterance -> upToDate.matched(key.substring(0, key.lastIndexOf('|')), utterance));
        }
        Map<String, Reaction> now = change.now().map(this::reactions).orElseGet(HashMap::new);
        String utterance = key.substring(key.indexOf('|') + 1);
        tellAll(utterance, change, Optional.ofNullable(now.remove(Story.ALL)), timestamp);
        if (change.before().isEmpty() && now.isEmpty()) {
            return;
        }
        SortedMap<String, String> before = matched.get(key);
        if (before.isEmpty() && now.isEmpty()) {
            return;
        }
        for (String story : List.copyOf(before.keySet())) {
            if (!now.containsKey(story)) {
                before.remove(story);
                tell(story, utterance, change.before().map(Told::place), Optional.empty(), timestamp);
            }
        }
        now.forEach((story, told) -> {
            Written<Reaction> reaction = written(told);
            String fingerprint = Matched.fingerprint(reaction);
            String known = before.put(story, fingerprint);
            if (!fingerprint.equals(known)) {
                tell(
                        story,
                        utterance,
                        known == null ? Optional.empty() : change.before().map(Told::place),
                        Optional.of(reaction),
                        timestamp);
            }
        });
        matched.put(key, before);
    }

    /** Of what can't change any more only the reactions are kept. */
    private void forget(String key, Utterance utterance) {
        SortedMap<String, String> stories = matched.get(key);
        if (!stories.isEmpty()) {
            stories.keySet().forEach(story -> reactors.forget(story, utterance));
            stories.clear();
            matched.put(key, stories);
        }
    }

    private void tellAll(String utterance, Merged.Change change, Optional<Reaction> now, long timestamp) {
        Optional<String> before = change.before().map(Told::place).filter(this::isToldOfAll);
        tell(Story.ALL, utterance, before, now.map(MatchStories::written), timestamp);
    }

    private static Written<Reaction> written(Reaction reaction) {
        return Written.of(reaction, REACTIONS);
    }

    private boolean isToldOfAll(String place) {
        return told.get(Told.key(Story.ALL, place)) != null;
    }

    private Map<String, Reaction> reactions(Utterance utterance) {
        Map<String, Reaction> reactions = new HashMap<>();
        Map<String, Correction.OfReaction> said = verdicts.of(utterance);
        for (StoryMatcher matcher : stories.caughtBy(utterance)) {
            reactions.put(matcher.story().id(), react(matcher, utterance, Optional.empty()));
        }
        said.forEach((story, verdict) -> {
            if (verdict.verdict() == Correction.Verdict.EXCLUDE) {
                reactions.remove(story);
            } else if (verdict.verdict() == Correction.Verdict.PIN) {
                stories.matcher(story)
                        .ifPresent(
                                matcher -> reactions.put(story, react(matcher, utterance, Optional.of(pin(verdict)))));
            }
        });
        return reactions;
    }

    private Reaction react(StoryMatcher matcher, Utterance utterance, Optional<Reaction.Pin> pinned) {
        if (matcher.story().id().equals(Story.ALL)) {
            return matcher.react(utterance, pinned, Optional.empty());
        }
        reactors.remember(matcher.story().id(), utterance);
        return matcher.react(utterance, pinned, reactors.answered(matcher.story(), utterance));
    }

    private static Reaction.Pin pin(Correction.OfReaction verdict) {
        return new Reaction.Pin(verdict.by(), verdict.at(), verdict.note());
    }

    private void tell(
            String story, String utterance, Optional<String> before, Optional<Written<Reaction>> now, long timestamp) {
        if (before.isPresent() || now.isPresent()) {
            context.forward(new Record<>(Topics.key(story, utterance), new ReactionChange(before, now), timestamp));
        }
    }

    private void correct(Correction.OfReaction correction, long timestamp) {
        verdicts.put(correction);
        utterances
                .statement(correction.actor(), UtteranceOf.statementOf(correction.utterance()))
                .flatMap(statement -> utterances.reportedBy(statement, timestamp))
                .ifPresent(utterance -> update(correction.story(), utterance, timestamp));
    }

    /** Somebody has reacted, or has not any more: whoever names him may answer him, or not. */
    private void answer(String key, Optional<Reactor> reactor, long timestamp) {
        List<String> naming = reactor.map(one -> reactors.put(key, one)).orElseGet(() -> reactors.remove(key));
        String story = key.substring(0, key.indexOf('|'));
        for (String one : naming) {
            int separator = one.lastIndexOf('|');
            utterances
                    .get(one.substring(0, separator), one.substring(separator + 1), timestamp)
                    .filter(utterance -> matched.get(one).containsKey(story))
                    .ifPresent(utterance -> update(story, utterance, timestamp));
        }
    }

    /**
     * Brings the reaction of one story to an unchanged utterance up to date; one that changed is matched with all of them
     * when it is told.
     */
    private void update(String story, Utterance utterance, long timestamp) {
        String key = Topics.key(utterance.actor().id(), utterance.id());
        if (untold.get(key) != null) {
            return;
        }
        Optional<Caught> caught = caught(story, utterance);
        if (story.equals(Story.ALL)) {
            Optional<String> known = Optional.of(Told.place(utterance)).filter(this::isToldOfAll);
            if (known.isPresent() != caught.isPresent()) {
                tell(story, utterance.id(), known, caught.map(one -> written(react(one, utterance))), timestamp);
            }
            return;
        }
        Optional<Written<Reaction>> now = caught.map(one -> written(react(one, utterance)));
        SortedMap<String, String> before = matched.get(key);
        Optional<String> fingerprint = now.map(Matched::fingerprint);
        Optional<String> known = Optional.ofNullable(before.get(story));
        if (!known.equals(fingerprint)) {
            fingerprint.ifPresentOrElse(print -> before.put(story, print), () -> before.remove(story));
            matched.put(key, before);
            tell(story, utterance.id(), known.map(print -> Told.place(utterance)), now, timestamp);
        }
    }

    /**
     * That a story catches an utterance.
     *
     * @param pinned by whom, if by hand
     */
    private record Caught(StoryMatcher matcher, Optional<Reaction.Pin> pinned) {}

    private Reaction react(Caught caught, Utterance utterance) {
        return react(caught.matcher(), utterance, caught.pinned());
    }

    private Optional<Caught> caught(String story, Utterance utterance) {
        Optional<StoryMatcher> matcher = stories.matcher(story);
        Optional<Correction.OfReaction> verdict =
                verdicts.of(utterance, story).filter(said -> said.verdict() != Correction.Verdict.RELEASE);
        return verdict.isPresent()
                ? verdict.filter(said -> said.verdict() == Correction.Verdict.PIN)
                        .flatMap(said -> matcher.map(one -> new Caught(one, Optional.of(pin(said)))))
                : matcher.filter(one -> stories.catches(one, utterance)).map(one -> new Caught(one, Optional.empty()));
    }

    private void follow(String id, Optional<Story> story, long timestamp) {
        if (story.equals(stories.get(id))) {
            return;
        }
        story.ifPresentOrElse(stories::put, () -> stories.remove(id));
        upToDate.follow(id);
        progress.put(id, new Progress(Progress.Phase.REACTIONS, "", timestamp));
        busy = true;
    }

    private void goOn(long now) {
        boolean due = time.get().isDue(now, takenBefore);
        takenBefore = time.get().takenUp();
        if (!busy) {
            rehearsal.goOn(now);
            return;
        } else if (!due) {
            return;
        }
        long begin = System.nanoTime();
        List<KeyValue<String, Progress>> unfinished = new ArrayList<>();
        try (KeyValueIterator<String, Progress> all = progress.all()) {
            all.forEachRemaining(unfinished::add);
        }
        busy = !unfinished.isEmpty();
        if (!busy) {
            upToDate.clear();
        }
        long end = begin + time.get().piece().toNanos();
        for (KeyValue<String, Progress> one : unfinished) {
            Optional<Progress> next = Optional.of(one.value);
            while (next.isPresent() && end - System.nanoTime() > 0) {
                next = next(one.key, next.get(), end);
            }
            progress.put(one.key, next.orElse(null));
        }
        time.get().took(Duration.ofNanos(System.nanoTime() - begin), now);
    }

    /** Looks at the next piece; empty when all has been seen. */
    private Optional<Progress> next(String story, Progress at, long end) {
        return switch (at.phase()) {
            case REACTIONS -> nextReactions(story, at, end);
            case EVERYTHING -> nextOfEverything(story, at, end);
        };
    }

    private Optional<Progress> nextReactions(String story, Progress at, long end) {
        String group = Told.group(story);
        String last = at.after();
        int seen = 0;
        // The store is written meanwhile; what is read is as it was at the beginning of the piece.
        try (KeyValueIterator<String, Told> from =
                told.range(last.isEmpty() ? group + "|" : last + "\0", Keys.after(group))) {
            while (from.hasNext() && (seen == 0 || end - System.nanoTime() > 0)) {
                KeyValue<String, Told> next = from.next();
                last = next.key;
                seen++;
                if (!upToDate.has(story, next.value.actor().id(), Told.utterance(next.key))) {
                    reconsider(story, next.key, next.value.actor().id(), at.timestamp());
                }
            }
            return from.hasNext()
                    ? Optional.of(new Progress(at.phase(), last, at.timestamp()))
                    : stories.get(story).map(one -> new Progress(Progress.Phase.EVERYTHING, "", at.timestamp()));
        }
    }

    private void reconsider(String story, String toldKey, String actor, long timestamp) {
        String id = Told.utterance(toldKey);
        Optional<Utterance> utterance = utterances.get(actor, id, timestamp);
        utterance.ifPresent(one -> update(story, one, timestamp));
        // What is archived stays in its story as it is, but not longer than the story.
        if (utterance.isEmpty() && stories.get(story).isEmpty()) {
            tell(story, id, Optional.of(Told.place(toldKey)), Optional.empty(), timestamp);
        }
    }

    private Optional<Progress> nextOfEverything(String story, Progress at, long end) {
        Optional<StoryMatcher> matcher = stories.matcher(story);
        if (matcher.isEmpty()) {
            return Optional.empty();
        }
        String last = at.after();
        int seen = 0;
        // Statements stand by actor, so that most reports of one utterance come in one piece.
        Set<String> looked = new HashSet<>();
        try (KeyValueIterator<String, byte[]> from = utterances.statementsAfter(last)) {
            while (from.hasNext() && (seen % 16 != 0 || end - System.nanoTime() > 0 || seen == 0)) {
                KeyValue<String, byte[]> next = from.next();
                last = next.key;
                seen++;
                if (!upToDate.has(story, next.key) && mayBeCaught(matcher.get(), next.key, next.value)) {
                    utterances
                            .reportedBy(next.value, looked::add, at.timestamp())
                            .ifPresent(utterance -> update(story, utterance, at.timestamp()));
                }
            }
            return from.hasNext() ? Optional.of(new Progress(at.phase(), last, at.timestamp())) : Optional.empty();
        }
    }

    /**
     * Most of what was said has none of the story's words, which can be seen before it is read: of an utterance that the
     * story catches at least one report has one.
     */
    private boolean mayBeCaught(StoryMatcher matcher, String key, byte[] json) {
        return matcher.query().mayMatch(json) || verdicts.mention(key.substring(key.lastIndexOf('|') + 1));
    }
}
