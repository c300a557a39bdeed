package rejoinder.contracts.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code openapi.yaml} holds together, and its examples are what its schemas say. */
class OpenApiTest {
    private static final Yaml FILE = Yaml.read("openapi.yaml");
    private static final Pattern PATH_PARAMETER = Pattern.compile("\\{(\\w+)}");
    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete");

    @Test
    void everyReferenceLeadsSomewhere() {
        assertThat(FILE.root().path("openapi").asText()).isEqualTo("3.1.0");
        assertThat(FILE.references()).isNotEmpty().allSatisfy(reference -> assertThat(
                        FILE.target(reference).isObject())
                .as(reference)
                .isTrue());
    }

    @Test
    void everyPropertyIsDescribed() {
        assertThat(FILE.undescribedProperties()).isEmpty();
    }

    /** A method at an address. */
    record Operation(String path, String method, JsonNode item, JsonNode operation) {
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    static Stream<Operation> operations() {
        return FILE.root().path("paths").properties().stream().flatMap(path -> path.getValue().properties().stream()
                .filter(method -> METHODS.contains(method.getKey()))
                .map(method -> new Operation(path.getKey(), method.getKey(), path.getValue(), method.getValue())));
    }

    @Test
    void noTwoOperationsShareAnId() {
        assertThat(operations().map(each -> each.operation().path("operationId").asText()))
                .isNotEmpty()
                .doesNotHaveDuplicates()
                .doesNotContain("");
    }

    @ParameterizedTest
    @MethodSource("operations")
    void everyParameterOfAPathIsDeclared(Operation each) {
        List<String> named = PATH_PARAMETER
                .matcher(each.path())
                .results()
                .map(match -> match.group(1))
                .toList();
        List<String> declared = Stream.of(each.item(), each.operation())
                .flatMap(holder -> Stream.iterate(0, i -> i + 1)
                        .limit(holder.path("parameters").size())
                        .map(i -> resolved(holder.path("parameters").get(i))))
                .filter(parameter -> parameter.path("in").asText().equals("path"))
                .map(parameter -> parameter.path("name").asText())
                .toList();

        assertThat(declared).containsExactlyInAnyOrderElementsOf(named);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void everyErrorIsAProblemDocument(Operation each) {
        each.operation().path("responses").properties().forEach(response -> {
            boolean error =
                    response.getKey().startsWith("4") || response.getKey().startsWith("5");
            boolean health = each.path().equals("/health/ready");
            if (error && !health) {
                assertThat(resolved(response.getValue()).path("content").has("application/problem+json"))
                        .as(response.getKey())
                        .isTrue();
            }
        });
        assertThat(each.operation().path("responses")).isNotEmpty();
    }

    private static JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? FILE.target(node.get("$ref").asText()) : node;
    }

    @Test
    void everyExampleIsValid() throws IOException {
        Map<String, String> schemas = new HashMap<>();
        schemas.put("urn:openapi", withSchemaIds(FILE.root().toString()));
        schemas.put(
                "urn:rejoinder:schema:common:1.0.0",
                Files.readString(FILE.path().resolveSibling("common/1.0.0.json")));
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(schemas));

        List<String> withExamples = FILE.root().at("/components/schemas").properties().stream()
                .filter(schema -> schema.getValue().has("examples"))
                .map(Map.Entry::getKey)
                .toList();

        assertThat(withExamples).hasSizeGreaterThan(8);
        for (String name : withExamples) {
            Schema schema = registry.getSchema(SchemaLocation.of("urn:openapi#/components/schemas/" + name));
            for (JsonNode example : FILE.root().at("/components/schemas/" + name + "/examples")) {
                assertThat(schema.validate(example)).as(name).isEmpty();
            }
        }
    }

    /** References to files as references to the ids of the schemas in them. */
    private static String withSchemaIds(String json) {
        return Pattern.compile("\"\\./([\\w-]+)/([\\d.]+)\\.json#")
                .matcher(json)
                .replaceAll(match -> Matcher.quoteReplacement(
                        "\"urn:rejoinder:schema:" + match.group(1) + ":" + match.group(2) + "#"));
    }
}
