package rejoinder.contracts.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rejoinder.contracts.RecordType;
import rejoinder.contracts.RecordType.Sample;
import rejoinder.contracts.source.Source;
import rejoinder.contracts.story.Story;

/** What every record promises as JSON. */
class RecordsTest {
    private static final Schemas SCHEMAS = Schemas.load();

    @Provide
    Arbitrary<Sample<?>> records() {
        return RecordType.samples();
    }

    @Property(tries = 2000, shrinking = ShrinkingMode.OFF)
    void everyRecordIsValidByItsSchema(@ForAll("records") Sample<?> sample) {
        assertThat(SCHEMAS.validate(sample.type().schema(), sample.json())).isEmpty();
    }

    @Property(tries = 2000, shrinking = ShrinkingMode.OFF)
    void everyRecordComesBackEqualAndWithTheSameBytes(@ForAll("records") Sample<?> sample) {
        assertComesBack(sample);
    }

    private static <T> void assertComesBack(Sample<T> sample) {
        byte[] json = sample.json();

        T back = sample.type().serde().fromBytes(json);

        assertThat(back).isEqualTo(sample.value());
        assertThat(sample.type().serde().toBytes(back)).isEqualTo(json);
    }

    @Property(tries = 500, shrinking = ShrinkingMode.OFF)
    void whatANewerVersionAddsIsIgnored(@ForAll("records") Sample<?> sample) throws IOException {
        JsonNode tree = Json.mapper().readTree(sample.json());
        addUnknownFields(tree, sample.type().schema());
        byte[] newer = Json.mapper().writeValueAsBytes(tree);

        assertThat(sample.type().serde().fromBytes(newer)).isEqualTo(sample.value());
    }

    /** To every object but those that are maps. */
    private static void addUnknownFields(JsonNode node, String name) {
        node.properties().forEach(field -> addUnknownFields(field.getValue(), field.getKey()));
        if (node.isArray()) {
            node.forEach(item -> addUnknownFields(item, name));
        }
        if (node instanceof ObjectNode object
                && !Set.of("settings", "stances", "position").contains(name)) {
            object.putObject("addedLater").put("by", "a newer version");
        }
    }

    @Property(tries = 500, shrinking = ShrinkingMode.OFF)
    void whatIsAbsentIsLeftOutAndNeverNull(@ForAll("records") Sample<?> sample) throws IOException {
        assertThat(nulls(Json.mapper().readTree(sample.json()))).isZero();
    }

    private static long nulls(JsonNode node) {
        long within = 0;
        for (JsonNode child : node) {
            within += nulls(child);
        }
        return node.isNull() ? 1 : within;
    }

    @Test
    void theSameSettingsAreTheSameBytesInWhateverOrderTheyWerePut() {
        Map<String, String> forward = new LinkedHashMap<>();
        Map<String, String> backward = new HashMap<>();
        for (int i = 0; i < 50; i++) {
            forward.put("setting" + i, "value");
            backward.put("setting" + (49 - i), "value");
        }

        assertThat(jsonOf(new Source("inbox", Source.Kind.FOLDER, Optional.empty(), forward, false)))
                .isEqualTo(jsonOf(new Source("inbox", Source.Kind.FOLDER, Optional.empty(), backward, false)));
    }

    private static byte[] jsonOf(Source source) {
        return new JsonSerde<>(Source.class).toBytes(source);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "\"story\"",
                "{\"id\":",
                "{} {}",
                "{\"id\":\"a\",\"watchlist\":[],\"triggerEvent\":5}",
            })
    void bytesThatAreNoRecordAreRefused(String json) {
        JsonSerde<Story> stories = new JsonSerde<>(Story.class);

        assertThatThrownBy(() -> stories.fromBytes(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("Story");
    }

    @Test
    void jsonNestedWithoutEndIsRefused() {
        String deep = "[".repeat(100_000);

        assertThatThrownBy(() -> Json.mapper().readTree(deep)).isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void aTombstoneStaysOne() {
        JsonSerde<Story> stories = new JsonSerde<>(Story.class);

        assertThat(stories.serializer().serialize("stories", null)).isNull();
        assertThat(stories.deserializer().deserialize("stories", null)).isNull();
    }
}
