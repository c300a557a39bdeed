package rejoinder.aggregator;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.state.Stores;
import rejoinder.aggregator.state.RecordSerde;
import rejoinder.aggregator.state.Tally;
import rejoinder.aggregator.state.WriteBehind;
import rejoinder.aggregator.story.HistoryTime;
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
import rejoinder.aggregator.summary.Quoted;
import rejoinder.aggregator.summary.Told;
import rejoinder.aggregator.utterance.MergeStatements;
import rejoinder.aggregator.utterance.Merged;
import rejoinder.aggregator.utterance.Placed;
import rejoinder.aggregator.utterance.Retention;
import rejoinder.aggregator.utterance.Untold;
import rejoinder.aggregator.utterance.Word;
import rejoinder.contracts.correction.Correction;
import rejoinder.contracts.json.JsonSerde;
import rejoinder.contracts.reaction.Reactor;
import rejoinder.contracts.statement.Statement;
import rejoinder.contracts.story.Story;
import rejoinder.contracts.topic.Topic;
import rejoinder.contracts.topic.Topics;
import rejoinder.reading.RememberedConcepts;
import rejoinder.reading.StanceJudge;
import rejoinder.reading.Watchlists;

/**
 * The flow from statements and stories to utterances, reactions and summaries: a pure function of its settings. Stories
 * and corrections are copied to every partition, so that each task has them beside its part of the history.
 */
final class AggregatorTopology {
    private static final String SERVICE = "aggregator";
    /** Statements that an instance has room for to know that they are known, in a byte and a quarter each. */
    private static final int MOST_KNOWN = 8_000_000;
    /** Values that a store of changing things may hold unchanged. */
    private static final int MOST_READ = 2_000;
    /** The same of lists of quotations, which are large and seldom change. */
    private static final int MOST_QUOTED = 100;
    /** What actors said for a story that an instance may hold in memory, some kilobytes each. */
    private static final int MOST_PARTS = 10_000;

    private static final int MOST_PARTS_OF_COUNTRIES = 20_000;
    /** Bytes of the largest value that is read: more than schemas allow, half of what a broker takes as it comes. */
    private static final int LARGEST_READ = 512 * 1024;

    private final Topics topics;
    private final AggregatorSettings settings;
    private final int partitions;
    private final StanceJudge judge;
    private final int rehearsed;
    private final StreamsBuilder builder = new StreamsBuilder();

    /**
     * @param partitions of the statements topic
     * @param rehearsed how many statements an instance looks at so that the first story finds all compiled
     */
    AggregatorTopology(Topics topics, AggregatorSettings settings, int partitions, StanceJudge judge, int rehearsed) {
        this.topics = topics;
        this.settings = settings;
        this.partitions = partitions;
        this.judge = judge;
        this.rehearsed = rehearsed;
    }

