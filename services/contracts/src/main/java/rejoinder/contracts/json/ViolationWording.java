package rejoinder.contracts.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DatabindException;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Says what a validator found in words for a person. What must be said of a pattern stands in the schema as its title:
 * {@code must be} and the title. Never repeats values from the input. Immutable.
 */
final class ViolationWording {
    private static final int LONGEST_NAME = 200;
    private static final Set<String> CHOICES = Set.of("anyOf", "oneOf");

    private final Map<String, JsonNode> schemas;

    /**
     * @param schemas by their {@code $id}
     */
    ViolationWording(Map<String, JsonNode> schemas) {
        this.schemas = schemas;
    }

    /** At most {@code most} different violations, in the order found. */
    List<Violation> of(String schema, List<Error> errors, int most) {
        return errors.stream()
                .map(error -> violation(schema, error))
                .distinct()
                .limit(most)
                .toList();
    }

    /** What makes text no JSON, with its place. */
    static String of(JsonProcessingException error) {
        JsonLocation location = error.getLocation();
        String place =
                location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
        // The binder's own messages speak of classes and features; a tree can fail it in two ways only.
        String what = error instanceof DatabindException
                ? "something follows the value, or a name stands twice in one object"
                : error.getOriginalMessage();
        return what + place;
    }

    private Violation violation(String schema, Error error) {
        String at = error.getInstanceLocation().toString();
        List<String> path = elements(error.getEvaluationPath());
        int choice = indexOfChoice(path);
        if (choice >= 0) {
            return new Violation(at, mustBe(enclosing(schema, path.subList(0, choice)), error));
        }
        Optional<JsonNode> enclosing = enclosing(schema, path.subList(0, path.size() - 1));
        return switch (error.getKeyword()) {
            case "required" -> new Violation(child(at, error.getProperty()), "is required");
            case "propertyNames" -> new Violation(child(at, error.getProperty()), unknownName(error.getSchemaNode()));
            case "type" -> new Violation(at, "must be " + kinds(error.getSchemaNode()) + ", not " + kindOf(error));
            case "enum" -> new Violation(at, "must be one of " + listed(error.getSchemaNode()));
            case "minLength" -> new Violation(at, "must have at least " + characters(error.getSchemaNode()));
            case "maxLength" -> new Violation(at, "must have at most " + characters(error.getSchemaNode()));
            case "minimum" -> new Violation(at, "must be at least " + number(error.getSchemaNode()));
            case "maximum" -> new Violation(at, "must be at most " + number(error.getSchemaNode()));
            case "maxItems" -> new Violation(at, "must list at most " + number(error.getSchemaNode()));
            case "pattern", "format" -> new Violation(at, mustBe(enclosing, error));
            default -> new Violation(at, error.getMessage());
        };
    }

    private static int indexOfChoice(List<String> path) {
        for (int i = 0; i < path.size(); i++) {
            if (CHOICES.contains(path.get(i))) {
                return i;
            }
        }
        return -1;
    }

    private static String mustBe(Optional<JsonNode> schema, Error error) {
        return schema.map(node -> node.get("title"))
                .map(title -> "must be " + title.textValue())
                .orElseGet(error::getMessage);
    }

    /** The sub-schema an evaluation path leads to, references followed. */
    private Optional<JsonNode> enclosing(String schema, List<String> path) {
        String base = schema;
        JsonNode node = schemas.get(schema);
        for (String element : path) {
            if (node == null) {
                return Optional.empty();
            }
            if (element.equals("$ref")) {
                String reference = node.path("$ref").asText();
                int fragment = reference.indexOf('#');
                base = fragment > 0 ? reference.substring(0, fragment) : base;
                node = schemas.get(base);
                node = node == null ? null : node.at(reference.substring(fragment + 1));
            } else {
                node = node.isArray() ? node.get(Integer.parseInt(element)) : node.get(element);
            }
        }
        return Optional.ofNullable(node);
    }

    private static List<String> elements(NodePath path) {
        List<String> elements = new ArrayList<>();
        for (int i = 0; i < path.getNameCount(); i++) {
            elements.add(path.getElement(i).toString());
        }
        return elements;
    }

    private static String child(String pointer, String name) {
        if (name.length() > LONGEST_NAME) {
            return pointer;
        }
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    private static String unknownName(JsonNode names) {
        return names.has("enum")
                ? "is not known here; known are " + listed(names.get("enum"))
                : "is not a name that is allowed here";
    }

    private static String kinds(JsonNode type) {
        return type.isArray()
                ? StreamSupport.stream(type.spliterator(), false)
                        .map(each -> kind(each.textValue()))
                        .collect(Collectors.joining(" or "))
                : kind(type.textValue());
    }

    private static String kindOf(Error error) {
        JsonNode node = error.getInstanceNode();
        return kind(
                node.isIntegralNumber() ? "integer" : node.getNodeType().name().toLowerCase(Locale.ROOT));
    }

    private static String kind(String type) {
        return switch (type) {
            case "string" -> "text";
            case "object" -> "an object";
            case "array" -> "a list";
            case "integer" -> "a whole number";
            case "number" -> "a number";
            case "boolean" -> "true or false";
            default -> type;
        };
    }

    private static String listed(JsonNode values) {
        return StreamSupport.stream(values.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(", "));
    }

    private static String characters(JsonNode count) {
        return number(count) + (count.asLong() == 1 ? " character" : " characters");
    }

    private static String number(JsonNode number) {
        return String.format(Locale.ROOT, "%,d", number.asLong());
    }
}
