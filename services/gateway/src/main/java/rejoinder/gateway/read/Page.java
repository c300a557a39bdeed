package rejoinder.gateway.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import rejoinder.contracts.json.Json;

/** A part of a list, and where the next part begins. */
record Page(List<Row> rows, Optional<Cursor> next) {
    /** One item, with the sort keys it is found by. */
    record Row(long number, String id, JsonNode item) {}

    /** The first {@code limit} of rows that were asked for with one more than that. */
    static Page of(String list, List<Row> rows, int limit) {
        if (rows.size() <= limit) {
            return new Page(rows, Optional.empty());
        }
        Row last = rows.get(limit - 1);
        return new Page(rows.subList(0, limit), Optional.of(new Cursor(list, last.number(), last.id())));
    }

    ObjectNode json() {
        ObjectNode json = Json.mapper().createObjectNode();
        rows.forEach(row -> json.withArray("items").add(row.item()));
        if (rows.isEmpty()) {
            json.putArray("items");
        }
        json.put("next", next.map(Cursor::token).orElse(null));
        return json;
    }
}
