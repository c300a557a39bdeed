package rejoinder.gateway.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import rejoinder.contracts.json.Json;

/**
 * Where a list goes on: after the row with these sort keys. It holds the keys themselves, so rows that come or go in
 * between neither repeat nor skip others.
 *
 * @param list name of the list it belongs to
 * @param number first sort key
 * @param id last sort key
 */
record Cursor(String list, long number, String id) {
    private static final int LONGEST = 2000;

    /** Opaque to clients. */
    String token() {
        ArrayNode parts = Json.mapper().createArrayNode().add(list).add(number).add(id);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(parts.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The cursor in a token of the list named; empty when it is none. */
    static Optional<Cursor> parse(String list, String token) {
        if (token.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            JsonNode parts = Json.mapper().readTree(Base64.getUrlDecoder().decode(token));
            boolean ours = parts.size() == 3
                    && list.equals(parts.path(0).textValue())
                    && parts.path(1).canConvertToLong()
                    && parts.path(2).isTextual();
            return ours
                    ? Optional.of(new Cursor(
                            list, parts.path(1).longValue(), parts.path(2).textValue()))
                    : Optional.empty();
        } catch (IllegalArgumentException | IOException notACursor) {
            return Optional.empty();
        }
    }
}
