package rejoinder.aggregator;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import rejoinder.aggregator.story.MatchStories;
import rejoinder.aggregator.story.Progress;
import rejoinder.aggregator.story.ReactionChange;
import rejoinder.aggregator.story.StoryInput;
import rejoinder.aggregator.summary.ActorPart;
import rejoinder.aggregator.summary.CountryLine;
import rejoinder.aggregator.summary.Gathered;
import rejoinder.aggregator.summary.GroupByActor;
import rejoinder.aggregator.summary.GroupByStory;
import rejoinder.aggregator.summary.GroupChange;
import rejoinder.aggregator.summary.Grouped;
import rejoinder.aggregator.summary.Told;
import rejoinder.aggregator.utterance.MergeStatements;
import rejoinder.aggregator.utterance.Merged;
import rejoinder.aggregator.utterance.Placed;
import rejoinder.aggregator.utterance.Word;
import rejoinder.contracts.correction.Correction;
import rejoinder.contracts.json.JsonSerde;
import rejoinder.contracts.reaction.Reactor;
import rejoinder.contracts.statement.Statement;
import rejoinder.contracts.story.Story;
import rejoinder.contracts.topic.Topic;
import rejoinder.contracts.topic.Topics;
import rejoinder.reading.StanceJudge;
import rejoinder.reading.Watchlists;

/**
 * The flow from statements and stories to utterances, reactions and summaries: a pure function of its settings. Stories
 * and corrections are copied to every partition, so that each task has them beside its part of the history.
 */
final class AggregatorTopology {
    private static final String SERVICE = "aggregator";

    private final Topics topics;
    private final AggregatorSettings settings;
    private final int partitions;
    private final StanceJudge judge;
    private final StreamsBuilder builder = new StreamsBuilder();

    /**
     * @param partitions of the statements topic
     */
    AggregatorTopology(Topics topics, AggregatorSettings settings, int partitions, StanceJudge judge) {
        this.topics = topics;
        this.settings = settings;
        this.partitions = partitions;
        this.judge = judge;
    }

    /** The topology; call it once. */
    Topology build() {
        addStores();
        KStream<String, Story> stories = read(topics.stories(), topics.stories().json(), Names.INGEST_STORIES);
        KStream<String, Correction> corrections = toAll(
                read(topics.corrections(), topics.corrections().json(), Names.INGEST_CORRECTIONS),
                Correction.class,
                Names.CORRECTIONS_TO_ALL);

        KStream<String, Merged> merged = words(corrections)
                .process(
                        () -> new MergeStatements(settings.utteranceWindow(), settings.mostHeld() / partitions),
                        Named.as(Names.MERGE_STATEMENTS),
                        Names.STATEMENTS,
                        Names.STATEMENT_PLACES,
                        Names.UTTERANCE_MEMBERS,
                        Names.ACTOR_CORRECTIONS);
        write(
                only(merged, Merged.Moved.class, "moved-statements")
                        .mapValues(Merged.Moved::statement, Named.as("unwrap-moved-statements")),
                topics.movedStatements(),
                Names.EGRESS_MOVED_STATEMENTS);
        KStream<String, Merged.Change> changes = only(merged, Merged.Change.class, "utterance-changes");
        write(newest(changes, Merged.Change::now, "utterances"), topics.utterances(), Names.EGRESS_UTTERANCES);

        KStream<String, ReactionChange> reactions = storyInputs(changes, stories, corrections)
                .process(
                        () -> new MatchStories(judge),
                        Named.as(Names.MATCH_STORIES),
                        Names.STORIES,
                        Names.STORY_PROGRESS,
                        Names.VERDICTS,
                        Names.REACTORS,
                        Names.MENTIONS,
                        Names.MATCHED,
                        Names.STATEMENTS,
                        Names.STATEMENT_PLACES,
                        Names.UTTERANCE_MEMBERS,
                        Names.ACTOR_REACTIONS);
        write(newest(reactions, ReactionChange::now, "reactions"), topics.reactions(), Names.EGRESS_REACTIONS);

        KStream<String, Grouped> byActor = reactions.process(
                GroupByActor::new,
                Named.as(Names.GROUP_BY_ACTOR),
                Names.ACTOR_REACTIONS,
                Names.ACTOR_PARTS,
                Names.ACTOR_OUTLETS,
                Names.PENDING_ACTORS);
        write(
                newest(only(byActor, Grouped.OfActor.class, "actors"), Grouped.OfActor::summary, "actor-summaries"),
                topics.actorSummaries(),
                Names.EGRESS_ACTOR_SUMMARIES);

        KStream<String, Grouped> byStory = groupChanges(byActor, stories)
                .process(
                        GroupByStory::new,
                        Named.as(Names.GROUP_BY_STORY),
                        Names.STORY_DEFINITIONS,
                        Names.COUNTRY_ACTORS,
                        Names.STORY_COUNTRIES,
                        Names.STORY_COUNTS,
                        Names.PENDING_GROUPS);
        newest(only(byStory, Grouped.Reacted.class, "reactors"), Grouped.Reacted::reactor, "reactors")
                .to(
                        topics.reactors().name(),
                        Produced.with(
                                        topics.reactors().keySerde(),
                                        topics.reactors().valueSerde(SERVICE))
                                .withStreamPartitioner(AggregatorTopology.<Reactor>toAll())
                                .withName(Names.EGRESS_REACTORS));
        write(
                newest(
                        only(byStory, Grouped.OfCountry.class, "countries"),
                        Grouped.OfCountry::summary,
                        "country-summaries"),
                topics.countrySummaries(),
                Names.EGRESS_COUNTRY_SUMMARIES);
        write(
                newest(only(byStory, Grouped.OfStory.class, "stories"), Grouped.OfStory::summary, "story-summaries"),
                topics.storySummaries(),
                Names.EGRESS_STORY_SUMMARIES);
        return builder.build();
    }

