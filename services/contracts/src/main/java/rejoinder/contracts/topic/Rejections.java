package rejoinder.contracts.topic;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import rejoinder.contracts.statement.RejectedStatement;

/** Records of {@code statements.rejected}: the bytes as received, the reason in headers. */
public final class Rejections {
    private static final String PREFIX = "rejoinder_";
    private static final int LONGEST_DETAIL = 1000;

    private Rejections() {}

    /** The record that keeps what was rejected; key and value may be null. */
    public static ProducerRecord<byte[], byte[]> record(
            Topics topics, byte[] key, byte[] value, RejectedStatement rejected) {
        ProducerRecord<byte[], byte[]> rejection =
                new ProducerRecord<>(topics.rejected().name(), key, value);
        describe(rejection.headers(), rejected);
        return rejection;
    }

    /** Writes the reason into headers. */
    public static void describe(Headers headers, RejectedStatement rejected) {
        put(headers, "reason", rejected.reason());
        put(headers, "detail", shortened(rejected.detail()));
        put(headers, "origin", rejected.origin());
        put(headers, "at", rejected.at().toString());
        rejected.field().ifPresent(field -> put(headers, "field", field));
    }

    /** Reads the reason back; empty when the headers hold none. */
    public static Optional<RejectedStatement> read(Headers headers) {
        return text(headers, "reason")
                .map(reason -> new RejectedStatement(
                        reason,
                        text(headers, "detail").orElse(""),
                        text(headers, "origin").orElse(""),
                        text(headers, "field"),
                        text(headers, "at").map(Instant::parse).orElse(Instant.EPOCH)));
    }

    private static void put(Headers headers, String name, String value) {
        headers.remove(PREFIX + name);
        headers.add(PREFIX + name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<String> text(Headers headers, String name) {
        Header header = headers.lastHeader(PREFIX + name);
        return header == null ? Optional.empty() : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }

    private static String shortened(String detail) {
        return detail.length() <= LONGEST_DETAIL ? detail : detail.substring(0, LONGEST_DETAIL) + " ...";
    }
}
