package rejoinder.ingestor;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rejoinder.contracts.json.Schemas;
import rejoinder.contracts.topic.Topics;
import rejoinder.ingestor.canary.Canaries;
import rejoinder.ingestor.document.DocumentPipeline;
import rejoinder.ingestor.log.Cursors;
import rejoinder.ingestor.log.TransactionalProducer;
import rejoinder.reading.Reader;
import rejoinder.reading.Registry;

/**
 * Follows the sources of its share, reads what comes in and publishes each document, its statements and its cursor in
 * one transaction. Ingestors of one namespace are a consumer group: start another, and Kafka shares the sources out.
 */
public final class Ingestor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ingestor.class);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

    private final IngestLoop loop;
    private final Thread thread;
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();

    private Ingestor(IngestLoop loop) {
        this.loop = loop;
        this.thread = new Thread(this::run, "ingestor");
    }

    /**
     * Starts following; topics must exist.
     *
     * @throws IllegalArgumentException when the user's registry has errors; the message lists them by line
     */
    public static Ingestor start(IngestorSettings settings, MeterRegistry metrics) {
        LOG.info("starting with {}", settings);
        Topics topics = Topics.in(settings.namespace());
        DocumentPipeline pipeline = new DocumentPipeline(Reader.with(registry(settings), settings.rules()));
        TransactionalProducer producer = new TransactionalProducer(
                settings.bootstrapServers(), settings.namespace() + "-ingestor-" + settings.instanceId());
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                consumerSettings(settings), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        Clock clock = Clock.systemUTC();
        Schemas schemas = Schemas.load();
        Cursors cursors = new Cursors(settings.bootstrapServers(), topics);
        Ingestor ingestor = new Ingestor(new IngestLoop(
                settings,
                topics,
                consumer,
                producer,
                new Followers(settings.fetch(), settings.callback(), settings.scanInterval(), schemas, clock),
                cursors,
                new Intake(pipeline, cursors, producer, topics, clock, metrics),
                new Canaries(pipeline, schemas, clock),
                clock,
                metrics));
        ingestor.thread.start();
        return ingestor;
    }

    /** The consumer group of the ingestors of a namespace or a build. */
    public static String group(Topics topics) {
        return topics.namespace() + "-ingestor";
    }

    /** Whether it has its share of the sources. */
    public boolean ready() {
        return loop.ready();
    }

    /** Completes when the ingestor has stopped, exceptionally with the failure that ended it. */
    public CompletionStage<Void> stopped() {
        return stopped.minimalCompletionStage();
    }

    @Override
    public void close() {
        loop.stop();
        try {
            stopped.handle((done, failure) -> true).get(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException e) {
            LOG.warn("the ingestor did not stop within {}", LONGEST_STOP, e);
        }
    }

    private void run() {
        try (loop) {
            loop.run();
        } catch (RuntimeException | Error e) {
            LOG.error("the ingestor has stopped", e);
            stopped.completeExceptionally(e);
            return;
        }
        stopped.complete(null);
    }

    private static Registry registry(IngestorSettings settings) {
        Registry bundled = Registry.bundled();
        return settings.registry().map(file -> extended(bundled, file)).orElse(bundled);
    }

    private static Registry extended(Registry bundled, Path file) {
        Registry.Extension extension = bundled.extendedBy(file);
        return extension
                .registry()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the registry " + file + " has errors: " + String.join("; ", extension.problems())));
    }

    private static Map<String, Object> consumerSettings(IngestorSettings settings) {
        Map<String, Object> consumer = new HashMap<>();
        consumer.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        consumer.put(ConsumerConfig.GROUP_ID_CONFIG, group(Topics.in(settings.namespace())));
        consumer.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, settings.instanceId());
        // The shortest that brokers allow by default: so long nobody follows the sources of one that was killed.
        consumer.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000);
        consumer.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1_500);
        consumer.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1_000);
        // Sources that stay are followed on while others move.
        consumer.put(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                List.of(CooperativeStickyAssignor.class.getName()));
        consumer.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        consumer.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        consumer.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        return consumer;
    }
}
