package rejoinder.gateway.read;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rejoinder.contracts.json.Json;
import rejoinder.contracts.summary.Pace;
import rejoinder.contracts.summary.StanceCounts;
import rejoinder.contracts.summary.StorySummary;
import rejoinder.gateway.read.Flattening.Omitted;

/**
 * The API's items, made from the records' JSON: a {@code saidAt} of two parts becomes {@code saidAt} and {@code
 * saidAtPrecision}, and what only our own services need is left out.
 */
public final class Items {
    private static final Omitted OF_REPORTS =
            new Omitted(Set.of(), Map.of("reports", new Omitted(Set.of("lead", "source", "revision"), Map.of())));
    private static final Omitted ITS_STORY = new Omitted(Set.of("story"), Map.of());

    private Items() {}

    /** Any record, in the shape of the lists. */
    public static ObjectNode record(JsonNode record) {
        return tree(Json.mapper().treeAsTokens(record));
    }

    /** The same from the JSON of a record. */
    public static ObjectNode record(String json) {
        try (JsonParser from = parser(json)) {
            return tree(from);
        } catch (IOException e) {
            throw notJson(e);
        }
    }

    /**
     * The same from the JSON of a record, as text without line breaks.
     *
     * @param more fields that the item has besides
     * @throws IllegalStateException when it is no JSON object
     */
    public static String line(byte[] json, Map<String, String> more) {
        return text(to -> {
            to.writeStartObject();
            try (JsonParser from = Json.mapper().getFactory().createParser(json)) {
                Flattening.fields(from, to, OF_REPORTS);
            }
            for (Map.Entry<String, String> field : more.entrySet()) {
                to.writeStringField(field.getKey(), field.getValue());
            }
            to.writeEndObject();
        });
    }

    /** The same as text. */
    static String recordText(String json) {
        return text(to -> copy(json, to, OF_REPORTS));
    }

    /** An actor's or a country's summary from the JSON of its record, as text. */
    static String summary(String json) {
        return text(to -> copy(json, to, Omitted.NOTHING));
    }

    /** A story with its summary as text; one that nobody reacted to yet has zero counts. */
    static String story(String story, Optional<String> summary) {
        return text(to -> {
            to.writeStartObject();
            try (JsonParser from = parser(story)) {
                Flattening.fields(from, to, Omitted.NOTHING);
            }
            to.writeFieldName("summary");
            copy(summary.orElseGet(Items::nothingYet), to, ITS_STORY);
            to.writeEndObject();
        });
    }

    /** A summary beside the definition of its story, as text. */
    static String inStory(String story, String summary) {
        return text(to -> {
            to.writeStartObject();
            to.writeFieldName("story");
            copy(story, to, Omitted.NOTHING);
            to.writeFieldName("summary");
            copy(summary, to, Omitted.NOTHING);
            to.writeEndObject();
        });
    }

    /** An object of items in their order and of what else it has. */
    static String list(List<String> items, Writing rest) {
        return text(to -> {
            to.writeStartObject();
            to.writeArrayFieldStart("items");
            for (String item : items) {
                to.writeRawValue(item);
            }
            to.writeEndArray();
            rest.to(to);
            to.writeEndObject();
        });
    }

    /** Writes JSON. */
    @FunctionalInterface
    interface Writing {
        void to(JsonGenerator generator) throws IOException;
    }

    private static String text(Writing writing) {
        StringWriter text = new StringWriter();
        try (JsonGenerator to = Json.mapper().getFactory().createGenerator(text)) {
            writing.to(to);
        } catch (IOException e) {
            throw notJson(e);
        }
        return text.toString();
    }

    /** JSON that our own services wrote. */
    private static void copy(String json, JsonGenerator to, Omitted omitted) throws IOException {
        try (JsonParser from = parser(json)) {
            Flattening.object(from, to, omitted);
        }
    }

    private static ObjectNode tree(JsonParser from) {
        try (TokenBuffer flat = new TokenBuffer(Json.mapper(), false)) {
            Flattening.object(from, flat, OF_REPORTS);
            return Json.mapper().readTree(flat.asParser());
        } catch (IOException e) {
            throw notJson(e);
        }
    }

    private static JsonParser parser(String json) throws IOException {
        return Json.mapper().getFactory().createParser(json);
    }

    private static IllegalStateException notJson(IOException e) {
        return new IllegalStateException("the database holds something that is not JSON", e);
    }

    private static String nothingYet() {
        try {
            return Json.mapper()
                    .writeValueAsString(new StorySummary(
                            "",
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
                            List.of()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a summary can always be written", e);
        }
    }
}
