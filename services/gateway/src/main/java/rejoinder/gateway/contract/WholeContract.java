package rejoinder.gateway.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rejoinder.contracts.json.Json;

/**
 * {@code openapi.yaml} in one piece: the schemas that it refers to in other files stand among its own, and headers where
 * they are used, so that what makes clients of it needs nothing else.
 */
final class WholeContract {
    private static final String REFERENCE = "$ref";
    private static final String OWN = "#/components/schemas/";
    private static final String HEADERS = "#/components/headers/";
    private static final Pattern ELSEWHERE = Pattern.compile(
            "(?:\\./|urn:rejoinder:schema:)([a-z-]+)[/:]([0-9]+\\.[0-9]+\\.[0-9]+)(?:\\.json)?(?:#(.*))?");
    private static final Set<String> OF_FILES = Set.of("$id", "$schema");

    private final JsonNode contract;
    private final Function<String, JsonNode> files;
    private final ObjectNode schemas = Json.mapper().createObjectNode();
    private final Map<String, String> names = new HashMap<>();

    private WholeContract(JsonNode contract, Function<String, JsonNode> files) {
        this.contract = contract;
        this.files = files;
    }

    /** @param files reads a schema by type and file, such as {@code common/1.0.0.json} */
    static JsonNode of(JsonNode contract, Function<String, JsonNode> files) {
        WholeContract whole = new WholeContract(contract, files);
        ObjectNode copy = (ObjectNode) whole.copy(contract, Optional.empty());
        ((ObjectNode) copy.at("/components/schemas")).setAll(whole.schemas);
        return copy;
    }

    /** @param file that the node stands in; empty for the contract */
    private JsonNode copy(JsonNode node, Optional<String> file) {
        if (node instanceof ArrayNode list) {
            ArrayNode copy = Json.mapper().createArrayNode();
            list.forEach(each -> copy.add(copy(each, file)));
            return copy;
        }
        if (!(node instanceof ObjectNode)) {
            return node;
        }
        String reference = node.path(REFERENCE).asText();
        if (file.isEmpty() && reference.startsWith(HEADERS)) {
            return copy(contract.at(reference.substring(1)), file);
        }
        ObjectNode copy = Json.mapper().createObjectNode();
        node.properties().stream()
                .filter(field -> file.isEmpty() || !OF_FILES.contains(field.getKey()))
                .forEach(field -> copy.set(field.getKey(), copy(field.getValue(), file)));
        if (!reference.isEmpty()) {
            copy.put(REFERENCE, moved(reference, file));
        }
        return copy;
    }

    private String moved(String reference, Optional<String> file) {
        Matcher elsewhere = ELSEWHERE.matcher(reference);
        if (elsewhere.matches()) {
            String named = elsewhere.group(1) + "/" + elsewhere.group(2) + ".json";
            return OWN + adopted(named, Optional.ofNullable(elsewhere.group(3)).orElse(""));
        }
        return file.map(same -> OWN + adopted(same, reference.substring(1))).orElse(reference);
    }

    /** The name under which a part of a file stands among the contract's own schemas. */
    private String adopted(String file, String pointer) {
        String source = file + "#" + pointer;
        String known = names.get(source);
        if (known != null) {
            return known;
        }
        String type = capitalised(file.substring(0, file.indexOf('/')));
        String part = capitalised(pointer.substring(pointer.lastIndexOf('/') + 1));
        boolean taken = contract.at("/components/schemas").has(part);
        String name = part.isEmpty() || taken ? type + part : part;
        names.put(source, name);
        schemas.set(name, copy(files.apply(file).at(pointer), Optional.of(file)));
        return name;
    }

    private static String capitalised(String text) {
        return Pattern.compile("(?:^|-)([a-z])").matcher(text).replaceAll(first -> first.group(1)
                .toUpperCase(java.util.Locale.ROOT));
    }
}
