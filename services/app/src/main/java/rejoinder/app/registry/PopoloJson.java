package rejoinder.app.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import rejoinder.contracts.json.Json;
import rejoinder.reading.Registry;

/** People with their posts as Popolo (popoloproject.com) has them: persons, posts, organizations, memberships. */
final class PopoloJson {
    private PopoloJson() {}

    static List<Mandate> read(InputStream in, String represents) throws IOException {
        JsonNode root = Json.mapper().readTree(in);
        if (!root.path("persons").isArray() || !root.path("memberships").isArray()) {
            throw new NotInFormat("Popolo has arrays \"persons\" and \"memberships\"");
        }
        Map<String, JsonNode> persons = byId(root.path("persons"));
        Map<String, JsonNode> posts = byId(root.path("posts"));
        Map<String, JsonNode> organizations = byId(root.path("organizations"));
        List<Mandate> mandates = new ArrayList<>();
        for (JsonNode membership : root.path("memberships")) {
            JsonNode person = persons.get(membership.path("person_id").asText());
            if (person == null || !person.path("name").isTextual()) {
                throw new NotInFormat("a membership is of person \""
                        + membership.path("person_id").asText() + "\", who is not among the persons");
            }
            String role = text(membership, "role")
                    .or(() -> Optional.ofNullable(
                                    posts.get(membership.path("post_id").asText()))
                            .flatMap(post -> text(post, "role").or(() -> text(post, "label"))))
                    .or(() -> Optional.ofNullable(organizations.get(
                                    membership.path("organization_id").asText()))
                            .flatMap(body -> text(body, "name"))
                            .map(body -> "member of " + body))
                    .orElse("");
            List<String> aliases = new ArrayList<>();
            person.path("other_names").forEach(other -> text(other, "name").ifPresent(aliases::add));
            String name = person.path("name").asText();
            mandates.add(new Mandate(
                    Registry.idOf(name),
                    name,
                    aliases,
                    gender(text(person, "gender").orElse("")),
                    role,
                    Registry.rankOf(role),
                    represents.toUpperCase(Locale.ROOT),
                    text(membership, "start_date").orElse(""),
                    text(membership, "end_date").orElse(""),
                    "popolo"));
        }
        return mandates;
    }

    private static String gender(String gender) {
        String lower = gender.toLowerCase(Locale.ROOT);
        return lower.startsWith("f") ? "f" : lower.startsWith("m") ? "m" : "";
    }

    private static Map<String, JsonNode> byId(JsonNode array) {
        Map<String, JsonNode> byId = new HashMap<>();
        array.forEach(node -> byId.put(node.path("id").asText(), node));
        return byId;
    }

    private static Optional<String> text(JsonNode node, String field) {
        return Optional.of(node.path(field))
                .filter(JsonNode::isTextual)
                .map(value -> value.asText().strip())
                .filter(text -> !text.isEmpty());
    }
}
