package rejoinder.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static rejoinder.sink.Records.actorSummary;
import static rejoinder.sink.Records.reaction;
import static rejoinder.sink.Records.story;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.core.ConditionFactory;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.kafka.KafkaContainer;
import rejoinder.contracts.Stance;
import rejoinder.contracts.statement.RejectedStatement;
import rejoinder.contracts.topic.Rejections;
import rejoinder.contracts.topic.Topic;
import rejoinder.contracts.topic.TopicCreation;
import rejoinder.contracts.topic.Topics;

/**
 * The sink between a real broker and real databases. Needs Docker; where it is not there, the app's tests run the sink
 * against the embedded broker.
 */
class SinkIT {
    private static final String IMAGE = "apache/kafka:4.3.1";
    private static final int PARTITIONS = 2;

    private static Optional<KafkaContainer> kafka = Optional.empty();

    private final Topics topics =
            Topics.in("t" + UUID.randomUUID().toString().replace("-", "").substring(0, 12));
    private final MeterRegistry metrics = new SimpleMeterRegistry();

    @TempDir
    Path folder;

    @BeforeAll
    static void startKafka() {
        assumeTrue(Docker.has(IMAGE), "no Docker here");
        KafkaContainer container = new KafkaContainer(IMAGE).withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
        container.start();
        kafka = Optional.of(container);
    }

    @AfterAll
    static void stopKafka() {
        kafka.ifPresent(KafkaContainer::stop);
    }

    @BeforeEach
    void createTopics() throws InterruptedException {
        try (Admin admin = admin()) {
            new TopicCreation(admin, PARTITIONS).createMissing(topics);
        }
    }

    @Test
    void whatIsCommittedToTheLogIsInTheDatabaseAndWhatIsAbortedIsNot() throws Exception {
        try (Sink sink = start(sqlite())) {
            inTransaction(true, sent(topics.stories(), "border", story("border", "The border")));
            inTransaction(false, sent(topics.reactions(), "border|u-1", reaction("border", "u-1", Stance.CONDEMN)));
            inTransaction(
                    true,
                    sent(topics.reactions(), "border|u-2", reaction("border", "u-2", Stance.CONCERN)),
                    sent(topics.actorSummaries(), "border|orla-venn", actorSummary("border", Stance.CONCERN, 1)));

            soon().untilAsserted(() -> {
                assertThat(rows(sqlite(), "SELECT title FROM stories")).containsExactly("The border");
                assertThat(rows(sqlite(), "SELECT utterance FROM reactions")).containsExactly("u-2");
                assertThat(rows(sqlite(), "SELECT stance FROM actor_summaries")).containsExactly("concern");
            });
            assertThat(sink.ready()).isTrue();
            soon().untilAsserted(() -> assertThat(written(sqlite())).isEqualTo(endOfLog()));
        }
    }

    @Test
    void aSinkThatIsStartedAgainGoesOnWhereItWas() {
        Sink before = start(sqlite());
        send(sent(topics.reactions(), "border|u-1", reaction("border", "u-1", Stance.CONCERN)));
        soon().untilAsserted(() ->
                assertThat(rows(sqlite(), "SELECT id FROM reactions")).hasSize(1));
        before.close();
        assertThat(before.stopped().toCompletableFuture()).isCompletedWithValue(null);
        send(sent(topics.reactions(), "border|u-1", reaction("border", "u-1", Stance.CONDEMN)));

        try (Sink sink = start(sqlite())) {
            soon().untilAsserted(() -> assertThat(rows(sqlite(), "SELECT stance FROM reactions ORDER BY log_offset"))
                    .containsExactly("concern", "condemn"));
            assertThat(sink.ready()).isTrue();
        }
    }

