package rejoinder.contracts.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import rejoinder.contracts.topic.SchemaVersion;

/** A later version of a schema leaves readers of the older one working. */
class SchemaCompatibilityTest {
    private static final SchemaFolder FOLDER = SchemaFolder.read();

    /** Two versions of a type that follow each other. */
    record Step(SchemaVersion older, SchemaVersion newer) {}

    @Test
    void noVersionBreaksReadersOfItsPredecessor() {
        assertThat(FOLDER.types().stream().flatMap(type -> stepsWithinAMajor(FOLDER.versions(type))))
                .allSatisfy(step -> assertThat(SchemaCompatibility.breaks(
                                FOLDER.byId(), FOLDER.schema(step.older()), FOLDER.schema(step.newer())))
                        .isEmpty());
    }

    static Stream<Step> stepsWithinAMajor(List<SchemaVersion> versions) {
        return Stream.iterate(1, i -> i < versions.size(), i -> i + 1)
                .map(i -> new Step(versions.get(i - 1), versions.get(i)))
                .filter(step -> SchemaFolder.number(step.older(), 0) == SchemaFolder.number(step.newer(), 0));
    }

    @Test
    void stepsGoFromEachVersionToTheNextOfItsMajor() {
        List<SchemaVersion> versions = Stream.of("1.0.0", "1.1.0", "2.0.0", "2.0.1")
                .map(number -> new SchemaVersion("thing", number))
                .toList();

        assertThat(stepsWithinAMajor(versions))
                .containsExactly(
                        new Step(versions.get(0), versions.get(1)), new Step(versions.get(2), versions.get(3)));
    }

