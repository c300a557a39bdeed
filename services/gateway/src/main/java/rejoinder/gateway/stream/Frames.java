package rejoinder.gateway.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import rejoinder.contracts.json.Json;

/** Events in the bytes of {@code text/event-stream}. */
final class Frames {
    private static final int RETRY_MILLIS = 2000;

    private Frames() {}

    /** How long a client waits before it reconnects. */
    static byte[] retry() {
        return utf8("retry: " + RETRY_MILLIS + "\n\n");
    }

    static byte[] retraction(ObjectNode data, String token) {
        return event("retraction", data.toString(), Optional.of(token));
    }

    /** From here on, what arrives is new. */
    static byte[] live(boolean resumed, String token) {
        ObjectNode data = Json.mapper().createObjectNode().put("resumed", resumed);
        return event("live", data.toString(), Optional.of(token));
    }

    /** A line that clients ignore. */
    static byte[] comment(String text) {
        return utf8(": " + text + "\n\n");
    }

    /**
     * A comment, and the id that the client goes on from when it reconnects: who is interested in little does not fall
     * behind on what it leaves out. Nothing is dispatched for it.
     */
    static byte[] heartbeat(String token) {
        return utf8(": still here\nid: " + token + "\n\n");
    }

    /** An event with another token than the one that its bytes begin with. */
    static byte[] withToken(byte[] event, String token) {
        int rest = 0;
        while (event[rest] != '\n') {
            rest++;
        }
        byte[] id = utf8("id: " + token);
        byte[] frame = Arrays.copyOf(id, id.length + event.length - rest);
        System.arraycopy(event, rest, frame, id.length, event.length - rest);
        return frame;
    }

    static byte[] event(String name, String json, Optional<String> token) {
        return utf8(token.map(id -> "id: " + id + "\n").orElse("") + "event: " + name + "\ndata: " + json + "\n\n");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
