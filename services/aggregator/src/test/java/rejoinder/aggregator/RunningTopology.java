package rejoinder.aggregator;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import rejoinder.contracts.correction.Correction;
import rejoinder.contracts.reaction.Reaction;
import rejoinder.contracts.statement.Statement;
import rejoinder.contracts.story.Story;
import rejoinder.contracts.summary.ActorSummary;
import rejoinder.contracts.summary.CountrySummary;
import rejoinder.contracts.summary.StorySummary;
import rejoinder.contracts.topic.Topic;
import rejoinder.contracts.topic.Topics;
import rejoinder.contracts.utterance.Utterance;
import rejoinder.reading.StanceJudge;

/** The whole topology with its real settings, serdes and stores; without a broker. */
final class RunningTopology implements AutoCloseable {
    static final Duration WINDOW = Duration.ofDays(3);
    static final Topics TOPICS = Topics.in("test");
    /** There is a rehearsal in every test, of which nobody may notice anything. */
    private static final int REHEARSED = 200;

    private final Path state;
    private final TopologyTestDriver driver;
    private final TestInputTopic<String, Statement> statements;
    private final TestInputTopic<String, Story> stories;
    private final TestInputTopic<String, Correction> corrections;
    private final Output<Utterance> utterances;
    private final Output<Reaction> reactions;
    private final Output<ActorSummary> actors;
    private final Output<CountrySummary> countries;
    private final Output<StorySummary> summaries;
    final MeterRegistry metrics = new SimpleMeterRegistry();

    RunningTopology() {
        this(AggregatorSettings.DEFAULT_RETENTION);
    }

    RunningTopology(Duration retention) {
        this(retention, Zubrowka.TRIGGER_AT.minus(Duration.ofDays(365)));
    }

    /** One that comes to everything years after it was said. */
    static RunningTopology behind() {
        return new RunningTopology(
                AggregatorSettings.DEFAULT_RETENTION, Zubrowka.TRIGGER_AT.plus(Duration.ofDays(3 * 365)));
    }

