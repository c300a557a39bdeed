package rejoinder.sink;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rejoinder.contracts.topic.Topics;

/**
 * Consumes stories, reactions and summaries and writes them to the database in batches, with its offsets in the same
 * transaction: exactly once, whatever crashes. Several sinks of one namespace share the partitions (PostgreSQL only).
 */
public final class Sink implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sink.class);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

    private final SinkLoop loop;
    private final Thread thread;
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();

    private Sink(SinkLoop loop) {
        this.loop = loop;
        this.thread = new Thread(this::run, "sink");
    }

    /** Starts writing; topics must exist. A database that can't be reached is tried again until it can. */
    public static Sink start(SinkSettings settings, MeterRegistry metrics) {
        LOG.info("starting with {}", settings);
        Topics topics = Topics.in(settings.namespace());
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                consumerSettings(settings), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        KafkaProducer<byte[], byte[]> rejected =
                new KafkaProducer<>(producerSettings(settings), new ByteArraySerializer(), new ByteArraySerializer());
        Sink sink = new Sink(new SinkLoop(settings, topics, consumer, rejected, metrics));
        sink.thread.start();
        return sink;
    }

    /** Whether it has its partitions and the database answers. */
    public boolean ready() {
        return loop.ready();
    }

    /** Completes when the sink has stopped, exceptionally with the failure that ended it. */
    public CompletionStage<Void> stopped() {
        return stopped.minimalCompletionStage();
    }

    @Override
    public void close() {
        loop.stop();
        try {
            stopped.handle((done, failure) -> null).get(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | java.util.concurrent.ExecutionException e) {
            LOG.warn("the sink did not stop within {}", LONGEST_STOP, e);
        }
    }

    private void run() {
        try (loop) {
            loop.run();
            stopped.complete(null);
        } catch (RuntimeException | Error e) {
            LOG.error("the sink has stopped", e);
            stopped.completeExceptionally(e);
        }
    }

    /** What is read, in the order of the flow. */
    static List<String> topics(Topics topics) {
        return List.of(
                topics.stories().name(),
                topics.reactions().name(),
                topics.actorSummaries().name(),
                topics.countrySummaries().name(),
                topics.storySummaries().name());
    }

    private static Map<String, Object> consumerSettings(SinkSettings settings) {
        return Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                settings.bootstrapServers(),
                ConsumerConfig.GROUP_ID_CONFIG,
                settings.namespace() + "-sink",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                // The database has the offsets; one that the log no longer has must be told, not jumped over.
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "none",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                settings.batchSize());
    }

    private static Map<String, Object> producerSettings(SinkSettings settings) {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                settings.bootstrapServers(),
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true);
    }
}
