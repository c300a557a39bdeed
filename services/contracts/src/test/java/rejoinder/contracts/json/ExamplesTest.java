package rejoinder.contracts.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rejoinder.contracts.RecordType;
import rejoinder.contracts.topic.SchemaVersion;

/** The examples in the schemas are what the code reads and writes. */
class ExamplesTest {
    private static final Schemas SCHEMAS = Schemas.load();
    private static final SchemaFolder FOLDER = SchemaFolder.read();

    /** One example of one schema. */
    record Example<T>(SchemaVersion schema, RecordType<T> type, JsonNode json) {
        @Override
        public String toString() {
            return schema.type() + " " + json;
        }
    }

    static Stream<Example<?>> examples() {
        return RecordType.ALL.stream().flatMap(ExamplesTest::examplesOf);
    }

    private static <T> Stream<Example<?>> examplesOf(RecordType<T> type) {
        return FOLDER.versions(type.schema()).stream().flatMap(version -> StreamSupport.stream(
                        FOLDER.schema(version).path("examples").spliterator(), false)
                .map(json -> new Example<>(version, type, json)));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleIsValid(Example<?> example) {
        assertThat(SCHEMAS.validate(example.schema().type(), example.json())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleBecomesItsRecordAndTheSameJsonAgain(Example<?> example) throws IOException {
        assertBecomesTheSameAgain(example);
    }

    private static boolean isNewest(Example<?> example) {
        return Schemas.current().contains(example.schema());
    }

    /** What a record of an older version says, its newer form says as well. */
    private static <T> void assertBecomesTheSameAgain(Example<T> example) throws IOException {
        JsonSerde<T> serde = example.type().serde();

        T value = serde.fromBytes(Json.mapper().writeValueAsBytes(example.json()));

        JsonNode again = Json.mapper().readTree(serde.toBytes(value));
        if (isNewest(example)) {
            assertThat(again).isEqualTo(example.json());
        } else {
            assertThat(again.properties()).containsAll(example.json().properties());
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void everySchemaHasExamples(RecordType<?> type) {
        assertThat(FOLDER.versions(type.schema())).isNotEmpty().allSatisfy(version -> assertThat(
                        FOLDER.schema(version).path("examples"))
                .isNotEmpty());
    }

    static Stream<RecordType<?>> types() {
        return RecordType.ALL.stream();
    }
}
