package rejoinder.aggregator;

import java.time.Duration;
import java.util.Optional;
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
import org.apache.kafka.streams.state.Stores;
import rejoinder.aggregator.story.FollowStories;
import rejoinder.aggregator.story.MatchStories;
import rejoinder.aggregator.story.Progress;
import rejoinder.aggregator.summary.ActorChange;
import rejoinder.aggregator.summary.ActorPart;
import rejoinder.aggregator.summary.CountryChange;
import rejoinder.aggregator.summary.GroupByActor;
import rejoinder.aggregator.summary.GroupByCountry;
import rejoinder.aggregator.summary.GroupByStory;
import rejoinder.aggregator.summary.Grouped;
import rejoinder.aggregator.summary.Kept;
import rejoinder.aggregator.utterance.KeptStatement;
import rejoinder.aggregator.utterance.Members;
import rejoinder.aggregator.utterance.MergeStatements;
import rejoinder.contracts.json.JsonSerde;
import rejoinder.contracts.reaction.Reaction;
import rejoinder.contracts.story.Story;
import rejoinder.contracts.summary.ActorSummary;
import rejoinder.contracts.summary.CountrySummary;
import rejoinder.contracts.topic.Topic;
import rejoinder.contracts.topic.Topics;
import rejoinder.contracts.utterance.Utterance;
import rejoinder.reading.StanceJudge;

/**
 * The flow from statements and stories to utterances, reactions and summaries: a pure function of its settings. Stories
 * are copied to every partition, so that each task has them beside its part of the history.
 */
final class AggregatorTopology {
    private static final String SERVICE = "aggregator";

    private final Topics topics;
    private final Duration utteranceWindow;
    private final int partitions;
    private final StanceJudge judge;
    private final StreamsBuilder builder = new StreamsBuilder();

    /**
     * @param partitions of the statements topic
     */
    AggregatorTopology(Topics topics, Duration utteranceWindow, int partitions, StanceJudge judge) {
        this.topics = topics;
        this.utteranceWindow = utteranceWindow;
        this.partitions = partitions;
        this.judge = judge;
    }

    /** The topology; call it once. */
    Topology build() {
        addStores();
        KStream<String, Story> stories = read(topics.stories(), Names.INGEST_STORIES);

        KStream<String, Utterance> utterances = read(topics.statements(), Names.INGEST_STATEMENTS)
                .process(
                        () -> new MergeStatements(utteranceWindow),
                        Named.as(Names.MERGE_STATEMENTS),
                        Names.STATEMENTS,
                        Names.STATEMENT_PLACES,
                        Names.UTTERANCES);
        write(utterances, topics.utterances(), Names.EGRESS_UTTERANCES);

        KStream<String, Reaction> reactions = match(utterances).merge(follow(stories), Named.as(Names.ALL_REACTIONS));
        write(reactions, topics.reactions(), Names.EGRESS_REACTIONS);

        KStream<String, Grouped<ActorSummary, ActorChange>> byActor = reactions.process(
                GroupByActor::new,
                Named.as(Names.GROUP_BY_ACTOR),
                Names.ACTOR_REACTIONS,
                Names.ACTOR_REACTION_PLACES,
                Names.ACTOR_PARTS);
        write(summaries(byActor, "actor"), topics.actorSummaries(), Names.EGRESS_ACTOR_SUMMARIES);

        KStream<String, Grouped<CountrySummary, CountryChange>> byCountry = repartitioned(
                        changes(byActor, "actor"), ActorChange.class, Names.ACTORS_BY_COUNTRY)
                .process(GroupByCountry::new, Named.as(Names.GROUP_BY_COUNTRY), Names.COUNTRY_ACTORS);
        write(summaries(byCountry, "country"), topics.countrySummaries(), Names.EGRESS_COUNTRY_SUMMARIES);

        KStream<String, CountryChange> byStory =
                changes(byCountry, "country").merge(announcements(stories), Named.as(Names.ALL_COUNTRY_CHANGES));
        write(
                repartitioned(byStory, CountryChange.class, Names.COUNTRIES_BY_STORY)
                        .process(GroupByStory::new, Named.as(Names.GROUP_BY_STORY), Names.STORY_COUNTRIES),
                topics.storySummaries(),
                Names.EGRESS_STORY_SUMMARIES);
        return builder.build();
    }