    /** The topology; call it once. */
    Topology build() {
        addStores();
        Retention retention = new Retention(settings.retention());
        ThreadLocal<HistoryTime> historyTime = ThreadLocal.withInitial(HistoryTime::new);
        ThreadLocal<RememberedConcepts> concepts = ThreadLocal.withInitial(RememberedConcepts::new);
        KStream<String, Story> stories = read(topics.stories(), topics.stories().json(), Names.INGEST_STORIES)
                .processValues(AtOnce::new, Named.as("stories-at-once"));
        KStream<String, Correction> corrections = toAll(
                read(topics.corrections(), topics.corrections().json(), Names.INGEST_CORRECTIONS)
                        .processValues(AtOnce::new, Named.as("corrections-at-once")),
                Correction.class,
                Names.CORRECTIONS_TO_ALL);

        KStream<String, Merged> merged = words(corrections)
                .process(
                        () -> new MergeStatements(
                                settings.utteranceWindow(),
                                retention,
                                settings.mostHeld() / partitions,
                                MOST_KNOWN / partitions,
                                historyTime::get,
                                concepts::get),
                        Named.as(Names.MERGE_STATEMENTS),
                        Names.STATEMENTS,
                        Names.STATEMENT_PLACES,
                        Names.UTTERANCE_MEMBERS,
                        Names.UNTOLD_UTTERANCES,
                        Names.ACTOR_CORRECTIONS);
        write(merged, topics.utterances(), Merged.Change.class, Merged.Change::now, Names.EGRESS_UTTERANCES);
        write(
                merged,
                topics.movedStatements(),
                Merged.Moved.class,
                moved -> Optional.of(moved.statement()),
                Names.EGRESS_MOVED_STATEMENTS);

        AtomicInteger toRehearse = new AtomicInteger(rehearsed);
        KStream<String, ReactionChange> reactions = storyInputs(merged, stories, corrections)
                .process(
                        () -> new MatchStories(judge, retention, historyTime::get, concepts::get, toRehearse),
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
                        Names.UNTOLD_UTTERANCES,
                        Names.ACTOR_REACTIONS);
        reactions.to(
                topics.reactions().name(),
                produced(
                        topics.reactions(),
                        topics.reactions().writtenSerializer(SERVICE),
                        ReactionChange.class,
                        ReactionChange::now,
                        Names.EGRESS_REACTIONS));

        KStream<String, Grouped> byActor = reactions.process(
                () -> new GroupByActor(MOST_PARTS / partitions, historyTime::get),
                Named.as(Names.GROUP_BY_ACTOR),
                Names.ACTOR_REACTIONS,
                Names.ACTOR_PARTS,
                Names.ACTOR_OUTLETS,
                Names.ACTOR_QUOTATIONS,
                Names.PENDING_ACTORS);
        write(
                byActor,
                topics.actorSummaries(),
                Grouped.OfActor.class,
                Grouped.OfActor::summary,
                Names.EGRESS_ACTOR_SUMMARIES);

        KStream<String, Grouped> byStory = groupChanges(byActor, stories)
                .process(
                        () -> new GroupByStory(MOST_PARTS_OF_COUNTRIES / partitions, historyTime::get),
                        Named.as(Names.GROUP_BY_STORY),
                        Names.STORY_DEFINITIONS,
                        Names.COUNTRY_ACTORS,
                        Names.COUNTRY_QUOTATIONS,
                        Names.STORY_COUNTRIES,
                        Names.STORY_COUNTS,
                        Names.PENDING_GROUPS);
        byStory.to(
                topics.reactors().name(),
                AggregatorTopology.<Grouped, Grouped.Reacted, Reactor>produced(
                                topics.reactors(),
                                topics.reactors().valueSerde(SERVICE).serializer(),
                                Grouped.Reacted.class,
                                Grouped.Reacted::reactor,
                                Names.EGRESS_REACTORS)
                        .withStreamPartitioner(AggregatorTopology.<Grouped>toAll()));
        write(
                byStory,
                topics.countrySummaries(),
                Grouped.OfCountry.class,
                Grouped.OfCountry::summary,
                Names.EGRESS_COUNTRY_SUMMARIES);
        write(
                byStory,
                topics.storySummaries(),
                Grouped.OfStory.class,
                Grouped.OfStory::summary,
                Names.EGRESS_STORY_SUMMARIES);
        return builder.build();
    }

    /** What comes often is merged last, so that it passes the fewest nodes. */
    private KStream<String, Word> words(KStream<String, Correction> corrections) {
        KStream<String, Word> said = read(topics.statements(), heard(topics.statements()), Names.INGEST_STATEMENTS);
        KStream<String, Word> moved =
                read(topics.movedStatements(), heard(topics.movedStatements()), Names.INGEST_MOVED_STATEMENTS);
        KStream<String, Word> ofActors = only(corrections, Correction.OfActor.class, "corrections-of-actors")
                .mapValues(Word.OneActor::new, Named.as("hear-corrections"));
        return moved.merge(ofActors, Named.as("moved-statements-and-corrections"))
                .merge(said, Named.as("all-words"));
    }

    private KStream<String, StoryInput> storyInputs(
            KStream<String, Merged> merged, KStream<String, Story> stories, KStream<String, Correction> corrections) {
        KStream<String, StoryInput> uttered = merged.mapValues(
                change -> change instanceof Merged.Archived archived
                        ? new StoryInput.Archived(archived.utterance())
                        : new StoryInput.Uttered((Merged.Change) change),
                Named.as(Names.MATCH_UTTERANCES));
        KStream<String, StoryInput> told = toAll(stories, Story.class, Names.STORIES_TO_ALL)
                .mapValues(story -> new StoryInput.Told(Optional.ofNullable(story)), Named.as("follow-stories"));
        KStream<String, StoryInput> corrected = only(
                        corrections, Correction.OfReaction.class, "corrections-of-reactions")
                .mapValues(correction -> new StoryInput.Corrected(correction), Named.as("follow-corrections"));
        KStream<String, StoryInput> reacted = read(
                        topics.reactors(), topics.reactors().json(), Names.INGEST_REACTORS)
                .mapValues(
                        reactor -> new StoryInput.Reacted(Optional.ofNullable(reactor)), Named.as("follow-reactors"));
        return told.merge(corrected, Named.as("stories-and-corrections"))
                .merge(reacted, Named.as("and-reactors"))
                .merge(uttered, Named.as("and-utterances"));
    }