    static Stream<JsonNode> schemas() {
        return FOLDER.byId().values().stream();
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void everyKeywordInUseIsUnderstoodAndASchemaMayFollowItself(JsonNode schema) {
        assertThat(SchemaCompatibility.breaks(FOLDER.byId(), schema, schema)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void removingAnyPropertyOfAnySchemaIsTold(JsonNode schema) {
        List<JsonNode> holders = schema.findParents("properties");
        assertThat(holders.isEmpty() && !schema.path("$ref").isTextual()).isFalse();
        for (int holder = 0; holder < holders.size(); holder++) {
            List<String> names = List.copyOf(holders.get(holder).get("properties").properties().stream()
                    .map(Map.Entry::getKey)
                    .toList());
            for (String name : names) {
                JsonNode newer = schema.deepCopy();
                ((ObjectNode) newer.findParents("properties").get(holder).get("properties")).remove(name);
                assertThat(SchemaCompatibility.breaks(FOLDER.byId(), schema, newer))
                        .as(name)
                        .isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void changingWhatIsRequiredInAnySchemaIsTold(JsonNode schema) {
        int holders = schema.findParents("required").size();
        for (int holder = 0; holder < holders; holder++) {
            JsonNode newer = schema.deepCopy();
            ((ArrayNode) newer.findParents("required").get(holder).get("required")).add("addedLater");
            assertThat(SchemaCompatibility.breaks(FOLDER.byId(), schema, newer)).isNotEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"type":"object","properties":{"a":{"type":"string"}}} | {"type":"object","properties":{"a":{"type":"string"},"b":{"type":"integer"}}}
            {"type":"string","description":"old"}                  | {"type":"string","description":"new","examples":["x"]}
            {"type":"string","enum":["a"]}                         | {"type":"string","enum":["b","a"]}
            {"type":"string","maxLength":10,"minLength":2}         | {"type":"string","maxLength":11,"minLength":1}
            {"type":"string","maxLength":10,"pattern":"a"}         | {"type":"string"}
            {"type":"integer","maximum":10,"minimum":2}            | {"type":"integer","maximum":10}
            {"type":"object","required":["a","b"]}                 | {"type":"object","required":["b","a"]}
            {"type":["string","null"]}                             | {"type":["null","string"]}
            {"type":"object","additionalProperties":false}         | {"type":"object"}
            {"type":"object","additionalProperties":false}         | {"type":"object","additionalProperties":{"type":"string"}}
            {"$defs":{"x":{"type":"string"}},"$ref":"#/$defs/x"}   | {"$defs":{"x":{"type":"string"}},"type":"string"}
            {"$ref":"urn:a#/$defs/text"}                           | {"$ref":"urn:b#/$defs/longText"}
            """)
    void whatReadersOfTheOlderSurvive(String older, String newer) throws JsonProcessingException {
        assertThat(breaks(older, newer)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"type":"object","properties":{"a":{"type":"string"}}} | {"type":"object","properties":{}}                        | /properties/a is removed
            {"type":"object","properties":{"a":{"type":"string"}}} | {"type":"object"}                                        | /properties/a is removed
            {"properties":{"a":{"type":"string"}}}                 | {"properties":{"a":{"type":"integer"}}}                  | /properties/a/type changes
            {"type":"string"}                                      | {"type":["string","null"]}                               | /type changes
            {"type":"string"}                                      | {}                                                       | /type changes
            {"required":["a"]}                                     | {"required":["a","b"]}                                   | /required changes
            {"required":["a","b"]}                                 | {"required":["a"]}                                       | /required changes
            {"required":["a"]}                                     | {}                                                       | /required changes
            {"enum":["a","b"]}                                     | {"enum":["a","c"]}                                       | /enum does not only grow
            {"enum":["a","b"]}                                     | {}                                                       | /enum does not only grow
            {"type":"string"}                                      | {"type":"string","enum":["a"]}                           | /enum does not only grow
            {"maxLength":10}                                       | {"maxLength":9}                                          | /maxLength is narrowed
            {}                                                     | {"maxItems":9}                                           | /maxItems is narrowed
            {"minLength":1}                                        | {"minLength":2}                                          | /minLength is narrowed
            {"type":"integer"}                                     | {"type":"integer","minimum":0}                           | /minimum is narrowed
            {"pattern":"a"}                                        | {"pattern":"b"}                                          | /pattern changes
            {}                                                     | {"format":"date"}                                        | /format changes
            {"const":"a"}                                          | {"const":"b"}                                            | /const changes
            {"type":"object"}                                      | {"type":"object","additionalProperties":false}           | /additionalProperties is closed
            {"type":"object"}                                      | {"type":"object","additionalProperties":{"type":"string"}} | /additionalProperties is narrowed
            {"type":"object","propertyNames":{"enum":["a"]}}       | {"type":"object","propertyNames":{"enum":["b"]}}         | /propertyNames/enum does not only grow
            {"type":"array"}                                       | {"type":"array","items":{"type":"string"}}               | /items is narrowed
            {"items":{"type":"string"}}                            | {"items":{"type":"integer"}}                             | /items/type changes
            {"items":{"type":"string"}}                            | {}                                                       | /items is removed
            {"anyOf":[{"required":["a"]}]}                         | {"anyOf":[{"required":["b"]}]}                           | /anyOf/0/required changes
            {"allOf":[{"required":["a"]}]}                         | {"allOf":[{"required":["a"]},{"required":["b"]}]}        | /allOf changes
            {"if":{"required":["a"]},"then":{"required":["b"]}}    | {"if":{"required":["a"]},"then":{"required":["c"]}}      | /then/required changes
            {"$defs":{"x":{"type":"string"}}}                      | {"$defs":{}}                                             | /$defs/x is removed
            {"properties":{"a":{"$ref":"urn:b#/$defs/longText"}}}  | {"properties":{"a":{"$ref":"urn:a#/$defs/text"}}}        | /properties/a/maxLength is narrowed
            {}                                                     | {"dependentSchemas":{}}                                  | /dependentSchemas is a keyword this check does not know
            """)
    void whatReadersOfTheOlderDoNotSurvive(String older, String newer, String told) throws JsonProcessingException {
        assertThat(breaks(older, newer)).containsExactly(told);
    }

    private static List<String> breaks(String older, String newer) throws JsonProcessingException {
        Map<String, JsonNode> fragments = Map.of(
                "urn:a", json("{\"$defs\":{\"text\":{\"type\":\"string\",\"maxLength\":10}}}"),
                "urn:b", json("{\"$defs\":{\"longText\":{\"type\":\"string\",\"maxLength\":20}}}"));
        return SchemaCompatibility.breaks(fragments, json(older), json(newer));
    }

    private static JsonNode json(String json) throws JsonProcessingException {
        return Json.mapper().readTree(json);
    }
}
