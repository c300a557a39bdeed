package rejoinder.aggregator;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rejoinder.contracts.topic.PartitionCount;
import rejoinder.contracts.topic.Topics;
import rejoinder.reading.StanceJudge;

/**
 * The Kafka Streams application: merges statements into utterances, matches them with stories, judges their stance and
 * groups the reactions by actor, by country and by story, exactly once.
 */
public final class Aggregator implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Aggregator.class);
    /** Counted up when stores change so that they can't be read on: the log is then read again from its beginning. */
    private static final int TOPOLOGY = 8;

    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);
    /** An instance that is away for less keeps its partitions, after that others serve them: no broker allows less. */
    private static final int SESSION_MILLIS = 6000;

    /** Who takes over learns with its next heartbeat that another one is missed. */
    private static final int HEARTBEAT_MILLIS = 1000;

    private static final int TRANSACTION_MILLIS = 7000;
    private static final int RESTORED_AT_ONCE = 10_000;
    /** With so many the compiler has done its work. */
    private static final int REHEARSED = 30_000;

    private static final long PRODUCER_BUFFER_BYTES = 24L * 1024 * 1024;
    /** While a full batch waits to be sent, the producer's thread is woken with each record: they are seldom full. */
    private static final int BATCH_BYTES = 256 * 1024;

    private static final int LARGEST_REQUEST_BYTES = 9 * 1024 * 1024;

    private final KafkaStreams streams;
    private final GroupMembershipOperation whenClosed;
    private final CompletableFuture<Void> stopped;

    private Aggregator(KafkaStreams streams, GroupMembershipOperation whenClosed, CompletableFuture<Void> stopped) {
        this.streams = streams;
        this.whenClosed = whenClosed;
        this.stopped = stopped;
    }

    /** Starts aggregating; topics must exist. */
    public static Aggregator start(AggregatorSettings settings, MeterRegistry metrics) {
        LOG.info("starting with {}", settings);
        Topics topics = Topics.in(settings.namespace());
        int partitions =
                partitions(settings.bootstrapServers(), topics.statements().name());
        AggregatorTopology topology =
                new AggregatorTopology(topics, settings, partitions, StanceJudge.standard(), REHEARSED);
        Properties properties = new Properties();
        properties.putAll(properties(settings, topics, metrics));
        KafkaStreams streams = new KafkaStreams(topology.build(), properties, new Clients());
        CompletableFuture<Void> stopped = new CompletableFuture<>();
        streams.setUncaughtExceptionHandler(failure -> {
            LOG.error("the aggregator has stopped", failure);
            stopped.completeExceptionally(failure);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        streams.start();
        // Who has a copy of the state serves at once; without one it is sooner that this instance is back.
        GroupMembershipOperation whenClosed = settings.standbyReplicas() > 0
                ? GroupMembershipOperation.LEAVE_GROUP
                : GroupMembershipOperation.REMAIN_IN_GROUP;
        return new Aggregator(streams, whenClosed, stopped);
    }

    /** Whether all its partitions are being processed. */
    public boolean ready() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    /** Completes when the aggregator has stopped, exceptionally with the failure that ended it. */
    public CompletionStage<Void> stopped() {
        return stopped.minimalCompletionStage();
    }

    /** Stops; where other instances have copies of its state, they take over at once. */
    @Override
    public void close() {
        if (!streams.close(CloseOptions.timeout(LONGEST_STOP).withGroupMembershipOperation(whenClosed))) {
            LOG.warn("the aggregator did not stop within {}", LONGEST_STOP);
        }
        stopped.complete(null);
    }

    /** The consumer group of the aggregators of a namespace or a build, and the beginning of its internal topics' names. */
    public static String application(Topics topics) {
        return topics.namespace() + "-aggregator-" + TOPOLOGY;
    }

    static Map<String, Object> properties(AggregatorSettings settings, Topics topics, MeterRegistry metrics) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, application(topics));
        // Of a fixed size it loses large pieces on loopback, and has them a quarter of a second later.
        properties.put(StreamsConfig.RECEIVE_BUFFER_CONFIG, CommonClientConfigs.RECEIVE_BUFFER_LOWER_BOUND);
        properties.put(StreamsConfig.CLIENT_ID_CONFIG, settings.namespace() + "-aggregator-" + settings.instanceId());
        properties.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDir().toString());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
        properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, settings.standbyReplicas());
        properties.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                settings.commitInterval().toMillis());
        // Whoever waits for input longer tells what is gathered later.
        properties.put(StreamsConfig.POLL_MS_CONFIG, 10);
        // Results don't depend on which topic is read first; to look for that costs time with every record.
        properties.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, -1);
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, settings.cacheBytes());
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
        properties.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, RejectRecord.class);
        properties.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, RejectRecord.class);
        properties.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, RejectRecord.class);
        properties.put(RejectRecord.TOPICS, topics);
        properties.put(RejectRecord.METRICS, metrics);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), settings.instanceId());
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), SESSION_MILLIS);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), HEARTBEAT_MILLIS);
        // State that is lost or elsewhere is read from its logs in large pieces.
        properties.put(StreamsConfig.restoreConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), RESTORED_AT_ONCE);
        // Nobody reads before the commit, and that sends what waits: until then records go in batches that are full.
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 100);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), BATCH_BYTES);
        // Texts come again in utterances, reactions and logs: to make them small costs less than to carry them. Most
        // batches of a commit are small, over which lz4 and zstd take much longer.
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "snappy");
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.BUFFER_MEMORY_CONFIG), PRODUCER_BUFFER_BYTES);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), LARGEST_REQUEST_BYTES);
        // A new transaction's first records may come before the last one's marks are written: the broker asks for
        // patience, and records after them, if they were on their way, would be refused and sent again.
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.RETRY_BACKOFF_MS_CONFIG), 2);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION), 1);
        // A killed instance's open transaction holds readers back until it times out; one that lives and takes
        // as long is fenced, and has to restore its state.
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), TRANSACTION_MILLIS);
        return properties;
    }

    private static int partitions(String bootstrapServers, String topic) {
        try (Admin admin =
                Admin.create(Map.<String, Object>of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            return PartitionCount.of(admin, topic);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while looking at topic " + topic, e);
        }
    }
}
