package rejoinder.gateway.push;

import java.time.Instant;
import rejoinder.gateway.source.PushClients;

/** By which source something was pushed, and when. */
record Pushed(String source, Instant at) {
    /** The name of a document: what one client calls it says nothing of what another does. */
    String name(String id) {
        return source.equals(PushClients.ANYBODY) ? id : DocumentIds.within(source, id);
    }
}
