package rejoinder.ingestor.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jsoup.nodes.Entities;
import rejoinder.contracts.json.Json;

/** JSON Feed 1.0 and 1.1 (jsonfeed.org). */
final class JsonFeed {
    private JsonFeed() {}

    static Feed read(String text) throws Feed.Unreadable {
        JsonNode root;
        try {
            root = Json.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new Feed.Unreadable("the feed is not JSON: " + e.getOriginalMessage(), e);
        }
        if (!root.path("version").asText().contains("jsonfeed.org/version/")
                || !root.path("items").isArray()) {
            throw new Feed.Unreadable("this JSON is no feed: a JSON Feed has a version and items");
        }
        Optional<String> language = text(root, "language");
        List<Feed.Entry> entries = new ArrayList<>();
        for (JsonNode item : root.path("items")) {
            Optional<String> link = text(item, "url").or(() -> text(item, "external_url"));
            Optional<String> id = text(item, "id").or(() -> link);
            id.ifPresent(name -> entries.add(new Feed.Entry(
                    name,
                    link,
                    text(item, "title"),
                    instant(item, "date_published"),
                    instant(item, "date_modified"),
                    text(item, "language").or(() -> language),
                    text(item, "content_html")
                            .or(() -> text(item, "content_text").map(JsonFeed::html)),
                    text(item, "summary").map(JsonFeed::html))));
        }
        Optional<String> hub = Optional.empty();
        for (JsonNode one : root.path("hubs")) {
            if (one.path("type").asText().equalsIgnoreCase("WebSub")) {
                hub = text(one, "url");
            }
        }
        return new Feed(
                text(root, "title"),
                language,
                Optional.empty(),
                text(root, "next_url"),
                hub,
                text(root, "feed_url"),
                entries);
    }

    private static String html(String text) {
        return "<p>" + Entities.escape(text).replaceAll("\\R\\s*\\R", "</p><p>") + "</p>";
    }

    private static Optional<String> text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isValueNode() && !value.isNull() && !value.asText().isBlank()
                ? Optional.of(value.asText().strip())
                : Optional.empty();
    }

    private static Optional<Instant> instant(JsonNode node, String field) {
        return text(node, field).flatMap(value -> {
            try {
                return Optional.of(OffsetDateTime.parse(value).toInstant());
            } catch (DateTimeException unreadable) {
                return Optional.empty();
            }
        });
    }
}
