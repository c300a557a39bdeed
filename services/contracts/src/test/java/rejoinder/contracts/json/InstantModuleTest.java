package rejoinder.contracts.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

/** Times in JSON, against what {@link Instant} itself writes and reads. */
class InstantModuleTest {
    private final JsonSerde<Instant> json = new JsonSerde<>(Instant.class);

    @Test
    void timesAreWrittenAndReadAsInstantDoes() {
        Random random = new Random(7);
        Stream.concat(
                        Stream.of(Instant.EPOCH, Instant.MIN, Instant.MAX, Instant.parse("2024-02-29T23:59:59Z"))
                                .flatMap(at -> Stream.of(at, at.equals(Instant.MAX) ? at : at.plusNanos(1_000_000))),
                        random.longs(2000, -70_000_000_000L, 260_000_000_000L)
                                .mapToObj(Instant::ofEpochSecond)
                                .flatMap(at -> Stream.of(
                                        at,
                                        at.plusMillis(random.nextInt(1000)),
                                        at.plusNanos(random.nextInt(1_000_000_000)))))
                .forEach(at -> {
                    String written = new String(json.toBytes(at), java.nio.charset.StandardCharsets.UTF_8);

                    assertThat(written).isEqualTo('"' + at.toString() + '"');
                    assertThat(json.fromBytes(written.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                            .isEqualTo(at);
                });
    }

    @Test
    void aDayThatDoesNotExistIsRefused() {
        Stream.of(
                        "2023-02-29T00:00:00Z",
                        "2023-13-01T00:00:00Z",
                        "2023-01-00T00:00:00Z",
                        "2023-01-01T25:00:00Z",
                        "2023-02-29T00:00:00.125Z")
                .forEach(text -> assertThatThrownBy(() ->
                                json.fromBytes(('"' + text + '"').getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                        .isInstanceOf(SerializationException.class));
    }
}
