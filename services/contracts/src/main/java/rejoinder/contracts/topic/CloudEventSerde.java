package rejoinder.contracts.topic;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import rejoinder.contracts.json.JsonSerde;
import rejoinder.contracts.json.Written;

/**
 * A topic's values as JSON with CloudEvents 1.0 headers in Kafka's binary mode. The event id is made from the bytes,
 * so the same value has the same id; a tombstone's id is random. Thread-safe.
 */
final class CloudEventSerde<V> implements Serde<V> {
    private static final int ID_BYTES = 16;
    private static final byte[] VERSION = utf8("1.0");
    private static final byte[] JSON = utf8("application/json");
    /** Of all headers it sets, so that none comes twice. */
    private static final List<String> NAMES =
            List.of("ce_specversion", "ce_id", "ce_source", "ce_type", "ce_dataschema", "content-type", "ce_time");

    private final JsonSerde<V> json;
    private final Function<V, Optional<Instant>> time;
    private final byte[] source;
    private final byte[] type;
    private final byte[] deletedType;
    private final byte[] schema;

    CloudEventSerde(Topic<V> topic, String service) {
        this.json = topic.json();
        this.time = topic.time();
        this.source = utf8("/rejoinder/" + service);
        this.type = utf8("rejoinder." + topic.schema().type());
        this.deletedType = utf8("rejoinder." + topic.schema().type() + ".deleted");
        this.schema = utf8(topic.schema().uri());
    }

    @Override
    public Serializer<V> serializer() {
        return serializer(json::toBytes, value -> value);
    }

    /** Of values that are written already. */
    Serializer<Written<V>> ofWritten() {
        return serializer(Written::json, Written::value);
    }

    private <T> Serializer<T> serializer(Function<T, byte[]> written, Function<T, V> value) {
        return new Serializer<>() {
            @Override
            public byte[] serialize(String topic, T told) {
                return told == null ? null : written.apply(told);
            }

            @Override
            public byte[] serialize(String topic, Headers headers, T told) {
                byte[] bytes = serialize(topic, told);
                describe(headers, told == null ? null : value.apply(told), bytes);
                return bytes;
            }
        };
    }

    @Override
    public Deserializer<V> deserializer() {
        return json.deserializer();
    }

    private void describe(Headers headers, V value, byte[] bytes) {
        if (headers.iterator().hasNext()) {
            NAMES.forEach(headers::remove);
        }
        headers.add("ce_specversion", VERSION);
        headers.add("ce_id", utf8(bytes == null ? UUID.randomUUID().toString() : digest(bytes)));
        headers.add("ce_source", source);
        headers.add("ce_type", bytes == null ? deletedType : type);
        if (bytes != null) {
            headers.add("ce_dataschema", schema);
            headers.add("content-type", JSON);
            time.apply(value).ifPresent(at -> headers.add("ce_time", utf8(at.toString())));
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String digest(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(hash, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
