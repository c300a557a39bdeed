package rejoinder.contracts.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether a schema may follow another within a major version: nothing is removed, no type changes, {@code required}
 * stays, enums only grow, bounds are not narrowed. What it does not understand it reports, so that nothing slips
 * through.
 */
final class SchemaCompatibility {
    private static final Set<String> ANNOTATIONS =
            Set.of("$schema", "$id", "title", "description", "examples", "default", "$comment", "deprecated");
    private static final Set<String> UPPER_BOUNDS =
            Set.of("maxLength", "maxItems", "maxProperties", "maximum", "exclusiveMaximum");
    private static final Set<String> LOWER_BOUNDS =
            Set.of("minLength", "minItems", "minProperties", "minimum", "exclusiveMinimum");
    private static final Set<String> UNCHANGED_OR_DROPPED =
            Set.of("pattern", "format", "multipleOf", "uniqueItems", "const");
    private static final Set<String> SETS = Set.of("type", "required");
    private static final Set<String> NAMED_SCHEMAS = Set.of("properties", "$defs");
    private static final Set<String> SCHEMAS = Set.of(
            "items", "propertyNames", "additionalProperties", "unevaluatedProperties", "if", "then", "else", "not");
    private static final Set<String> SCHEMA_LISTS = Set.of("allOf", "anyOf", "oneOf");

    private final Map<String, JsonNode> documents;
    private final List<String> breaks = new ArrayList<>();

    private SchemaCompatibility(Map<String, JsonNode> documents) {
        this.documents = documents;
    }

    /**
     * What would break readers of the older schema; empty when nothing would.
     *
     * @param documents all schemas by {@code $id}, for references
     */
    static List<String> breaks(Map<String, JsonNode> documents, JsonNode older, JsonNode newer) {
        SchemaCompatibility check = new SchemaCompatibility(documents);
        check.compare("", new Place(older, older), new Place(newer, newer));
        return List.copyOf(check.breaks);
    }

    /** A schema within its document. */
    private record Place(JsonNode document, JsonNode schema) {
        Place at(JsonNode within) {
            return new Place(document, within);
        }
    }

    private void compare(String pointer, Place olderReference, Place newerReference) {
        Place older = resolved(olderReference);
        Place newer = resolved(newerReference);
        if (!older.schema().isObject() || !newer.schema().isObject()) {
            compareBooleans(pointer, older.schema(), newer.schema());
            return;
        }
        Set<String> keywords = new TreeSet<>();
        older.schema().fieldNames().forEachRemaining(keywords::add);
        newer.schema().fieldNames().forEachRemaining(keywords::add);
        keywords.removeAll(ANNOTATIONS);
        for (String keyword : keywords) {
            compareKeyword(pointer + "/" + keyword, keyword, older, newer);
        }
    }

    /** {@code false} allows nothing: a schema may be opened and not closed. */
    private void compareBooleans(String pointer, JsonNode older, JsonNode newer) {
        if (newer.isBoolean() && !newer.booleanValue() && !older.equals(newer)) {
            breaks.add(pointer + " is closed");
        } else if (newer.isObject() && !newer.isEmpty() && !(older.isBoolean() && !older.booleanValue())) {
            breaks.add(pointer + " is narrowed");
        }
    }

    private void compareKeyword(String pointer, String keyword, Place older, Place newer) {
        JsonNode before = older.schema().path(keyword);
        JsonNode after = newer.schema().path(keyword);
        if (SETS.contains(keyword)) {
            if (!values(before).equals(values(after))) {
                breaks.add(pointer + " changes");
            }
        } else if (keyword.equals("enum")) {
            if (before.isMissingNode()
                    || after.isMissingNode()
                    || !values(after).containsAll(values(before))) {
                breaks.add(pointer + " does not only grow");
            }
        } else if (UPPER_BOUNDS.contains(keyword)) {
            if (!after.isMissingNode() && (before.isMissingNode() || after.asDouble() < before.asDouble())) {
                breaks.add(pointer + " is narrowed");
            }
        } else if (LOWER_BOUNDS.contains(keyword)) {
            if (!after.isMissingNode() && (before.isMissingNode() || after.asDouble() > before.asDouble())) {
                breaks.add(pointer + " is narrowed");
            }
        } else if (UNCHANGED_OR_DROPPED.contains(keyword)) {
            if (!after.isMissingNode() && !after.equals(before)) {
                breaks.add(pointer + " changes");
            }
        } else if (NAMED_SCHEMAS.contains(keyword)) {
            for (Map.Entry<String, JsonNode> named : before.properties()) {
                String at = pointer + "/" + named.getKey();
                if (after.has(named.getKey())) {
                    compare(at, older.at(named.getValue()), newer.at(after.get(named.getKey())));
                } else {
                    breaks.add(at + " is removed");
                }
            }
        } else if (SCHEMAS.contains(keyword)) {
            compareSchema(pointer, older.at(before), newer.at(after));
        } else if (SCHEMA_LISTS.contains(keyword)) {
            if (before.size() != after.size()) {
                breaks.add(pointer + " changes");
            }
            for (int i = 0; i < Math.min(before.size(), after.size()); i++) {
                compare(pointer + "/" + i, older.at(before.get(i)), newer.at(after.get(i)));
            }
        } else {
            breaks.add(pointer + " is a keyword this check does not know");
        }
    }

    private void compareSchema(String pointer, Place older, Place newer) {
        if (older.schema().isMissingNode()) {
            compareBooleans(pointer, older.schema(), newer.schema());
        } else if (newer.schema().isMissingNode()) {
            if (!older.schema().isBoolean()) {
                breaks.add(pointer + " is removed");
            }
        } else {
            compare(pointer, older, newer);
        }
    }

    /** The schema with what it refers to, its own keywords first. */
    private Place resolved(Place place) {
        JsonNode reference = place.schema().path("$ref");
        if (!reference.isTextual()) {
            return place;
        }
        String[] parts = reference.textValue().split("#", 2);
        JsonNode document = parts[0].isEmpty() ? place.document() : documents.get(parts[0]);
        if (document == null || !document.at(parts[1]).isObject()) {
            throw new AssertionError("nothing at " + reference);
        }
        Place target = resolved(new Place(document, document.at(parts[1])));
        ObjectNode merged = target.schema().deepCopy();
        place.schema().properties().forEach(own -> {
            if (!own.getKey().equals("$ref")
                    && merged.has(own.getKey())
                    && !ANNOTATIONS.contains(own.getKey())
                    && !merged.get(own.getKey()).equals(own.getValue())) {
                breaks.add("both " + reference + " and the schema beside it say " + own.getKey());
            }
            if (!own.getKey().equals("$ref")) {
                merged.set(own.getKey(), own.getValue());
            }
        });
        return new Place(target.document(), merged);
    }

    private static Set<JsonNode> values(JsonNode oneOrMany) {
        Set<JsonNode> values = new HashSet<>();
        if (oneOrMany.isArray()) {
            oneOrMany.forEach(values::add);
        } else if (!oneOrMany.isMissingNode()) {
            values.add(oneOrMany);
        }
        return values;
    }
}
