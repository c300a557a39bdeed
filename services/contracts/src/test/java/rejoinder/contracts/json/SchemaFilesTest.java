package rejoinder.contracts.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rejoinder.contracts.RecordType;
import rejoinder.contracts.topic.SchemaVersion;
import rejoinder.contracts.topic.Topics;

/** Every file in {@code schemas/} is what its place says, and the code uses the newest. */
class SchemaFilesTest {
    private static final SchemaFolder FOLDER = SchemaFolder.read();

    static Stream<SchemaVersion> versions() {
        return FOLDER.types().stream().flatMap(type -> FOLDER.versions(type).stream());
    }

    @Test
    void theCodeUsesTheNewestVersionOfEveryType() {
        List<SchemaVersion> newest = FOLDER.types().stream()
                .map(type -> FOLDER.versions(type))
                .map(versions -> versions.get(versions.size() - 1))
                .toList();

        assertThat(Schemas.current()).containsExactlyInAnyOrderElementsOf(newest);
    }

    @Test
    void everySchemaButTheSharedFragmentsDescribesARecord() {
        assertThat(RecordType.ALL)
                .extracting(RecordType::schema)
                .containsExactlyInAnyOrderElementsOf(FOLDER.types().stream()
                        .filter(type -> !type.equals(Schemas.COMMON.type()))
                        .toList());
    }

    @Test
    void everyTopicNamesASchemaThatExists() {
        assertThat(Topics.in("test").all())
                .allSatisfy(topic -> assertThat(Schemas.current()).contains(topic.schema()));
    }

    @ParameterizedTest
    @MethodSource("versions")
    void theIdSaysTypeAndVersion(SchemaVersion version) {
        JsonNode schema = FOLDER.schema(version);

        assertThat(schema.path("$id").asText()).isEqualTo(version.uri());
        assertThat(schema.path("$schema").asText()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
        assertThat(schema.path("description").asText()).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("versions")
    void everyPropertyIsDescribed(SchemaVersion version) {
        List<String> undescribed = new ArrayList<>();
        collectUndescribed(FOLDER.schema(version), "", undescribed);

        assertThat(undescribed).isEmpty();
    }

    /** A condition only names values of properties that are described elsewhere. */
    private static void collectUndescribed(JsonNode schema, String pointer, List<String> undescribed) {
        for (Map.Entry<String, JsonNode> field : schema.properties()) {
            String name = field.getKey();
            if (Set.of("if", "examples").contains(name)) {
                continue;
            }
            String at = pointer + "/" + name;
            if (Set.of("properties", "$defs").contains(name)) {
                field.getValue().properties().forEach(property -> {
                    if (property.getValue().path("description").asText().isBlank()) {
                        undescribed.add(at + "/" + property.getKey());
                    }
                });
            }
            collectUndescribed(field.getValue(), at, undescribed);
        }
        if (schema.isArray()) {
            schema.forEach(item -> collectUndescribed(item, pointer + "/*", undescribed));
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void everyReferenceLeadsSomewhere(SchemaVersion version) {
        JsonNode schema = FOLDER.schema(version);
        Map<String, JsonNode> byId = FOLDER.byId();

        assertThat(schema.findValuesAsText("$ref")).allSatisfy(reference -> {
            int fragment = reference.indexOf('#');
            JsonNode document = fragment == 0 ? schema : byId.get(reference.substring(0, fragment));
            assertThat(document).as(reference).isNotNull();
            assertThat(document.at(reference.substring(fragment + 1)).isObject())
                    .as(reference)
                    .isTrue();
        });
    }

    @Test
    void whatIsPushedMayHaveTheSharedPropertiesAndNoOthers() {
        JsonNode fragments = FOLDER.schema(Schemas.COMMON).path("$defs");

        for (Map.Entry<String, String> pushed : Map.of(
                        "pushed-document", "pushedDocument", "pushed-statement", "pushedStatement")
                .entrySet()) {
            JsonNode schema = FOLDER.schema(new SchemaVersion(pushed.getKey(), "1.0.0"));
            List<String> shared = new ArrayList<>();
            fragments.path(pushed.getValue()).path("properties").fieldNames().forEachRemaining(shared::add);

            assertThat(StreamSupport.stream(schema.at("/propertyNames/enum").spliterator(), false)
                            .map(JsonNode::asText))
                    .containsExactlyInAnyOrderElementsOf(shared);
        }
    }
}
