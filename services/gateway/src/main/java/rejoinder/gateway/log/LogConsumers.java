package rejoinder.gateway.log;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes consumers of committed records that keep no offsets in Kafka. */
public final class LogConsumers {
    private static final Logger LOG = LoggerFactory.getLogger(LogConsumers.class);
    private static final int REQUEST_MILLIS = 5000;
    private static final int ONE_RECORD_BYTES = 64 * 1024;
    private static final int SESSION_MILLIS = 6000;
    private static final Duration LONGEST_CLOSE = Duration.ofMillis(500);

    private final String bootstrapServers;

    public LogConsumers(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** A new consumer, the caller's to close; {@code name} tells them apart in metrics and logs. */
    public Consumer<byte[], byte[]> open(String name) {
        return consumer(config(name));
    }

    /** The same, fetching no more than the one record that is wanted and what stands in a batch with it. */
    Consumer<byte[], byte[]> openForOne(String name) {
        Map<String, Object> config = config(name);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        // A batch that is larger is sent all the same.
        config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, ONE_RECORD_BYTES);
        return consumer(config);
    }

    /** The same in a group, which shares partitions out and gives those of one that is gone to the others. */
    public Consumer<byte[], byte[]> join(String group, String name) {
        Map<String, Object> config = config(name);
        config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MILLIS);
        config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, SESSION_MILLIS / 3);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return consumer(config);
    }

    private static Consumer<byte[], byte[]> consumer(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private Map<String, Object> config(String name) {
        Map<String, Object> config = new HashMap<>();
        config.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        config.put(CommonClientConfigs.CLIENT_ID_CONFIG, "rejoinder-gateway-" + name);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // A position that no longer exists is an error to tell, not a reason to jump.
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
        config.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
        config.put(ConsumerConfig.RECEIVE_BUFFER_CONFIG, CommonClientConfigs.RECEIVE_BUFFER_LOWER_BOUND);
        return config;
    }

    /**
     * Closes a consumer without waiting long for a broker that is away. That its thread was interrupted, as it is to end
     * reading, is put aside meanwhile: the consumer would else not leave its group, and say so as an error.
     */
    public static void close(Consumer<?, ?> consumer) {
        boolean interrupted = Thread.interrupted();
        try {
            consumer.close(CloseOptions.timeout(LONGEST_CLOSE));
        } catch (InterruptException e) {
            // Whoever interrupts is closing everything; the consumer has let go of what it could.
            LOG.debug("closing a consumer was interrupted", e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The partitions of a topic; none while it does not exist. */
    public static List<TopicPartition> partitions(Consumer<?, ?> consumer, String topic) {
        List<PartitionInfo> known = consumer.partitionsFor(topic);
        return known == null
                ? List.of()
                : known.stream()
                        .map(info -> new TopicPartition(topic, info.partition()))
                        .toList();
    }
}