    /** That a story exists, and whom it watches, is known to its summary before anybody reacts. */
    private KStream<String, GroupChange> groupChanges(
            KStream<String, Grouped> byActor, KStream<String, Story> stories) {
        KStream<String, GroupChange> told = stories.mapValues(
                story -> GroupChange.story(
                        story != null, story == null ? List.of() : Watchlists.apart(story.watchlist())),
                Named.as(Names.ANNOUNCE_STORIES));
        return byActor.mapValues(change -> ((Grouped.Change) change).change(), Named.as(Names.GROUP_CHANGES))
                .merge(told, Named.as("all-group-changes"))
                .repartition(Repartitioned.<String, GroupChange>as(Names.ACTORS_BY_STORY)
                        .withKeySerde(Serdes.String())
                        .withValueSerde(new RecordSerde<>(GroupChange.class))
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

    private <V> KStream<String, V> toAll(KStream<String, V> stream, Class<V> type, String name) {
        return stream.repartition(Repartitioned.<String, V>as(name)
                .withKeySerde(Serdes.String())
                .withValueSerde(new JsonSerde<>(type))
                .withNumberOfPartitions(partitions)
                .withStreamPartitioner(AggregatorTopology.<V>toAll()));
    }

    private <V> KStream<String, V> read(Topic<?> topic, Serde<V> values, String name) {
        return builder.stream(
                topic.name(), Consumed.with(topic.keySerde(), bounded(values)).withName(name));
    }

    /** What is larger is nothing that a schema allows, and might not pass when it is written again. */
    private static <V> Serde<V> bounded(Serde<V> values) {
        Deserializer<V> read = values.deserializer();
        return Serdes.serdeFrom(values.serializer(), (topic, bytes) -> {
            if (bytes != null && bytes.length > LARGEST_READ) {
                throw new RecordTooLargeException(
                        "a value of " + bytes.length + " bytes in " + topic + ", at most " + LARGEST_READ);
            }
            return read.deserialize(topic, bytes);
        });
    }

    private static <A, B extends A, V> void write(
            KStream<String, A> stream, Topic<V> topic, Class<B> kind, Function<B, Optional<V>> value, String name) {
        stream.to(topic.name(), produced(topic, topic.valueSerde(SERVICE).serializer(), kind, value, name));
    }

    /** A step forwards by name, to each sink only what belongs there; what is written is taken out as it is written. */
    private static <A, B extends A, V> Produced<String, A> produced(
            Topic<?> topic, Serializer<V> serializer, Class<B> kind, Function<B, Optional<V>> value, String name) {
        Serde<A> values = Egress.of(serializer, kind, value);
        return Produced.with(topic.keySerde(), values).withName(name);
    }

    private static <V> StreamPartitioner<String, V> toAll() {
        return (topic, key, value, count) ->
                Optional.of(IntStream.range(0, count).boxed().collect(Collectors.toCollection(TreeSet::new)));
    }

    private void addStores() {
        addStore(Names.STATEMENTS, Serdes.ByteArray());
        addStore(Names.STATEMENT_PLACES, Placed.serde());
        addStore(Names.UTTERANCE_MEMBERS, Serdes.String());
        addPending(Names.UNTOLD_UTTERANCES, new RecordSerde<>(Untold.Since.class));
        addStore(Names.ACTOR_CORRECTIONS, new JsonSerde<>(Correction.OfActor.class));
        addStore(Names.STORIES, new JsonSerde<>(Story.class));
        addStore(Names.STORY_PROGRESS, new RecordSerde<>(Progress.class));
        addStore(Names.REACTORS, new JsonSerde<>(Reactor.class));
        addStore(Names.MENTIONS, Serdes.String());
        addStore(Names.VERDICTS, new JsonSerde<>(Correction.OfReaction.class));
        addStore(Names.MATCHED, Serdes.String());
        addStore(Names.ACTOR_REACTIONS, new RecordSerde<>(Told.class));
        addGathered(Names.ACTOR_PARTS, new RecordSerde<>(ActorPart.class));
        addGathered(Names.ACTOR_OUTLETS, Tally.serde());
        addGathered(Names.ACTOR_QUOTATIONS, new RecordSerde<>(Quoted.class), MOST_QUOTED);
        addPending(Names.PENDING_ACTORS, new RecordSerde<>(Gathered.class));
        addStore(Names.STORY_DEFINITIONS, new RecordSerde<>(GroupChange.Definition.class));
        addGathered(Names.COUNTRY_ACTORS, new RecordSerde<>(ActorPart.class));
        addGathered(Names.COUNTRY_QUOTATIONS, new RecordSerde<>(Quoted.class), MOST_QUOTED);
        addGathered(Names.STORY_COUNTRIES, new RecordSerde<>(CountryLine.class));
        addGathered(Names.STORY_COUNTS, Tally.serde());
        addPending(Names.PENDING_GROUPS, Serdes.Long());
    }

    /** What is written once is written through. */
    private <V> void addStore(String name, Serde<V> values) {
        builder.addStateStore(
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), values));
    }

    /** What is still to be told is there for moments only. */
    private <V> void addPending(String name, Serde<V> values) {
        builder.addStateStore(WriteBehind.whole(name, values));
    }

    /** What changes with every reaction is gathered until the next commit. */
    private <V> void addGathered(String name, Serde<V> values) {
        addGathered(name, values, MOST_READ);
    }

    private <V> void addGathered(String name, Serde<V> values, int mostRead) {
        builder.addStateStore(WriteBehind.builder(name, values, mostRead));
    }
}
