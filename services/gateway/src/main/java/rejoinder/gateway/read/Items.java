package rejoinder.gateway.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rejoinder.contracts.json.Json;
import rejoinder.contracts.summary.Pace;
import rejoinder.contracts.summary.StanceCounts;
import rejoinder.contracts.summary.StorySummary;

/**
 * The API's items, made from the records' JSON: a {@code saidAt} of two parts becomes {@code saidAt} and {@code
 * saidAtPrecision}, and what only our own services need is left out.
 */
public final class Items {
    private static final String SAID_AT = "saidAt";

    private Items() {}

    /** Any record, in the shape of the lists. */
    public static ObjectNode record(JsonNode record) {
        ObjectNode item = flattened(record);
        item.path("reports").forEach(report -> {
            if (report instanceof ObjectNode fields) {
                fields.remove(List.of("lead", "source", "revision"));
            }
        });
        return item;
    }

    /** The same from the JSON of a record. */
    public static ObjectNode record(String json) {
        return record(tree(json));
    }

    /** An actor's or a country's summary from the JSON of its record. */
    static ObjectNode summary(String json) {
        return flattened(tree(json));
    }

    /** A story with its summary; one that nobody reacted to yet has zero counts. */
    static ObjectNode story(String story, Optional<String> summary) {
        ObjectNode item = flattened(tree(story));
        ObjectNode counts = summary.map(Items::summary).orElseGet(() -> Json.mapper()
                .valueToTree(nothingYet(item.path("id").asText())));
        counts.remove("story");
        item.set("summary", counts);
        return item;
    }

    /** A summary beside the definition of its story. */
    static ObjectNode inStory(String story, String summary) {
        ObjectNode item = Json.mapper().createObjectNode();
        item.set("story", flattened(tree(story)));
        item.set("summary", summary(summary));
        return item;
    }

    /** JSON that our own services wrote. */
    private static JsonNode tree(String json) {
        try {
            return Json.mapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the database holds something that is not JSON", e);
        }
    }

    private static StorySummary nothingYet(String story) {
        return new StorySummary(
                story,
                0,
                0,
                0,
                0,
                0,
                StanceCounts.NONE,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                0,
                Pace.NONE,
                List.of(),
                Optional.empty(),
                List.of());
    }

    private static ObjectNode flattened(JsonNode record) {
        if (copy(record) instanceof ObjectNode item) {
            return item;
        }
        throw new IllegalStateException("a record's JSON is an object, not " + record.getNodeType());
    }

    private static JsonNode copy(JsonNode node) {
        if (node instanceof ArrayNode array) {
            ArrayNode items = Json.mapper().createArrayNode();
            array.forEach(item -> items.add(copy(item)));
            return items;
        }
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        ObjectNode fields = Json.mapper().createObjectNode();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (field.getKey().equals(SAID_AT) && field.getValue().isObject()) {
                fields.set(SAID_AT, field.getValue().path("at"));
                fields.set("saidAtPrecision", field.getValue().path("precision"));
            } else {
                fields.set(field.getKey(), copy(field.getValue()));
            }
        }
        return fields;
    }
}