    private KStream<String, Reaction> match(KStream<String, Utterance> utterances) {
        return utterances.process(
                () -> new MatchStories(judge), Named.as(Names.MATCH_STORIES), Names.STORIES, Names.REACTIONS);
    }

    private KStream<String, Reaction> follow(KStream<String, Story> stories) {
        return stories.repartition(Repartitioned.<String, Story>as(Names.STORIES_TO_ALL)
                        .withKeySerde(Serdes.String())
                        .withValueSerde(new JsonSerde<>(Story.class))
                        .withNumberOfPartitions(partitions)
                        .withStreamPartitioner(toAll()))
                .process(
                        () -> new FollowStories(judge),
                        Named.as(Names.FOLLOW_STORIES),
                        Names.STORIES,
                        Names.STORY_PROGRESS,
                        Names.UTTERANCES,
                        Names.REACTIONS);
    }

    /** That a story exists is known to its summary before anybody reacts. */
    private static KStream<String, CountryChange> announcements(KStream<String, Story> stories) {
        return stories.mapValues(story -> CountryChange.story(story != null), Named.as(Names.ANNOUNCE_STORIES));
    }

    private static <S, C> KStream<String, S> summaries(KStream<String, Grouped<S, C>> grouped, String level) {
        return grouped.filter(
                        (key, value) -> value instanceof Grouped.Summary, Named.as("select-" + level + "-summaries"))
                .mapValues(
                        value -> value instanceof Grouped.Summary<S, C> some
                                ? some.summary().orElse(null)
                                : null,
                        Named.as("unwrap-" + level + "-summaries"));
    }

    private static <S, C> KStream<String, C> changes(KStream<String, Grouped<S, C>> grouped, String level) {
        return grouped.filter((key, value) -> value instanceof Grouped.Change, Named.as("select-" + level + "-changes"))
                .mapValues(
                        value -> value instanceof Grouped.Change<S, C> one ? one.change() : null,
                        Named.as("unwrap-" + level + "-changes"));
    }

    private <V> KStream<String, V> repartitioned(KStream<String, V> stream, Class<V> type, String name) {
        return stream.repartition(Repartitioned.<String, V>as(name)
                .withKeySerde(Serdes.String())
                .withValueSerde(new JsonSerde<>(type))
                .withNumberOfPartitions(partitions));
    }

    private <V> KStream<String, V> read(Topic<V> topic, String name) {
        return builder.stream(
                topic.name(),
                Consumed.with(topic.keySerde(), (Serde<V>) topic.json()).withName(name));
    }

    private static <V> void write(KStream<String, V> stream, Topic<V> topic, String name) {
        stream.to(
                topic.name(),
                Produced.with(topic.keySerde(), topic.valueSerde(SERVICE)).withName(name));
    }

    private static <V> StreamPartitioner<String, V> toAll() {
        return (topic, key, value, count) ->
                Optional.of(IntStream.range(0, count).boxed().collect(Collectors.toCollection(java.util.TreeSet::new)));
    }

    private void addStores() {
        addStore(Names.STATEMENTS, new JsonSerde<>(KeptStatement.class));
        addStore(Names.STATEMENT_PLACES, Serdes.String());
        addStore(Names.UTTERANCES, new JsonSerde<>(Members.class));
        addStore(Names.STORIES, new JsonSerde<>(Story.class));
        addStore(Names.STORY_PROGRESS, new JsonSerde<>(Progress.class));
        addStore(Names.REACTIONS, new JsonSerde<>(Reaction.class));
        addStore(Names.ACTOR_REACTIONS, new JsonSerde<>(Kept.class));
        addStore(Names.ACTOR_REACTION_PLACES, Serdes.String());
        addStore(Names.ACTOR_PARTS, new JsonSerde<>(ActorPart.class));
        addStore(Names.COUNTRY_ACTORS, new JsonSerde<>(ActorPart.class));
        addStore(Names.STORY_COUNTRIES, new JsonSerde<>(CountryChange.class));
    }

    private <V> void addStore(String name, Serde<V> values) {
        builder.addStateStore(
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), values));
    }
}