    @Test
    void aPoisonRecordIsKeptWithItsReasonAndTheStreamGoesOn() {
        byte[] poison = "{\"id\": 7}".getBytes(StandardCharsets.UTF_8);
        try (Sink sink = start(sqlite())) {
            send(new ProducerRecord<>(topics.stories().name(), bytes("broken"), poison));
            send(new ProducerRecord<>(topics.reactions().name(), null, poison));
            send(new ProducerRecord<>(
                    topics.stories().name(),
                    bytes("other"),
                    topics.stories().json().toBytes(story("border", "x"))));
            send(sent(topics.stories(), "border", story("border", "The border")));

            soon().untilAsserted(() ->
                    assertThat(rows(sqlite(), "SELECT id FROM stories")).containsExactly("border"));

            List<ConsumerRecord<byte[], byte[]>> kept = rejected(3);
            assertThat(kept.stream().map(ConsumerRecord::value)).contains(poison);
            assertThat(kept.stream().flatMap(record -> Rejections.read(record.headers()).stream()))
                    .extracting(RejectedStatement::reason)
                    .containsExactlyInAnyOrder("schema", "key", "key");
            assertThat(metrics.get("rejoinder.sink.rejected").counters().stream()
                            .mapToDouble(c -> c.count())
                            .sum())
                    .isEqualTo(3);
            assertThat(sink.ready()).isTrue();
        }
    }

