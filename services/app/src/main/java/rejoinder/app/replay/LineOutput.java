package rejoinder.app.replay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.kafka.common.utils.Bytes;
import rejoinder.contracts.json.Json;

/** Events as lines of JSON, or as Server-Sent Events, with the bytes that the log holds. */
final class LineOutput implements Output {
    private final OutputStream out;
    private final Kind kind;
    private final boolean sse;

    private LineOutput(OutputStream out, Kind kind, boolean sse) {
        this.out = out;
        this.kind = kind;
        this.sse = sse;
    }

    /** One line of JSON an event. */
    static LineOutput ndjson(OutputStream out, Kind kind) {
        return new LineOutput(out, kind, false);
    }

    /** Events named {@code statement}, {@code reaction} or {@code retraction}, as the live stream writes them. */
    static LineOutput sse(OutputStream out, Kind kind) {
        return new LineOutput(out, kind, true);
    }

    @Override
    public void send(Event event) throws IOException {
        byte[] json = event.value().map(Bytes::get).orElseGet(() -> retraction(event));
        if (sse) {
            String name = event.retraction() ? "retraction" : kind.event();
            out.write(("id: " + event.partition() + "-" + event.offset() + "\nevent: " + name + "\ndata: ")
                    .getBytes(StandardCharsets.UTF_8));
        }
        out.write(json);
        out.write('\n');
        if (sse) {
            out.write('\n');
        }
    }

    private byte[] retraction(Event event) {
        ObjectNode line =
                Json.mapper().createObjectNode().put("action", "retracted").put("id", event.id());
        if (kind == Kind.REACTION) {
            line.put("story", event.id().substring(0, Math.max(0, event.id().indexOf('|'))));
        }
        line.put("at", Instant.EPOCH.plus(event.micros(), ChronoUnit.MICROS).toString());
        return line.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
