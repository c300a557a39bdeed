package rejoinder.ingestor.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import rejoinder.contracts.document.PushedDocument;
import rejoinder.contracts.document.PushedStatement;
import rejoinder.contracts.json.Json;
import rejoinder.contracts.json.Schemas;
import rejoinder.contracts.json.Violation;

/** JSON from outside as content: a statement where it has a quote, else a document; checked against its schema. */
public final class JsonContent {
    private JsonContent() {}

    /** The content that JSON is. */
    public static Item.Content of(Schemas schemas, ObjectNode json) throws Rejected {
        boolean statement = json.has("quote");
        List<Violation> violations = schemas.validate(statement ? "pushed-statement" : "pushed-document", json);
        if (!violations.isEmpty()) {
            Violation first = violations.get(0);
            throw new Rejected("schema", first.toString(), Optional.of(first.pointer()));
        }
        try {
            return statement
                    ? new Item.Row(Json.mapper().treeToValue(json, PushedStatement.class))
                    : new Item.Text(Json.mapper().treeToValue(json, PushedDocument.class), List.of());
        } catch (JsonProcessingException e) {
            throw new Rejected("schema", String.valueOf(e.getOriginalMessage()), Optional.empty());
        }
    }
}