    private KStream<String, Word> words(KStream<String, Correction> corrections) {
        KStream<String, Word> said = read(topics.statements(), heard(topics.statements()), Names.INGEST_STATEMENTS);
        KStream<String, Word> moved =
                read(topics.movedStatements(), heard(topics.movedStatements()), Names.INGEST_MOVED_STATEMENTS);
        KStream<String, Word> ofActors = only(corrections, Correction.OfActor.class, "corrections-of-actors")
                .mapValues(Word.OneActor::new, Named.as("hear-corrections"));
        return said.merge(moved, Named.as("all-statements")).merge(ofActors, Named.as("all-words"));
    }

    private KStream<String, StoryInput> storyInputs(
            KStream<String, Merged.Change> changes,
            KStream<String, Story> stories,
            KStream<String, Correction> corrections) {
        KStream<String, StoryInput> uttered =
                changes.mapValues(change -> new StoryInput.Uttered(change), Named.as("match-utterances"));
        KStream<String, StoryInput> told = toAll(stories, Story.class, Names.STORIES_TO_ALL)
                .mapValues(story -> new StoryInput.Told(Optional.ofNullable(story)), Named.as("follow-stories"));
        KStream<String, StoryInput> corrected = only(
                        corrections, Correction.OfReaction.class, "corrections-of-reactions")
                .mapValues(correction -> new StoryInput.Corrected(correction), Named.as("follow-corrections"));
        KStream<String, StoryInput> reacted = read(
                        topics.reactors(), topics.reactors().json(), Names.INGEST_REACTORS)
                .mapValues(
                        reactor -> new StoryInput.Reacted(Optional.ofNullable(reactor)), Named.as("follow-reactors"));
        return uttered.merge(told, Named.as("utterances-and-stories"))
                .merge(corrected, Named.as("and-corrections"))
                .merge(reacted, Named.as("and-reactors"));
    }

    /** That a story exists, and whom it watches, is known to its summary before anybody reacts. */
    private KStream<String, GroupChange> groupChanges(
            KStream<String, Grouped> byActor, KStream<String, Story> stories) {
        KStream<String, GroupChange> told = stories.mapValues(
                story -> GroupChange.story(
                        story != null, story == null ? List.of() : Watchlists.apart(story.watchlist())),
                Named.as(Names.ANNOUNCE_STORIES));
        return only(byActor, Grouped.Change.class, "changes")
                .mapValues(Grouped.Change::change, Named.as("unwrap-changes"))
                .merge(told, Named.as("all-group-changes"))
                .repartition(Repartitioned.<String, GroupChange>as(Names.ACTORS_BY_STORY)
                        .withKeySerde(Serdes.String())
                        .withValueSerde(new JsonSerde<>(GroupChange.class))
                        .withNumberOfPartitions(partitions));
    }