    private RunningTopology(Duration retention, Instant clock) {
        try {
            state = Files.createTempDirectory("rejoinder-topology");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Properties properties = new Properties();
        AggregatorSettings settings =
                new AggregatorSettings("localhost:1", TOPICS.namespace(), state, "test").with(WINDOW, retention);
        properties.putAll(Aggregator.properties(settings, TOPICS, metrics));
        driver = new TopologyTestDriver(
                new AggregatorTopology(TOPICS, settings, 1, StanceJudge.standard(), REHEARSED).build(),
                properties,
                clock);
        statements = input(TOPICS.statements());
        stories = input(TOPICS.stories());
        corrections = input(TOPICS.corrections());
        utterances = new Output<>(TOPICS.utterances());
        reactions = new Output<>(TOPICS.reactions());
        actors = new Output<>(TOPICS.actorSummaries());
        countries = new Output<>(TOPICS.countrySummaries());
        summaries = new Output<>(TOPICS.storySummaries());
    }

    RunningTopology say(Statement... records) {
        return hear(List.of(records)).letTimePass();
    }

    /** Hears all that in one moment. */
    RunningTopology hear(List<? extends Statement> records) {
        records.forEach(record -> statements.pipeInput(record.actorId(), record, record.observedAt()));
        return this;
    }

    /** Says something in a record of this time. */
    RunningTopology sayAt(Instant time, Statement record) {
        statements.pipeInput(record.actorId(), record, time);
        return letTimePass();
    }

    /** Says something in a record of this time, and lets no more time pass than until its actor's summaries are told. */
    RunningTopology begin(Instant time, Statement record) {
        int told = actors.read().history.size();
        statements.pipeInput(record.actorId(), record, time);
        while (actors.read().history.size() == told) {
            driver.advanceWallClockTime(Duration.ofMillis(20));
        }
        return this;
    }

    /** Creates or changes a story in a record of this time. */
    RunningTopology followAt(Instant time, Story story) {
        stories.pipeInput(story.id(), story, time);
        return letTimePass();
    }

    /** Says something of what was said, by hand. */
    RunningTopology correct(Correction correction) {
        corrections.pipeInput(correction.key(), correction, correction.at());
        return letTimePass();
    }

    /** Creates or changes a story, and lets it look through all of the history. */
    RunningTopology follow(Story story) {
        return hear(story).letTimePass();
    }

    /** Hears of a story in one moment. */
    RunningTopology hear(Story story) {
        stories.pipeInput(story.id(), story, Zubrowka.TRIGGER_AT);
        return this;
    }

    RunningTopology delete(Story story) {
        stories.pipeInput(story.id(), null, Zubrowka.TRIGGER_AT);
        return letTimePass();
    }

    /** What is gathered for a moment is told, and a piece of history looked through, only as time passes. */
    private RunningTopology letTimePass() {
        long told;
        do {
            told = records();
            pass(Duration.ofMillis(100));
        } while (told != records() || isBusy());
        return this;
    }

    private boolean isBusy() {
        return Stream.of(Names.STORY_PROGRESS, Names.UNTOLD_UTTERANCES, Names.PENDING_ACTORS, Names.PENDING_GROUPS)
                .anyMatch(name -> {
                    try (var all = driver.getKeyValueStore(name).all()) {
                        return all.hasNext();
                    }
                });
    }

    private long records() {
        return Stream.of(utterances, reactions, actors, countries, summaries)
                .mapToLong(output -> output.read().history.size())
                .sum();
    }

    /** Lets so much time pass, whatever is still to be told then. */
    RunningTopology pass(Duration time) {
        for (long millis = 0; millis < time.toMillis(); millis += 20) {
            driver.advanceWallClockTime(Duration.ofMillis(20));
        }
        return this;
    }

    /** Goes round the stores for what may leave them. */
    RunningTopology tidy() {
        driver.advanceWallClockTime(Duration.ofMinutes(1));
        return this;
    }

    /** How many entries the stores of statements and of what they are reactions of have. */
    long kept() {
        return Stream.of(
                        Names.STATEMENTS,
                        Names.STATEMENT_PLACES,
                        Names.UTTERANCE_MEMBERS,
                        Names.MATCHED,
                        Names.MENTIONS)
                .mapToLong(name -> {
                    long kept = 0;
                    try (var all = driver.getKeyValueStore(name).all()) {
                        for (; all.hasNext(); all.next()) {
                            kept++;
                        }
                    }
                    return kept;
                })
                .sum();
    }

    /** Writes bytes as they are to the topic of statements. */
    void writeRaw(String key, byte[] value) {
        driver.createInputTopic(TOPICS.statements().name(), new StringSerializer(), new ByteArraySerializer())
                .pipeInput(key, value);
    }

    Output<Utterance> utterances() {
        return utterances.read();
    }

    Output<Reaction> reactions() {
        return reactions.read();
    }

    Output<ActorSummary> actors() {
        return actors.read();
    }

    Output<CountrySummary> countries() {
        return countries.read();
    }

    Output<StorySummary> stories() {
        return summaries.read();
    }

    /** What stands in all the topics of results now, as they are written. */
    Map<String, String> results() {
        Map<String, String> results = new TreeMap<>();
        Stream.of(utterances(), reactions(), actors(), countries(), stories()).forEach(output -> output.now
                .keySet()
                .forEach(key -> results.put(output.topic.name() + " " + key, output.written(key))));
        return results;
    }

    @Override
    public void close() {
        driver.close();
        try (Stream<Path> files = Files.walk(state)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <V> TestInputTopic<String, V> input(Topic<V> topic) {
        return driver.createInputTopic(
                topic.name(), new StringSerializer(), topic.valueSerde("test").serializer());
    }

    /** A topic's records, and what they leave behind: the newest of each key. */
    final class Output<V> {
        private final Topic<V> topic;
        private final TestOutputTopic<String, V> records;
        private final List<KeyValue<String, Optional<V>>> history = new ArrayList<>();
        private final Map<String, V> now = new TreeMap<>();

        private Output(Topic<V> topic) {
            this.topic = topic;
            this.records = driver.createOutputTopic(
                    topic.name(), new StringDeserializer(), topic.json().deserializer());
        }

        private Output<V> read() {
            for (KeyValue<String, V> record : records.readKeyValuesToList()) {
                history.add(KeyValue.pair(record.key, Optional.ofNullable(record.value)));
                if (record.value == null) {
                    now.remove(record.key);
                } else {
                    now.put(record.key, record.value);
                }
            }
            return this;
        }

        Map<String, V> now() {
            return Map.copyOf(now);
        }

        List<V> values() {
            return List.copyOf(now.values());
        }

        V only() {
            if (now.size() != 1) {
                throw new AssertionError("not one but " + now.keySet());
            }
            return now.values().iterator().next();
        }

        /** All records since the start; empty ones are tombstones. */
        List<KeyValue<String, Optional<V>>> history() {
            return List.copyOf(history);
        }

        private String written(String key) {
            return new String(topic.json().toBytes(now.get(key)), java.nio.charset.StandardCharsets.UTF_8);
        }
    }
}
