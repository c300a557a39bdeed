package rejoinder.aggregator.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class RecordSerdeTest {
    private final RecordSerde<Kept> serde = new RecordSerde<>(Kept.class);

    /** One of each kind of component. */
    public record Kept(
            String text,
            int number,
            long large,
            boolean yes,
            Kind kind,
            Instant at,
            Optional<Part> part,
            List<Part> parts,
            Map<String, Integer> counts) {}

    public record Part(String name, Optional<String> note) {}

    public enum Kind {
        ONE,
        OTHER
    }

    private static Kept kept() {
        return new Kept(
                "Żubrówka|\0\n",
                -1,
                Long.MIN_VALUE,
                true,
                Kind.OTHER,
                Instant.parse("-0044-03-15T12:00:00.000000001Z"),
                Optional.of(new Part("a", Optional.of(""))),
                List.of(new Part("b", Optional.empty()), new Part("", Optional.of("c"))),
                Map.of("d", Integer.MAX_VALUE));
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        byte[] bytes = serde.serializer().serialize("topic", kept());

        assertThat(serde.deserializer().deserialize("topic", bytes)).isEqualTo(kept());
    }

    @Test
    void bytesThatAreCutOffAreNoRecord() {
        byte[] bytes = serde.serializer().serialize("topic", kept());

        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> serde.deserializer().deserialize("topic", cut))
                    .isInstanceOf(SerializationException.class);
        }
    }

    @Test
    void aTombstoneStaysOne() {
        assertThat(serde.serializer().serialize("topic", null)).isNull();
        assertThat(serde.deserializer().deserialize("topic", null)).isNull();
    }
}