    /** A statement with its bytes, so that they need not be written anew. */
    private static Serde<Word> heard(Topic<Statement> topic) {
        JsonSerde<Statement> json = topic.json();
        return Serdes.serdeFrom(
                (name, word) -> {
                    throw new UnsupportedOperationException("words are read only");
                },
                (name, bytes) -> bytes == null ? null : new Word.Said(json.fromBytes(bytes), bytes));
    }

    private static <A, B extends A> KStream<String, B> only(KStream<String, A> stream, Class<B> kind, String name) {
        return stream.filter((key, value) -> kind.isInstance(value), Named.as("select-" + name))
                .mapValues(kind::cast, Named.as("cast-" + name));
    }

    private static <A, V> KStream<String, V> newest(
            KStream<String, A> stream, Function<A, Optional<V>> value, String name) {
        return stream.mapValues(one -> value.apply(one).orElse(null), Named.as("unwrap-" + name));
    }

    private <V> KStream<String, V> toAll(KStream<String, V> stream, Class<V> type, String name) {
        return stream.repartition(Repartitioned.<String, V>as(name)
                .withKeySerde(Serdes.String())
                .withValueSerde(new JsonSerde<>(type))
                .withNumberOfPartitions(partitions)
                .withStreamPartitioner(AggregatorTopology.<V>toAll()));
    }

    private <V> KStream<String, V> read(Topic<?> topic, Serde<V> values, String name) {
        return builder.stream(
                topic.name(), Consumed.with(topic.keySerde(), values).withName(name));
    }

    private static <V> void write(KStream<String, V> stream, Topic<V> topic, String name) {
        stream.to(
                topic.name(),
                Produced.with(topic.keySerde(), topic.valueSerde(SERVICE)).withName(name));
    }

    private static <V> StreamPartitioner<String, V> toAll() {
        return (topic, key, value, count) ->
                Optional.of(IntStream.range(0, count).boxed().collect(Collectors.toCollection(TreeSet::new)));
    }

    private void addStores() {
        // What is written once is written through; what changes with every reaction is gathered until the next commit.
        addStore(Names.STATEMENTS, Serdes.ByteArray(), false);
        addStore(Names.STATEMENT_PLACES, Placed.serde(), false);
        addStore(Names.UTTERANCE_MEMBERS, Serdes.String(), false);
        addStore(Names.ACTOR_CORRECTIONS, new JsonSerde<>(Correction.OfActor.class), false);
        addStore(Names.STORIES, new JsonSerde<>(Story.class), false);
        addStore(Names.STORY_PROGRESS, new JsonSerde<>(Progress.class), true);
        addStore(Names.REACTORS, new JsonSerde<>(Reactor.class), false);
        addStore(Names.MENTIONS, Serdes.String(), false);
        addStore(Names.VERDICTS, new JsonSerde<>(Correction.OfReaction.class), false);
        addStore(Names.MATCHED, Serdes.String(), false);
        addStore(Names.ACTOR_REACTIONS, new JsonSerde<>(Told.class), false);
        addStore(Names.ACTOR_PARTS, new JsonSerde<>(ActorPart.class), true);
        addStore(Names.ACTOR_OUTLETS, Serdes.Integer(), true);
        addStore(Names.PENDING_ACTORS, new JsonSerde<>(Gathered.class), true);
        addStore(Names.STORY_DEFINITIONS, new JsonSerde<>(GroupChange.Definition.class), false);
        addStore(Names.COUNTRY_ACTORS, new JsonSerde<>(ActorPart.class), true);
        addStore(Names.STORY_COUNTRIES, new JsonSerde<>(CountryLine.class), true);
        addStore(Names.STORY_COUNTS, Serdes.Long(), true);
        addStore(Names.PENDING_GROUPS, Serdes.Long(), true);
    }

    private <V> void addStore(String name, Serde<V> values, boolean gathered) {
        StoreBuilder<?> store =
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), values);
        builder.addStateStore(gathered ? store.withCachingEnabled() : store);
    }
}
