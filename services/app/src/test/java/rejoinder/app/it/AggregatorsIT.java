package rejoinder.app.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rejoinder.aggregator.Aggregator;
import rejoinder.aggregator.AggregatorSettings;
import rejoinder.app.service.TopicPreparation;
import rejoinder.contracts.Actor;
import rejoinder.contracts.Represents;
import rejoinder.contracts.SaidAt;
import rejoinder.contracts.Span;
import rejoinder.contracts.correction.Correction;
import rejoinder.contracts.statement.Statement;
import rejoinder.contracts.story.Story;
import rejoinder.contracts.story.TriggerEvent;
import rejoinder.contracts.topic.Rejections;
import rejoinder.contracts.topic.Topic;
import rejoinder.contracts.topic.Topics;

/** The same log gives the same summaries, however many partitions and instances there are and whatever happens to them. */
class AggregatorsIT {
    private static final Instant TRIGGER_AT = Instant.parse("2021-03-01T00:00:00Z");
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(90);
    private static final int STATEMENTS = 240;

    @TempDir
    private Path folder;

    private final KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
            Map.of(
                    ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                    KafkaUnderTest.bootstrapServers(),
                    ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                    Integer.parseInt(Topic.MAX_MESSAGE_BYTES)),
            new StringSerializer(),
            new ByteArraySerializer());

    @AfterEach
    void close() {
        producer.close();
    }

    @Test
    void theSummariesAreTheSameWithOneThreeAndEightPartitionsAndInstancesThatComeAndGo() throws InterruptedException {
        long seed = System.nanoTime();
        Map<String, String> calm = run(1, 1, seed, false);
        assertThat(calm.keySet()).anyMatch(key -> key.startsWith("summaries.country border|"));

        assertThat(run(3, 2, seed, true)).as("seed %s", seed).isEqualTo(calm);
        assertThat(run(8, 3, seed, true)).as("seed %s", seed).isEqualTo(calm);
    }

    @Test
    void whoeverStandsStillIsReplacedAndTakesOverAgainWhenHeWakesUp() throws Exception {
        long seed = System.nanoTime();
        Map<String, String> calm = run(1, 1, seed, false);
        Topics topics = Topics.in(KafkaUnderTest.freshNamespace());
        TopicPreparation.prepare(KafkaUnderTest.bootstrapServers(), topics, 3);
        List<ProducerRecord<String, byte[]>> writes = writes(topics, seed, new Random(seed));
        int third = writes.size() / 3;

        try (AppProcess one = process(topics, "one");
                AppProcess other = process(topics, "other")) {
            writes.subList(0, third).forEach(this::write);
            awaitSharing(topics, 2);
            writes.subList(third, third + 10).forEach(this::write);
            one.pause();
            writes.subList(third + 10, 2 * third).forEach(this::write);
            awaitCommitted(topics);
            one.goOn();
            other.stop();
            writes.subList(2 * third, writes.size()).forEach(this::write);
            awaitCommitted(topics);

            assertThat(settled(topics)).as("seed %s", seed).isEqualTo(calm);
        }
    }

    @Test
    void whatIsTooLargeToBeReadOrWrittenIsRejectedAndTheRestGoesOn() throws Exception {
        Topics topics = Topics.in(KafkaUnderTest.freshNamespace());
        TopicPreparation.prepare(KafkaUnderTest.bootstrapServers(), topics, 1);
        Statement huge = statement(1, 1, letters(4_000_000), TRIGGER_AT);
        // What a hundred reports of it make is larger than a record may be.
        String longQuote = letters(95_000);
        List<Statement> reports = IntStream.range(100, 200)
                .<Statement>mapToObj(id -> statement(id, 2, longQuote, TRIGGER_AT.plusSeconds(id)))
                .toList();
        Statement plain = statement(300, 1, "The border must open.", TRIGGER_AT);

        Aggregator aggregator = start(topics, 0);
        try {
            write(record(topics.statements(), huge.actorId(), huge));
            reports.forEach(report -> write(record(topics.statements(), report.actorId(), report)));
            write(record(topics.statements(), plain.actorId(), plain));

            await().atMost(LONG_ENOUGH).until(() -> newest(topics).keySet().stream()
                    .anyMatch(key -> key.equals("reactions all|u-" + plain.id().substring(2))));
            awaitCommitted(topics);
            assertThat(aggregator.ready()).isTrue();
            assertThat(newest(topics).keySet())
                    .noneMatch(key -> key.contains(huge.id().substring(2)));
            assertThat(Log.all(topics.rejected().name(), new ByteArrayDeserializer()))
                    .extracting(record ->
                            Rejections.read(record.headers()).orElseThrow().reason())
                    .contains("too-large");
        } finally {
            aggregator.close();
        }
    }

    /** So many, which can't be written in fewer bytes. */
    private static String letters(int many) {
        return new Random(many)
                .ints(many, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private AppProcess process(Topics topics, String instance) {
        return AppProcess.start(
                folder,
                "aggregator",
                "--instance",
                instance,
                "--data",
                folder.resolve(instance).toString(),
                "--bootstrap-servers",
                KafkaUnderTest.bootstrapServers(),
                "--namespace",
                topics.namespace());
    }

    /** So many instances each have some of the partitions. */
    private static void awaitSharing(Topics topics, int instances) {
        String group = Aggregator.application(topics);
        try (Admin admin = admin()) {
            await().atMost(LONG_ENOUGH)
                    .ignoreException(ExecutionException.class)
                    .until(() -> {
                        var members = admin.describeConsumerGroups(List.of(group))
                                .describedGroups()
                                .get(group)
                                .get()
                                .members();
                        return members.stream()
                                        .filter(member -> !member.assignment()
                                                .topicPartitions()
                                                .isEmpty())
                                        .count()
                                == instances;
                    });
        }
    }

    private static Admin admin() {
        return Admin.create(
                Map.<String, Object>of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, KafkaUnderTest.bootstrapServers()));
    }

    /** All that was written so far has been processed, by whichever instance. */
    private static void awaitCommitted(Topics topics) throws Exception {
        List<String> written = Stream.of(topics.statements(), topics.stories(), topics.corrections())
                .map(Topic::name)
                .toList();
        try (Admin admin = admin()) {
            var ends = admin.listOffsets(admin.describeTopics(written).allTopicNames().get().values().stream()
                            .flatMap(topic -> topic.partitions().stream()
                                    .map(one -> new TopicPartition(topic.name(), one.partition())))
                            .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest())))
                    .all()
                    .get();
            await().atMost(LONG_ENOUGH).until(() -> {
                var committed = admin.listConsumerGroupOffsets(Aggregator.application(topics))
                        .partitionsToOffsetAndMetadata()
                        .get();
                return ends.entrySet().stream()
                        .allMatch(end -> end.getValue().offset() == 0
                                || (committed.containsKey(end.getKey())
                                        && committed.get(end.getKey()).offset()
                                                >= end.getValue().offset()));
            });
        }
    }

    /** Runs the log through a number of instances, that stop and start again meanwhile if so wished. */
    private Map<String, String> run(int partitions, int instances, long seed, boolean restless)
            throws InterruptedException {
        Topics topics = Topics.in(KafkaUnderTest.freshNamespace());
        TopicPreparation.prepare(KafkaUnderTest.bootstrapServers(), topics, partitions);
        Random chance = new Random(restless ? System.nanoTime() : seed);
        Map<Integer, Aggregator> running = new TreeMap<>();
        try {
            for (int i = 0; i < instances; i++) {
                running.put(i, start(topics, i));
            }
            List<ProducerRecord<String, byte[]>> writes = writes(topics, seed, chance);
            for (int i = 0; i < writes.size(); i++) {
                write(writes.get(i));
                if (restless && i % 100 == 50) {
                    int one = chance.nextInt(instances);
                    running.get(one).close();
                    running.put(one, start(topics, one));
                }
            }
            return settled(topics);
        } finally {
            running.values().forEach(Aggregator::close);
        }
    }

    private Aggregator start(Topics topics, int instance) {
        return Aggregator.start(
                new AggregatorSettings(
                        KafkaUnderTest.bootstrapServers(),
                        topics.namespace(),
                        folder.resolve(topics.namespace() + "-" + instance),
                        topics.namespace() + instance),
                new SimpleMeterRegistry());
    }

    /** Stories and corrections in their order; statements each actor's in his order, actors interleaved by chance. */
    private static List<ProducerRecord<String, byte[]>> writes(Topics topics, long seed, Random chance) {
        List<List<ProducerRecord<String, byte[]>>> lanes = new ArrayList<>();
        statements(seed)
                .values()
                .forEach(ofActor -> lanes.add(ofActor.stream()
                        .map(statement -> record(topics.statements(), statement.actorId(), statement))
                        .collect(Collectors.toCollection(ArrayList::new))));
        lanes.add(new ArrayList<>(List.of(
                record(topics.stories(), "border", story("border", "border")),
                record(topics.stories(), "harvest", story("harvest", "harvest AND NOT border")),
                record(topics.stories(), "border", story("border", "border OR bridge")),
                record(topics.stories(), "gone", story("gone", "apple")),
                record(topics.stories(), "gone", null))));
        Correction sameActor = new Correction.OfActor(
                "text:a1",
                new Actor("text:a2", "Person Number2", Actor.Kind.PERSON),
                "Night desk",
                TRIGGER_AT,
                Optional.empty());
        lanes.add(new ArrayList<>(List.of(record(topics.corrections(), sameActor.key(), sameActor))));
        List<ProducerRecord<String, byte[]>> all = new ArrayList<>();
        while (!lanes.isEmpty()) {
            List<ProducerRecord<String, byte[]>> lane = lanes.get(chance.nextInt(lanes.size()));
            all.add(lane.remove(0));
            if (lane.isEmpty()) {
                lanes.remove(lane);
            }
        }
        return all;
    }

    /** By actor: what seven people say, repeat, and take back. */
    private static Map<String, List<Statement>> statements(long seed) {
        Random random = new Random(seed);
        List<String> words = List.of(("border bridge harvest apple mistake welcome condemn traders soup winter king"
                        + " milestones harbour trains Number3 Number4 irresponsible serious concern never always")
                .split(" ", -1));
        Map<String, List<Statement>> byActor = new TreeMap<>();
        List<Statement.Asserted> said = new ArrayList<>();
        for (int i = 0; i < STATEMENTS; i++) {
            int number = random.nextInt(7);
            boolean repeated = i > 0 && random.nextInt(4) == 0;
            String quote = repeated
                    ? said.get(random.nextInt(said.size())).quote()
                    : random.ints(5 + random.nextInt(6), 0, words.size())
                            .mapToObj(words::get)
                            .collect(Collectors.joining(" "));
            Statement.Asserted statement = statement(i, number, quote, TRIGGER_AT.plusSeconds(random.nextInt(900_000)));
            said.add(statement);
            List<Statement> ofActor = byActor.computeIfAbsent(statement.actorId(), id -> new ArrayList<>());
            ofActor.add(statement);
            if (random.nextInt(6) == 0) {
                ofActor.add(new Statement.Retracted(
                        statement.id(),
                        statement.actorId(),
                        statement.observedAt(),
                        statement.document().id(),
                        2));
            }
        }
        return byActor;
    }

    private static Statement.Asserted statement(int id, int number, String quote, Instant at) {
        String country = number % 2 == 0 ? "ZB" : "FD";
        return new Statement.Asserted(
                "s-" + "0".repeat(28) + String.format(java.util.Locale.ROOT, "%04d", id),
                new Actor("text:a" + number, "Person Number" + number, Actor.Kind.PERSON),
                Optional.of("Minister"),
                50 + number,
                new Represents(country, Represents.Kind.COUNTRY, "Land " + country),
                new Statement.Speaker("Number" + number, Optional.empty(), "name-at-verb", Statement.ResolvedBy.TEXT),
                Statement.Type.DIRECT,
                quote,
                new Span(0, quote.length()),
                Optional.empty(),
                "",
                "quote-cue-speaker",
                new SaidAt(at, SaidAt.Precision.INSTANT),
                Optional.of(at),
                at,
                new Statement.DocumentRef(
                        "d-" + id,
                        1,
                        "test",
                        "Outlet " + id % 13,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("en"),
                        ""));
    }

    private static Story story(String id, String query) {
        return new Story(
                id,
                "The " + id,
                new TriggerEvent(
                        "Rudolf of Ruritania",
                        Optional.of("I shall close it."),
                        Optional.empty(),
                        TRIGGER_AT,
                        Optional.empty()),
                query,
                Optional.empty(),
                Optional.empty(),
                List.of("ZB", "LEAGUE"));
    }

    private static <V> ProducerRecord<String, byte[]> record(Topic<V> topic, String key, V value) {
        return new ProducerRecord<>(
                topic.name(), key, value == null ? null : topic.json().toBytes(value));
    }

    private void write(ProducerRecord<String, byte[]> record) {
        var unused = producer.send(record);
        producer.flush();
    }

    /** What the topics hold in the end, when it has not changed for three seconds. */
    private static Map<String, String> settled(Topics topics) {
        Map<String, String> held = new TreeMap<>();
        await().atMost(LONG_ENOUGH)
                .pollInterval(Duration.ofSeconds(1))
                .during(Duration.ofSeconds(3))
                .until(() -> {
                    Map<String, String> now = newest(topics);
                    boolean same = now.equals(held) && !now.isEmpty();
                    held.clear();
                    held.putAll(now);
                    return same;
                });
        return Collections.unmodifiableMap(held);
    }

    private static Map<String, String> newest(Topics topics) {
        Map<String, String> newest = new TreeMap<>();
        Stream.of(
                        topics.utterances(),
                        topics.reactions(),
                        topics.actorSummaries(),
                        topics.countrySummaries(),
                        topics.storySummaries())
                .forEach(topic -> {
                    String name = topic.name().substring(topics.namespace().length() + 1);
                    for (ConsumerRecord<String, byte[]> record : Log.all(topic.name(), new ByteArrayDeserializer())) {
                        if (record.value() == null) {
                            newest.remove(name + " " + record.key());
                        } else {
                            newest.put(name + " " + record.key(), new String(record.value(), StandardCharsets.UTF_8));
                        }
                    }
                });
        return newest;
    }
}
