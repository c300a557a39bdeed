package rejoinder.gateway.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import rejoinder.contracts.json.Json;

/**
 * What is told once, though it may arrive more than once.
 *
 * @param id the same each time, and no other delivery's
 * @param at when what it tells was written to the log
 */
record Delivery(String id, String type, Instant at, JsonNode data) {
    byte[] body(String webhook) {
        ObjectNode body = Json.mapper().createObjectNode();
        body.put("id", id).put("webhook", webhook).put("type", type).put("timestamp", at.toString());
        body.set("data", data);
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }
}
