package rejoinder.gateway.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import rejoinder.contracts.Stance;
import rejoinder.contracts.json.Json;
import rejoinder.contracts.topic.Topics;
import rejoinder.gateway.read.Items;

/** What the records of one topic are about, and how a subscriber is told of them. */
enum Subject {
    REACTION(Type.REACTION, "reaction"),
    STATEMENT(Type.STATEMENT, "statement"),
    ACTOR(Type.SUMMARY, "actor"),
    COUNTRY(Type.SUMMARY, "country"),
    STORY(Type.SUMMARY, "story");

    /** What a subscriber asks for. */
    enum Type {
        REACTION,
        SUMMARY,
        STATEMENT;

        /** The type's name in addresses and events. */
        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final String ID = "id";
    private static final String STORY_FIELD = "story";
    private static final String STANCE = "stance";
    private static final String OF = "of";

    private final Type type;
    private final String of;

    Subject(Type type, String of) {
        this.type = type;
        this.of = of;
    }

    Type type() {
        return type;
    }

    String topic(Topics topics) {
        return switch (this) {
            case REACTION -> topics.reactions().name();
            case STATEMENT -> topics.statements().name();
            case ACTOR -> topics.actorSummaries().name();
            case COUNTRY -> topics.countrySummaries().name();
            case STORY -> topics.storySummaries().name();
        };
    }

    /** What a summary is of: {@code actor}, {@code country} or {@code story}. */
    String of() {
        return of;
    }

    /** The story in a record's key; empty where the key has none. */
    Optional<String> story(String key) {
        int split = key.indexOf('|');
        return switch (this) {
            case STATEMENT -> Optional.empty();
            case STORY -> Optional.of(key);
            case REACTION, ACTOR, COUNTRY -> split < 1 ? Optional.empty() : Optional.of(key.substring(0, split));
        };
    }

    /** Whether a record with such a key and value can be one of ours. */
    boolean plausible(String key, Optional<JsonNode> value) {
        return this == STATEMENT
                ? value.map(json -> json.path(ID).isTextual()).orElse(false)
                : story(key).isPresent();
    }

    /** What a record is about: the id that a retraction names. */
    String id(String key, Optional<JsonNode> value) {
        return this == STATEMENT ? value.orElseThrow().path(ID).asText() : key;
    }

    /** Whether a record with a value takes back what was told before. */
    boolean takesBack(JsonNode value) {
        return this == STATEMENT && value.path("action").asText().equals("retracted");
    }

    /**
     * The item that subscribers get, in one line: a statement as it stands in its topic, everything else as the lists
     * show it.
     *
     * @param value what the JSON says
     * @throws IllegalStateException when the value is no JSON object
     */
    String item(byte[] json, JsonNode value) {
        if (this == STATEMENT && value.isObject()) {
            return value.toString();
        }
        return Items.line(json, type == Type.SUMMARY ? Map.of(OF, of) : Map.of());
    }

    /** The item from the JSON of a record that the database holds. */
    ObjectNode item(String json) {
        ObjectNode item = Items.record(json);
        return type == Type.SUMMARY ? item.put(OF, of) : item;
    }

    /** What filters ask of an item, from itself or its record; empty when it lacks what items of its kind have. */
    Optional<Traits> traits(JsonNode item) {
        Optional<String> actor = text(item.path("actor").path(ID));
        Optional<String> code = text(item.path("represents").path("code"));
        Optional<Stance> stance = text(this == COUNTRY
                        ? item.path("officialPosition").path(STANCE)
                        : item.path(STANCE))
                .flatMap(Stance::parse);
        boolean whole =
                switch (this) {
                    case REACTION, ACTOR -> actor.isPresent() && code.isPresent() && stance.isPresent();
                    case STATEMENT -> actor.isPresent() && code.isPresent();
                    case COUNTRY -> code.isPresent() && stance.isPresent();
                    case STORY -> true;
                };
        return whole
                ? Optional.of(new Traits(actor, code, stance, item.path("rank").asInt()))
                : Optional.empty();
    }

    private static Optional<String> text(JsonNode node) {
        return Optional.of(node.asText()).filter(text -> !text.isEmpty());
    }

    /** The data of a retraction. */
    ObjectNode retraction(String id) {
        ObjectNode data = Json.mapper().createObjectNode().put("type", type.text());
        if (type == Type.SUMMARY) {
            data.put(OF, of);
        }
        data.put(ID, id);
        story(id).ifPresent(story -> data.put(STORY_FIELD, story));
        return data;
    }
}
