package rejoinder.contracts.topic;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import rejoinder.contracts.json.JsonSerde;
import rejoinder.contracts.json.Written;

/**
 * A topic: its name, what its values are, and how long they are kept. Keys are strings.
 *
 * @param time the value's own time, for {@code ce_time}
 */
public record Topic<V>(
        String name,
        Class<V> type,
        SchemaVersion schema,
        Keeping keeping,
        Partitions partitions,
        Function<V, Optional<Instant>> time) {

    /** How long records are kept. Retention by time is off for what is kept: replayed history carries old timestamps. */
    public enum Keeping {
        COMPACTED,
        FOR_EVER,
        SEVEN_DAYS,
        THIRTY_DAYS
    }

    /** How a topic is split. */
    public enum Partitions {
        ONE,
        /** Sources, webhooks and what belongs to them: enough for twelve instances, whatever the rest is split into. */
        TWELVE,
        AS_CONFIGURED;

        /** How many, where {@code configured} is what was configured. */
        public int count(int configured) {
            return switch (this) {
                case ONE -> 1;
                case TWELVE -> 12;
                case AS_CONFIGURED -> configured;
            };
        }
    }

    /** Key serde. */
    public Serde<String> keySerde() {
        return Serdes.String();
    }

    /** JSON without headers. */
    public JsonSerde<V> json() {
        return new JsonSerde<>(type);
    }

    /** JSON with CloudEvents headers that name {@code service} as the source. */
    public Serde<V> valueSerde(String service) {
        return new CloudEventSerde<>(this, service);
    }

    /** The same of values that are written already. */
    public Serializer<Written<V>> writtenSerializer(String service) {
        return new CloudEventSerde<>(this, service).ofWritten();
    }

    /** The broker's settings for this topic. */
    public Map<String, String> config() {
        return switch (keeping) {
            case COMPACTED ->
                Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_COMPACT,
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                        MAX_MESSAGE_BYTES);
            case FOR_EVER -> kept("-1");
            case SEVEN_DAYS -> kept(millis(7));
            case THIRTY_DAYS -> kept(millis(30));
        };
    }

    /** The largest record a topic takes, in bytes. */
    public static final String MAX_MESSAGE_BYTES = Integer.toString(8 * 1024 * 1024);

    private static Map<String, String> kept(String retention) {
        return Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_DELETE,
                TopicConfig.RETENTION_MS_CONFIG,
                retention,
                TopicConfig.RETENTION_BYTES_CONFIG,
                "-1",
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                MAX_MESSAGE_BYTES);
    }

    private static String millis(int days) {
        return Long.toString(Duration.ofDays(days).toMillis());
    }
}