    @Test
    void aLogThatNoLongerHasWhatComesNextEndsTheSinkWithWordsThatHelp() throws Exception {
        TopicPartition stories = new TopicPartition(topics.stories().name(), 0);
        try (Sink sink = start(sqlite())) {
            send(sent(topics.stories(), "border", story("border", "The border")));
            soon().untilAsserted(() -> assertThat(written(sqlite())).containsEntry(stories, 1L));
            assertThat(sink.stopped().toCompletableFuture()).isNotDone();
        }
        for (int i = 0; i < 5; i++) {
            send(sent(topics.stories(), "border", story("border", "Title " + i)));
        }
        try (Admin admin = admin()) {
            // Only a topic that is not merely compacted may lose its head; an operator may have changed that.
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, stories.topic()),
                            List.of(new AlterConfigOp(
                                    new ConfigEntry("cleanup.policy", "delete"), AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
            admin.deleteRecords(Map.of(stories, RecordsToDelete.beforeOffset(4)))
                    .all()
                    .get();
        }

        try (Sink sink = start(sqlite())) {
            soon().until(() -> sink.stopped().toCompletableFuture().isCompletedExceptionally());
            assertThat(sink.stopped()
                            .toCompletableFuture()
                            .handle((done, failure) -> failure.getMessage())
                            .join())
                    .contains(stories + " is written up to 1", "4 to 6", "empty the database");
            assertThat(rows(sqlite(), "SELECT title FROM stories")).containsExactly("The border");
        }
    }

    @Test
    void anOutageOfTheDatabaseIsWaitedOut() throws Exception {
        String url = PostgresUnderTest.freshDatabase();
        try (Sink sink = start(url)) {
            soon().until(sink::ready);
            PostgresUnderTest.lockOut(url);
            send(sent(topics.stories(), "border", story("border", "The border")));
            soon().until(() -> !sink.ready());

            PostgresUnderTest.letIn(url);

            soon().untilAsserted(() -> {
                assertThat(rows(url, "SELECT id FROM stories")).containsExactly("border");
                assertThat(sink.ready()).isTrue();
            });
        }
    }

    @Test
    void twoSinksOfOneDatabaseShareTheWorkAndWriteEachRecordOnce() {
        String url = PostgresUnderTest.freshDatabase();
        int count = 400;
        try (Sink first = start(url)) {
            soon().until(first::ready);
            sendReactions(0, count / 2);
            try (Sink second = start(url)) {
                soon().until(second::ready);
                sendReactions(count / 2, count);
                soon().untilAsserted(() -> assertThat(rows(url, "SELECT id FROM current_reactions"))
                        .hasSize(count));
            }
            sendReactions(0, count);
            soon().untilAsserted(() ->
                    assertThat(rows(url, "SELECT id FROM reactions")).hasSize(2 * count));
            assertThat(rows(url, "SELECT id FROM current_reactions")).hasSize(count);
            assertThat(first.ready()).isTrue();
        }
    }

    @Test
    void databasesFilledFromOneLogEachGetAllOfIt() {
        String other = "jdbc:sqlite:" + folder.resolve("other.db");
        try (Sink first = start(sqlite());
                Sink second = start(other)) {
            sendReactions(0, 50);

            soon().untilAsserted(() -> {
                assertThat(rows(sqlite(), "SELECT id FROM reactions")).hasSize(50);
                assertThat(rows(other, "SELECT id FROM reactions")).hasSize(50);
            });
            assertThat(List.of(first.ready(), second.ready())).containsOnly(true);
        }
    }

    @Test
    void aDatabaseThatCantBeUsedEndsTheSink() {
        try (Sink sink = start("jdbc:sqlite:" + folder.resolve("no/such/folder/test.db"))) {
            soon().until(() -> sink.stopped().toCompletableFuture().isCompletedExceptionally());
            assertThat(sink.ready()).isFalse();
        }
    }

    private void sendReactions(int from, int to) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = from; i < to; i++) {
            records.add(sent(topics.reactions(), "border|u-" + i, reaction("border", "u-" + i, Stance.CONCERN)));
        }
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
            sendAll(producer, records);
        }
    }

    private Sink start(String url) {
        Optional<String> user = Optional.of(PostgresUnderTest.USER).filter(name -> url.startsWith("jdbc:postgresql:"));
        return Sink.start(
                new SinkSettings(
                        bootstrapServers(), topics.namespace(), url, user, user.map(u -> PostgresUnderTest.PASSWORD)),
                metrics);
    }

    private String sqlite() {
        return "jdbc:sqlite:" + folder.resolve("test.db");
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(40)).ignoreExceptions();
    }

    private static List<String> rows(String url, String sql) {
        Jdbi jdbi = url.startsWith("jdbc:postgresql:")
                ? Jdbi.create(url, PostgresUnderTest.USER, PostgresUnderTest.PASSWORD)
                : Jdbi.create(url);
        return jdbi.withHandle(
                handle -> handle.createQuery(sql).mapTo(String.class).list());
    }

    private Map<TopicPartition, Long> written(String url) {
        return Jdbi.create(url).withHandle(handle -> handle.createQuery(
                        "SELECT topic, log_partition, next_offset FROM topic_offsets WHERE next_offset > 0")
                .map((row, context) -> Map.entry(new TopicPartition(row.getString(1), row.getInt(2)), row.getLong(3)))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Of the partitions that have anything. */
    private Map<TopicPartition, Long> endOfLog() throws Exception {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        for (Topic<?> topic : List.of(topics.stories(), topics.reactions(), topics.actorSummaries())) {
            int count = topic.partitions() == Topic.Partitions.ONE ? 1 : PARTITIONS;
            for (int i = 0; i < count; i++) {
                asked.put(new TopicPartition(topic.name(), i), OffsetSpec.latest());
            }
        }
        Map<TopicPartition, Long> ends = new HashMap<>();
        try (Admin admin = admin()) {
            admin.listOffsets(asked).all().get().forEach((partition, end) -> {
                if (end.offset() > 0) {
                    ends.put(partition, end.offset());
                }
            });
        }
        return ends;
    }

    private List<ConsumerRecord<byte[], byte[]>> rejected(int count) {
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = List.of(
                    new TopicPartition(topics.rejected().name(), 0),
                    new TopicPartition(topics.rejected().name(), 1));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            soon().until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(found::add);
                return found.size() >= count;
            });
        }
        return found;
    }

    private static <V> ProducerRecord<byte[], byte[]> sent(Topic<V> topic, String key, V value) {
        return new ProducerRecord<>(topic.name(), bytes(key), topic.json().toBytes(value));
    }

    private static void send(ProducerRecord<byte[], byte[]> record) {
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
            sendAll(producer, List.of(record));
        }
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    private static void inTransaction(boolean commit, ProducerRecord<byte[], byte[]>... records) {
        try (KafkaProducer<byte[], byte[]> producer =
                producer(Map.of("transactional.id", UUID.randomUUID().toString()))) {
            producer.initTransactions();
            producer.beginTransaction();
            sendAll(producer, List.of(records));
            if (commit) {
                producer.commitTransaction();
            } else {
                producer.abortTransaction();
            }
        }
    }

    private static void sendAll(KafkaProducer<byte[], byte[]> producer, List<ProducerRecord<byte[], byte[]>> records) {
        List<Future<RecordMetadata>> sent = records.stream().map(producer::send).toList();
        producer.flush();
        assertThat(sent).allSatisfy(future -> assertThat(future).succeedsWithin(Duration.ofSeconds(10)));
    }

    private static KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("bootstrap.servers", bootstrapServers());
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", bootstrapServers()));
    }

    private static String bootstrapServers() {
        return kafka.orElseThrow().getBootstrapServers();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
