package rejoinder.gateway.push;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import rejoinder.contracts.SaidAt;
import rejoinder.contracts.document.PushedDocument;
import rejoinder.contracts.document.PushedStatement;
import rejoinder.contracts.document.Submission;
import rejoinder.contracts.json.Json;
import rejoinder.contracts.json.Schemas;
import rejoinder.gateway.http.Checked;
import rejoinder.gateway.http.Problem;

/** Checks what clients push, one object or a list of them, against its schema. Thread-safe. */
final class PushedBodies {
    private static final int MOST_ITEMS = 100;

    private final Supplier<Schemas> load;
    private @Nullable Schemas schemas;

    /** The schemas are loaded when the first body comes: the page should not wait for them. */
    PushedBodies(Supplier<Schemas> load) {
        this.load = load;
    }

    /** The documents in a body. */
    Checked<List<Submission>> documents(JsonNode body, Pushed by) {
        return each(body, (item, pointer) -> document(item, pointer)
                .then(pushed -> new Checked.Good<>(submission(pushed, by))));
    }

    /** The statements in a body. */
    Checked<List<Submission>> statements(JsonNode body, Pushed by) {
        return each(body, (item, pointer) -> statement(item, pointer)
                .then(pushed -> new Checked.Good<>(submission(pushed, by))));
    }

    /** The document whose fields came in the URL; {@code pointer} of a problem names the field. */
    Checked<List<Submission>> document(JsonNode fields, Pushed by) {
        return document(fields, "").then(pushed -> new Checked.Good<>(List.of(submission(pushed, by))));
    }

    private Checked<PushedDocument> document(JsonNode item, String pointer) {
        return valid("pushed-document", item, pointer, PushedDocument.class);
    }

    private Checked<PushedStatement> statement(JsonNode item, String pointer) {
        return valid("pushed-statement", item, pointer, PushedStatement.class)
                .then(statement -> statement
                                .saidAt()
                                .map(SaidAt::parse)
                                .filter(Optional::isEmpty)
                                .isPresent()
                        ? new Checked.Bad<>(Problem.body(
                                pointer + "/saidAt",
                                "saidAt must be a date such as 2024-02-10, or a date-time with offset"))
                        : new Checked.Good<>(statement));
    }

    private <T> Checked<T> valid(String schema, JsonNode item, String pointer, Class<T> type) {
        return schemas().validate(schema, item).stream()
                .findFirst()
                .<Checked<T>>map(violation ->
                        new Checked.Bad<>(Problem.body(pointer + violation.pointer(), violation.toString())))
                .orElseGet(() -> value(item, pointer, type));
    }

    private static <T> Checked<T> value(JsonNode item, String pointer, Class<T> type) {
        try {
            return new Checked.Good<>(Json.mapper().treeToValue(item, type));
        } catch (JsonProcessingException e) {
            return new Checked.Bad<>(Problem.body(pointer, "can't be read: " + e.getOriginalMessage()));
        }
    }

    private synchronized Schemas schemas() {
        if (schemas == null) {
            schemas = load.get();
        }
        return schemas;
    }

    @FunctionalInterface
    private interface Check {
        Checked<Submission> of(JsonNode item, String pointer);
    }

    private static Checked<List<Submission>> each(JsonNode body, Check check) {
        if (!body.isArray()) {
            return check.of(body, "").then(one -> new Checked.Good<>(List.of(one)));
        }
        if (body.isEmpty() || body.size() > MOST_ITEMS) {
            return new Checked.Bad<>(
                    Problem.body("", "a list must hold 1 to " + MOST_ITEMS + " items, not " + body.size()));
        }
        List<Submission> all = new ArrayList<>();
        for (int i = 0; i < body.size(); i++) {
            Checked<Submission> checked = check.of(body.get(i), "/" + i);
            if (checked instanceof Checked.Bad<Submission> bad) {
                return new Checked.Bad<>(bad.problem());
            }
            checked.fold(all::add, problem -> false);
        }
        return new Checked.Good<>(all);
    }

    private static Submission submission(PushedDocument document, Pushed by) {
        return new Submission(
                by.name(DocumentIds.of(document)), by.source(), by.at(), Optional.of(document), Optional.empty());
    }

    private static Submission submission(PushedStatement statement, Pushed by) {
        return new Submission(
                by.name(DocumentIds.of(statement)), by.source(), by.at(), Optional.empty(), Optional.of(statement));
    }
}
