package rejoinder.gateway.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import rejoinder.contracts.json.Json;

/**
 * Holds every answer that a test gets from the API against {@code openapi.yaml}: operation, status, type and body must
 * be as described there. Thread-safe.
 */
public final class DescribedAnswers {
    private static final String CONTRACT = "urn:openapi";
    private static final Pattern FILE = Pattern.compile("\\./([\\w-]+)/([\\d.]+)\\.json");
    private static final Pattern ID = Pattern.compile("urn:rejoinder:schema:([\\w-]+):([\\d.]+)");

    private final JsonNode contract = contract();
    private final List<Described> paths = paths(contract);
    private final SchemaRegistry registry = registry(contract.toString());
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    /** A path of the contract. */
    private record Described(String path, Pattern pattern) {}

    /** Throws an {@link AssertionError} that says what is not as described. */
    public void check(HttpResponse<String> answer) {
        String path = answer.request().uri().getRawPath();
        String method = answer.request().method().toLowerCase(Locale.ROOT);
        Optional<Described> described = paths.stream()
                .filter(each -> each.pattern().matcher(path).matches())
                .findFirst();
        // What has no address in the contract may be the page, or a mistake that the test is about.
        if (described.isEmpty()
                || !contract.at(operation(described.get(), method)).isObject()) {
            return;
        }
        String operation = operation(described.get(), method);
        String what = method + " " + path + " answered " + answer.statusCode();
        String response = resolved(operation + "/responses/" + answer.statusCode());
        require(contract.at(response).isObject(), what + ", which openapi.yaml does not describe: " + answer.body());
        JsonNode content = contract.at(response).path("content");
        String type = answer.headers().firstValue("content-type").orElse("").replaceAll(";.*", "");
        if (content.isEmpty()) {
            require(answer.body().isEmpty(), what + " with a body, and openapi.yaml describes none: " + answer.body());
            return;
        }
        require(content.has(type), what + " as \"" + type + "\", and openapi.yaml describes " + names(content));
        if (type.equals("application/json") || type.endsWith("+json")) {
            checkBody(what, response + "/content/" + type.replace("~", "~0").replace("/", "~1") + "/schema", answer);
        }
    }

    private void checkBody(String what, String schema, HttpResponse<String> answer) {
        try {
            List<com.networknt.schema.Error> errors = schemas.computeIfAbsent(
                            schema, at -> registry.getSchema(SchemaLocation.of(CONTRACT + "#" + at)))
                    .validate(Json.mapper().readTree(answer.body()));
            require(errors.isEmpty(), what + " with what openapi.yaml does not describe: " + errors);
        } catch (JsonProcessingException e) {
            throw new AssertionError(what + " with what is not JSON: " + answer.body(), e);
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }

    private static String operation(Described described, String method) {
        return "/paths/" + described.path().replace("/", "~1") + "/" + method;
    }

    /** The pointer, or the one it refers to. */
    private String resolved(String pointer) {
        JsonNode reference = contract.at(pointer).path("$ref");
        return reference.isTextual() ? reference.asText().substring(1) : pointer;
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<Described> paths(JsonNode contract) {
        return names(contract.path("paths")).stream()
                // An address without parameters is meant where both would match.
                .sorted(Comparator.comparing(path -> path.contains("{")))
                .map(path -> new Described(path, Pattern.compile(path.replaceAll("\\{\\w+}", "[^/]+"))))
                .toList();
    }

    private static JsonNode contract() {
        String yaml = FILE.matcher(text("openapi.yaml")).replaceAll("urn:rejoinder:schema:$1:$2");
        return Json.mapper().valueToTree(new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml));
    }

    private static SchemaRegistry registry(String contract) {
        Map<String, String> texts = new HashMap<>();
        texts.put(CONTRACT, contract);
        addReferred(contract, texts);
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(texts));
    }

    private static void addReferred(String text, Map<String, String> texts) {
        Matcher id = ID.matcher(text);
        while (id.find()) {
            if (!texts.containsKey(id.group())) {
                String schema = text(id.group(1) + "/" + id.group(2) + ".json");
                texts.put(id.group(), schema);
                addReferred(schema, texts);
            }
        }
    }

    private static String text(String name) {
        try (InputStream in = DescribedAnswers.class.getResourceAsStream("/schemas/" + name)) {
            if (in == null) {
                throw new IllegalStateException("there is no " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
