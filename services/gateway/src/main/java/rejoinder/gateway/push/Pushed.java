package rejoinder.gateway.push;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import rejoinder.contracts.document.PushedDocument;
import rejoinder.contracts.document.PushedStatement;
import rejoinder.contracts.document.Submission;
import rejoinder.gateway.http.Checked;
import rejoinder.gateway.http.Fields;
import rejoinder.gateway.http.Problem;

/** What a client may push, checked: one object or a list of them. */
final class Pushed {
    static final int MOST_ITEMS = 100;
    static final int LONGEST_ID = 200;
    static final int LONGEST_TITLE = 1000;
    static final int LONGEST_QUOTE = 20_000;
    static final int LONGEST_TEXT = 1024 * 1024;
    static final int LONGEST_LANGUAGE = 35;
    private static final String SOURCE = "push";

    private Pushed() {}

    /** Documents in the JSON of a body. */
    static Checked<List<Submission>> documents(JsonNode body, Instant receivedAt) {
        return each(body, (item, pointer) -> document(item, pointer).then(pushed -> good(of(pushed, receivedAt))));
    }

    /** Statements in the JSON of a body. */
    static Checked<List<Submission>> statements(JsonNode body, Instant receivedAt) {
        return each(body, (item, pointer) -> statement(item, pointer).then(pushed -> good(of(pushed, receivedAt))));
    }

    static Submission of(PushedDocument document, Instant receivedAt) {
        return new Submission(DocumentIds.of(document), SOURCE, receivedAt, Optional.of(document), Optional.empty());
    }

    private static Submission of(PushedStatement statement, Instant receivedAt) {
        return new Submission(DocumentIds.of(statement), SOURCE, receivedAt, Optional.empty(), Optional.of(statement));
    }

    private static Checked<PushedDocument> document(JsonNode item, String pointer) {
        Fields fields = Fields.of(item, pointer);
        Optional<String> id = fields.optional("id", "1 to " + LONGEST_ID + " characters", Pushed::id);
        Optional<String> outlet = fields.optional("outlet", Fields.LONGEST_NAME);
        Optional<String> url = fields.optionalUrl("url");
        Optional<String> title = fields.optional("title", LONGEST_TITLE);
        Optional<String> language = fields.optional("language", LONGEST_LANGUAGE);
        Optional<Instant> publishedAt = fields.optionalInstant("publishedAt");
        Optional<String> contentType =
                fields.optional("contentType", "text/plain or text/html", text -> Optional.of(text)
                        .filter(type -> type.equals("text/plain") || type.equals("text/html")));
        String text = fields.text("text", LONGEST_TEXT);
        return fields.as(() -> new PushedDocument(id, outlet, url, title, language, publishedAt, contentType, text));
    }

    private static Checked<PushedStatement> statement(JsonNode item, String pointer) {
        Fields fields = Fields.of(item, pointer);
        Optional<String> id = fields.optional("id", "1 to " + LONGEST_ID + " characters", Pushed::id);
        String quote = fields.text("quote", LONGEST_QUOTE);
        String speaker = fields.text("speaker", Fields.LONGEST_NAME);
        Optional<String> role = fields.optional("role", Fields.LONGEST_NAME);
        Optional<String> represents = fields.optional("represents", Fields.LONGEST_NAME);
        fields.optionalDate("saidAt");
        Optional<String> saidAt = fields.optional("saidAt", Fields.LONGEST_NAME);
        Optional<Instant> publishedAt = fields.optionalInstant("publishedAt");
        Optional<String> outlet = fields.optional("outlet", Fields.LONGEST_NAME);
        Optional<String> url = fields.optionalUrl("url");
        Optional<String> title = fields.optional("title", LONGEST_TITLE);
        Optional<String> language = fields.optional("language", LONGEST_LANGUAGE);
        return fields.as(() -> new PushedStatement(
                id, quote, speaker, role, represents, saidAt, publishedAt, outlet, url, title, language));
    }

    static Optional<String> id(String text) {
        return Optional.of(text).filter(id -> !id.isBlank() && id.length() <= LONGEST_ID);
    }

    private static Checked<List<Submission>> each(
            JsonNode body, BiFunction<JsonNode, String, Checked<Submission>> check) {
        if (!body.isArray()) {
            return check.apply(body, "").then(one -> new Checked.Good<>(List.of(one)));
        }
        if (body.isEmpty() || body.size() > MOST_ITEMS) {
            return new Checked.Bad<>(
                    Problem.body("", "a list must hold 1 to " + MOST_ITEMS + " items, not " + body.size()));
        }
        Checked<List<Submission>> all = new Checked.Good<>(List.of());
        for (int i = 0; i < body.size(); i++) {
            JsonNode item = body.get(i);
            String pointer = "/" + i;
            all = all.then(before -> check.apply(item, pointer).then(next -> good(with(before, next))));
        }
        return all;
    }

    private static List<Submission> with(List<Submission> before, Submission next) {
        List<Submission> all = new ArrayList<>(before);
        all.add(next);
        return all;
    }

    private static <T> Checked<T> good(T value) {
        return new Checked.Good<>(value);
    }
}
