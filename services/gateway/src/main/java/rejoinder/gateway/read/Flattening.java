package rejoinder.gateway.read;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Copies the JSON of a record token by token into the shape of the API's items: no tree is made of it, which is most of
 * what a list would cost.
 */
final class Flattening {
    private static final String SAID_AT = "saidAt";

    private final JsonParser from;
    private final JsonGenerator to;

    private Flattening(JsonParser from, JsonGenerator to) {
        this.from = from;
        this.to = to;
    }

    /** Fields that items lack, in an object itself and in what stands under some of its fields; arrays pass them on. */
    record Omitted(Set<String> here, Map<String, Omitted> below) {
        static final Omitted NOTHING = new Omitted(Set.of(), Map.of());
    }

    /**
     * Copies one object.
     *
     * @throws IllegalStateException when what comes next is none
     */
    static void object(JsonParser from, JsonGenerator to, Omitted omitted) throws IOException {
        to.writeStartObject();
        fields(from, to, omitted);
        to.writeEndObject();
    }

    /**
     * Copies the fields of one object into the one that is being written.
     *
     * @throws IllegalStateException when what comes next is no object
     */
    static void fields(JsonParser from, JsonGenerator to, Omitted omitted) throws IOException {
        JsonToken first = from.nextToken();
        if (first != JsonToken.START_OBJECT) {
            throw new IllegalStateException("a record's JSON is an object, not " + first);
        }
        new Flattening(from, to).fields(omitted);
    }

    private void fields(Omitted omitted) throws IOException {
        for (String field = from.nextFieldName(); field != null; field = from.nextFieldName()) {
            JsonToken value = from.nextToken();
            if (omitted.here().contains(field)) {
                from.skipChildren();
            } else if (value == JsonToken.START_OBJECT && field.equals(SAID_AT)) {
                saidAt();
            } else {
                to.writeFieldName(field);
                value(value, omitted.below().getOrDefault(field, Omitted.NOTHING));
            }
        }
    }

    private void value(JsonToken token, Omitted omitted) throws IOException {
        switch (token) {
            case START_OBJECT -> {
                to.writeStartObject();
                fields(omitted);
                to.writeEndObject();
            }
            case START_ARRAY -> {
                to.writeStartArray();
                for (JsonToken item = from.nextToken(); item != JsonToken.END_ARRAY; item = from.nextToken()) {
                    value(item, omitted);
                }
                to.writeEndArray();
            }
            default -> to.copyCurrentEventExact(from);
        }
    }

    private void saidAt() throws IOException {
        String at = null;
        String precision = null;
        for (String part = from.nextFieldName(); part != null; part = from.nextFieldName()) {
            from.nextToken();
            switch (part) {
                case "at" -> at = from.getValueAsString();
                case "precision" -> precision = from.getValueAsString();
                default -> from.skipChildren();
            }
        }
        text(SAID_AT, at);
        text("saidAtPrecision", precision);
    }

    private void text(String field, @Nullable String text) throws IOException {
        to.writeFieldName(field);
        to.writeString(text);
    }
}
