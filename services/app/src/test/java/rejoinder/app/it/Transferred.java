package rejoinder.app.it;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many bytes came to a page over the wire: heads of answers, bodies as they were compressed, and open streams. */
final class Transferred {
    private final Map<String, Long> byRequest = new ConcurrentHashMap<>();

    private Transferred() {}

    /** Counts from now on; the page must not have been opened yet. */
    static Transferred by(Page page) {
        Transferred transferred = new Transferred();
        CDPSession session = page.context().newCDPSession(page);
        session.on(
                "Network.responseReceived", event -> transferred.add(event, length(event.getAsJsonObject("response"))));
        session.on("Network.dataReceived", event -> transferred.add(event, length(event)));
        session.on(
                "Network.loadingFinished",
                event -> transferred.byRequest.put(event.get("requestId").getAsString(), length(event)));
        session.send("Network.enable");
        return transferred;
    }

    long bytes() {
        return byRequest.values().stream().mapToLong(Long::longValue).sum();
    }

    private void add(JsonObject event, long bytes) {
        byRequest.merge(event.get("requestId").getAsString(), bytes, Long::sum);
    }

    private static long length(JsonObject event) {
        return event.get("encodedDataLength").getAsLong();
    }
}
