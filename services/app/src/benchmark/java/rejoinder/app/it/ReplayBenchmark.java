package rejoinder.app.it;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import rejoinder.app.broker.EmbeddedBroker;
import rejoinder.app.it.aggregating.Talk;
import rejoinder.app.service.TopicPreparation;
import rejoinder.contracts.json.JsonSerde;
import rejoinder.contracts.statement.Statement;
import rejoinder.contracts.topic.Topics;

/**
 * What replaying costs: {@code ./rejoinder replay} as its users start it, from its start to its end, against a bare loop
 * that consumes the same records and writes their bytes to a file. The replay sorts and selects besides.
 *
 * <pre>services/app/benchmark-replay</pre>
 */
public final class ReplayBenchmark {
    private static final int STATEMENTS = Integer.getInteger("benchmark.statements", 1_000_000);
    private static final int PARTITIONS = 4;

    private ReplayBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        System.out.println(Machine.describe());
        Path folder = Files.createTempDirectory("rejoinder-benchmark");
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"))) {
            Topics topics = Topics.in("bench");
            TopicPreparation.prepare(broker.bootstrapServers(), topics, PARTITIONS);
            double bytes = fill(broker.bootstrapServers(), topics);
            double bare = bare(broker.bootstrapServers(), topics, folder.resolve("bare.ndjson"));
            for (List<String> options : List.of(List.<String>of(), List.of("--represents", "QAA"))) {
                Process replay = replay(broker.bootstrapServers(), folder, options);
                long began = System.nanoTime();
                long sent = lines(replay.getInputStream());
                double seconds = (System.nanoTime() - began) / 1e9;
                System.out.printf(
                        Locale.ROOT,
                        "replay %-18s %,9d of %,d statements of %.0f bytes to ndjson: %,9.0f a second read (start of the"
                                + " process included); bare loop %,9.0f; ratio %.2f%n",
                        String.join(" ", options),
                        sent,
                        STATEMENTS,
                        bytes,
                        STATEMENTS / seconds,
                        bare,
                        STATEMENTS / seconds / bare);
            }
        }
        System.exit(0);
    }

    private static double fill(String brokers, Topics topics) {
        JsonSerde<Statement> json = new JsonSerde<>(Statement.class);
        Talk talk = new Talk(0, 365);
        long bytes = 0;
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers,
                        ProducerConfig.LINGER_MS_CONFIG, 5,
                        ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024),
                new StringSerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < STATEMENTS; i++) {
                Statement.Asserted statement = talk.next((double) i / STATEMENTS);
                byte[] value = json.toBytes(statement);
                bytes += value.length;
                var unused =
                        producer.send(new ProducerRecord<>(topics.statements().name(), statement.actorId(), value));
            }
        }
        return (double) bytes / STATEMENTS;
    }

    private static double bare(String brokers, Topics topics, Path file) throws IOException {
        long began = System.nanoTime();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                        Map.of(
                                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers,
                                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
                                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
                OutputStream out = new java.io.BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            consumer.assign(consumer.partitionsFor(topics.statements().name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList());
            for (int seen = 0; seen < STATEMENTS; ) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    out.write(record.value());
                    out.write('\n');
                    seen++;
                }
            }
        }
        return STATEMENTS / ((System.nanoTime() - began) / 1e9);
    }

    private static Process replay(String brokers, Path folder, List<String> options) throws IOException {
        ProcessBuilder process = new ProcessBuilder(
                System.getProperty("benchmark.launcher"), "replay", "--bootstrap-servers", brokers, "--namespace", "bench");
        process.command().addAll(options);
        return process.redirectError(folder.resolve("replay.log").toFile()).start();
    }

    private static long lines(InputStream in) throws IOException {
        long lines = 0;
        byte[] buffer = new byte[1 << 16];
        try (BufferedInputStream bytes = new BufferedInputStream(in, 1 << 16)) {
            for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    lines += buffer[i] == '\n' ? 1 : 0;
                }
            }
        }
        return lines;
    }
}
