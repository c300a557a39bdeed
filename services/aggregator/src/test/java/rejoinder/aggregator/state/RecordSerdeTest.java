package rejoinder.aggregator.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
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

    public record Parts(List<Part> parts) {}

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
    void aShortTextThatComesAgainTakesAByteAndIsTheSameObject() {
        RecordSerde<Parts> parts = new RecordSerde<>(Parts.class);
        Parts once = new Parts(List.of(new Part("Orla Venn of Zubrowka", Optional.empty())));
        Parts twice = new Parts(List.of(
                new Part("Orla Venn of Zubrowka", Optional.empty()),
                new Part(String.join(" of ", "Orla Venn", "Zubrowka"), Optional.empty())));

        byte[] bytes = parts.toBytes(twice);

        assertThat(bytes).hasSize(parts.toBytes(once).length + 2);
        List<Part> read = parts.fromBytes(bytes).parts();
        assertThat(read.get(1).name())
                .isEqualTo("Orla Venn of Zubrowka")
                .isSameAs(read.get(0).name());
    }

    @Property
    void manyTextsThatComeAgainAreReadAgain(@ForAll @Size(max = 300) List<@StringLength(max = 70) String> texts) {
        RecordSerde<Parts> parts = new RecordSerde<>(Parts.class);
        Parts many = new Parts(Stream.of(texts, texts)
                .flatMap(List::stream)
                .map(text -> new Part(wellFormed(text), Optional.empty()))
                .toList());

        assertThat(parts.fromBytes(parts.toBytes(many))).isEqualTo(many);
    }

    /** Without halves of surrogate pairs, which no UTF-8 holds. */
    private static String wellFormed(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    @Test
    void aTextThatWasNeverThereIsNoText() {
        byte[] bytes = new RecordSerde<>(Parts.class)
                .toBytes(new Parts(List.of(new Part("a", Optional.empty()), new Part("a", Optional.empty()))));
        bytes[4] = 3;

        assertThatThrownBy(() -> new RecordSerde<>(Parts.class).fromBytes(bytes))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("no text");
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
