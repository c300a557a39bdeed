package rejoinder.app.it.aggregating;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import rejoinder.app.it.Machine;
import rejoinder.contracts.json.JsonSerde;
import rejoinder.contracts.statement.Statement;
import rejoinder.contracts.story.Story;
import rejoinder.contracts.story.TriggerEvent;
import rejoinder.contracts.topic.Topics;

/** A broker with topics for statements, and aggregators beside it, each in a process of its own. */
final class Bench {
    static final int PARTITIONS = 4;
    /** Statements that were said before; of utterances for a story over them. */
    static final int HISTORY = Integer.getInteger("benchmark.history", 1_000_000);

    /** How long something is watched. */
    static final int SECONDS = Integer.getInteger("benchmark.seconds", 120);

    private static final int HEAP_MEBIBYTES = 512;

    private final Path folder;
    private final String brokers;
    private final Topics topics;
    private final JsonSerde<Statement> json = new JsonSerde<>(Statement.class);

    Bench(Path folder, String brokers, Topics topics) {
        this.folder = folder;
        this.brokers = brokers;
        this.topics = topics;
    }

    String brokers() {
        return brokers;
    }

    Topics topics() {
        return topics;
    }

    JsonSerde<Statement> json() {
        return json;
    }

    /** The state of all aggregators. */
    Path state() {
        return folder.resolve("state");
    }

    Path log(String instance) {
        return folder.resolve(instance + ".log");
    }

    Admin admin() {
        return Admin.create(Map.<String, Object>of("bootstrap.servers", brokers));
    }

    /** Writes so many statements as quickly as it can; returns how many bytes they have on average. */
    double write(Talk talk, int many) {
        long bytes = 0;
        try (KafkaProducer<String, byte[]> producer = producer(Optional.empty())) {
            for (int i = 0; i < many; i++) {
                ProducerRecord<String, byte[]> record = record(talk.next((double) i / many));
                bytes += record.value().length;
                var unused = producer.send(record);
            }
        }
        return (double) bytes / many;
    }

    ProducerRecord<String, byte[]> record(Statement.Asserted statement) {
        return new ProducerRecord<>(topics.statements().name(), statement.actorId(), json.toBytes(statement));
    }

    KafkaProducer<String, byte[]> producer(Optional<String> transaction) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers,
                ProducerConfig.LINGER_MS_CONFIG, 5,
                ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024));
        transaction.ifPresent(id -> settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, id));
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    KafkaConsumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
                        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 5,
                        ConsumerConfig.RECEIVE_BUFFER_CONFIG, CommonClientConfigs.RECEIVE_BUFFER_LOWER_BOUND,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    /** A consumer of the reactions that come from now on. */
    KafkaConsumer<String, byte[]> newReactions() {
        KafkaConsumer<String, byte[]> consumer = consumer();
        List<TopicPartition> all = partitions(topics.reactions().name());
        consumer.assign(all);
        consumer.seekToEnd(all);
        all.forEach(consumer::position);
        return consumer;
    }

    static List<TopicPartition> partitions(String topic) {
        return IntStream.range(0, PARTITIONS).mapToObj(i -> new TopicPartition(topic, i)).toList();
    }

    /** Defines a story that catches whatever speaks of something. */
    void define(String id, String word) throws Exception {
        Story story = new Story(
                id,
                "The " + word,
                new TriggerEvent("Nobody at All", Optional.of("I close it."), Optional.empty(), Talk.BEGIN, Optional.empty()),
                word,
                Optional.empty(),
                Optional.empty(),
                List.of("QA", "QAB"));
        try (KafkaProducer<String, byte[]> producer = producer(Optional.empty())) {
            producer.send(new ProducerRecord<>(topics.stories().name(), id, topics.stories().json().toBytes(story))).get();
        }
    }

    Process aggregator(int threads) throws IOException {
        return aggregator("bench", threads, 0);
    }

    Process aggregator(String instance, int threads, int standby) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP_MEBIBYTES + "m",
                "-XX:+UseParallelGC",
                "-XX:+UseTransparentHugePages"));
        Stream.of(System.getProperty("benchmark.aggregator", "").split(" ", -1))
                .filter(option -> !option.isEmpty())
                .forEach(command::add);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                "rejoinder.app.Main",
                "aggregator",
                "--threads",
                Integer.toString(threads),
                "--standby",
                Integer.toString(standby),
                "--instance",
                instance,
                "--data",
                state().resolve(instance).toString(),
                "--bootstrap-servers",
                brokers,
                "--namespace",
                topics.namespace()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log(instance).toFile())
                .start();
    }

    static void stop(Process process) throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    static String footprint(Process process) throws IOException {
        return String.format(
                Locale.ROOT,
                "%.0f MiB resident at most with a heap of %d MiB, %.0f s of processor",
                Machine.peakMebibytes(process),
                HEAP_MEBIBYTES,
                Machine.cpuSeconds(process));
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        }
    }

    /** Bytes of all state, whose files come and go meanwhile. */
    double stateBytes() throws IOException {
        long[] bytes = new long[1];
        Files.walkFileTree(state(), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                bytes[0] += attributes.size();
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                return FileVisitResult.CONTINUE;
            }
        });
        return bytes[0];
    }

    static void report(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }
}
