package rejoinder.contracts.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

/** Texts that recur are read as the same objects, and as any other text otherwise. */
class RecurringTextTest {
    private final JsonSerde<Name> json = new JsonSerde<>(Name.class);

    private record Name(
            @JsonDeserialize(using = RecurringText.class) String name,

            @JsonDeserialize(contentUsing = RecurringText.class)
            Optional<String> role) {}

    private Name again(Name name) {
        return json.fromBytes(json.toBytes(name));
    }

    @Test
    void whatWasReadBeforeIsTheSameObject() {
        Name first = again(new Name("Orla Venn", Optional.of("President of Zubrowka")));

        Name second = again(new Name("Orla Venn", Optional.of("President of Zubrowka")));

        assertThat(second.name()).isSameAs(first.name());
        assertThat(second.role().orElseThrow()).isSameAs(first.role().orElseThrow());
    }

    @Test
    void longTextsAreNotHeld() {
        Name longest = new Name("a".repeat(RecurringText.LONGEST), Optional.empty());
        Name longer = new Name("a".repeat(RecurringText.LONGEST + 1), Optional.empty());

        assertThat(again(longest).name()).isSameAs(again(longest).name());
        assertThat(again(longer)).isEqualTo(longer);
        assertThat(again(longer).name()).isNotSameAs(again(longer).name());
    }

    @Test
    void everyTextIsReadAsItWasWritten() {
        Random random = new Random(11);
        String letters = "aAbé\u0000\"\\\n\u20ac\ud83d\ude00";
        // More than are held, so that many take the place of others.
        IntStream.range(0, 60_000)
                .mapToObj(i -> IntStream.range(0, random.nextInt(8))
                        .map(j -> letters.codePointAt(letters.offsetByCodePoints(0, random.nextInt(10))))
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString())
                .map(text -> new Name(text, Optional.of(text)))
                .forEach(name -> assertThat(again(name)).isEqualTo(name));
    }

    @Test
    void whatIsNoTextIsReadAsElsewhere() {
        assertThat(json.fromBytes("{\"name\":12,\"role\":null}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new Name("12", Optional.empty()));
        assertThatThrownBy(() -> json.fromBytes("{\"name\":[\"a\"]}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(SerializationException.class);
    }
}
