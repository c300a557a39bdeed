package rejoinder.sink;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rejoinder.contracts.topic.Topic;
import rejoinder.contracts.topic.Topics;
import rejoinder.sink.change.ChangeReader;
import rejoinder.sink.database.Database;
import rejoinder.sink.database.Failures;
import rejoinder.sink.database.Store;

/**
 * Consumes stories, reactions and summaries and writes them to the database in batches, with the offsets in the same
 * database transaction: exactly once, whatever crashes. Sinks of one PostgreSQL database share the partitions; an
 * SQLite database has one sink, and a second one ends the first. Thread-safe.
 */
public final class Sink implements AutoCloseable {
    static final Duration LONGEST_DISCONNECT = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(Sink.class);
    private static final Duration LONGEST_BATCH = Duration.ofSeconds(5);
    private static final int SESSION_MILLIS = 10_000;
    private static final int FETCH_BYTES = 16 * 1024 * 1024;

    private final SinkSettings settings;
    private final MeterRegistry metrics;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private volatile Optional<SinkLoop> loop = Optional.empty();
    private volatile Optional<Database> database = Optional.empty();

    private Sink(SinkSettings settings, MeterRegistry metrics) {
        this.settings = settings;
        this.metrics = metrics;
    }

    /**
     * Starts writing, and returns at once; topics must exist. A database that is not up yet is tried again until it
     * is; one that refuses the settings ends the sink.
     */
    public static Sink start(SinkSettings settings, MeterRegistry metrics) {
        LOG.info("starting with {}", settings);
        Sink sink = new Sink(settings, metrics);
        new Thread(sink::run, "sink").start();
        return sink;
    }

    /** Whether it has its partitions and the database answers. */
    public boolean ready() {
        return loop.map(SinkLoop::ready).orElse(false);
    }

    /** Completes when the sink has stopped, exceptionally with the failure that ended it. */
    public CompletionStage<Void> stopped() {
        return stopped.minimalCompletionStage();
    }

    /** Finishes the batch it is at, or has it undone when that takes longer than seconds. */
    @Override
    public void close() {
        stopping.countDown();
        loop.ifPresent(SinkLoop::stop);
        if (!stopsWithin(LONGEST_BATCH)) {
            LOG.warn("the database takes too long; the batch is undone, and will be written at the next start");
            database.ifPresent(Database::close);
            if (!stopsWithin(LONGEST_DISCONNECT.multipliedBy(2))) {
                LOG.warn("the sink has not stopped");
            }
        }
    }

    private boolean stopsWithin(Duration time) {
        try {
            stopped.handle((done, failure) -> true)
                    .completeOnTimeout(false, time.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
            return stopped.isDone();
        } catch (java.util.concurrent.CancellationException e) {
            return stopped.isDone();
        }
    }

    private void run() {
        try {
            Optional<Database> opened = open();
            if (opened.isPresent()) {
                try (Database connected = opened.get()) {
                    database = opened;
                    write(connected);
                }
            }
            stopped.complete(null);
        } catch (RuntimeException | Error e) {
            if (stopping.getCount() == 0) {
                LOG.warn("the sink was stopped in the middle of a batch", e);
                stopped.complete(null);
            } else {
                LOG.error("the sink has stopped: {}", e.getMessage(), e);
                stopped.completeExceptionally(e);
            }
        }
    }

    private void write(Database connected) {
        Topics topics = Topics.in(settings.namespace());
        String group = settings.namespace() + "-sink-" + connected.identity();
        try (CloseableConsumer consumer = new CloseableConsumer(new KafkaConsumer<>(
                        consumerSettings(group), new ByteArrayDeserializer(), new ByteArrayDeserializer()));
                Rejected rejected = new Rejected(topics, producer(), metrics)) {
            SinkLoop started = new SinkLoop(
                    settings, consumer.consumer(), new ChangeReader(topics), new Store(connected), rejected, metrics);
            loop = Optional.of(started);
            if (stopping.getCount() > 0) {
                started.run();
            }
        }
    }

    /** Empty when the sink is told to stop before the database is up. */
    private Optional<Database> open() {
        Backoff backoff = new Backoff();
        while (stopping.getCount() > 0) {
            try {
                return Optional.of(
                        Database.open(settings.databaseUrl(), settings.databaseUser(), settings.databasePassword()));
            } catch (RuntimeException e) {
                if (!Failures.mayPass(e)) {
                    throw new IllegalStateException(
                            "The database " + settings.databaseName() + " can't be used: " + e.getMessage(), e);
                }
                Duration wait = backoff.next();
                LOG.warn("the database is not up, trying again in {} ms: {}", wait.toMillis(), e.getMessage());
                waitUnlessStopping(wait);
            }
        }
        return Optional.empty();
    }

    private void waitUnlessStopping(Duration wait) {
        try {
            boolean unused = stopping.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the database", e);
        }
    }

    private Map<String, Object> consumerSettings(String group) {
        Map<String, Object> consumer = new HashMap<>();
        consumer.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        consumer.put(ConsumerConfig.CLIENT_ID_CONFIG, "rejoinder-sink");
        // One group a database: two databases filled from one log must not share its partitions.
        consumer.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        if (Database.isForOneWriter(settings.databaseUrl())) {
            // A sink that was killed is replaced at once, without waiting until Kafka has noticed.
            consumer.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, "only");
        }
        consumer.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        consumer.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MILLIS);
        consumer.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, SESSION_MILLIS / 5);
        consumer.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        consumer.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        // The database has the offsets; one that the log no longer has must be told, not jumped over.
        consumer.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        consumer.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, settings.batchSize());
        consumer.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        consumer.put(ConsumerConfig.RECEIVE_BUFFER_CONFIG, CommonClientConfigs.RECEIVE_BUFFER_LOWER_BOUND);
        consumer.put(CommonClientConfigs.METADATA_MAX_AGE_CONFIG, 30_000);
        return consumer;
    }

    private Producer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        settings.bootstrapServers(),
                        ProducerConfig.CLIENT_ID_CONFIG,
                        "rejoinder-sink",
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        Integer.parseInt(Topic.MAX_MESSAGE_BYTES),
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        5_000,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        5_000,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        10_000),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Closes within {@link #LONGEST_DISCONNECT}. */
    private record CloseableConsumer(Consumer<byte[], byte[]> consumer) implements AutoCloseable {
        @Override
        public void close() {
            consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(LONGEST_DISCONNECT));
        }
    }
}
