package rejoinder.gateway.stream;

import java.util.Optional;

/** A change with the position after it, written out once for all subscribers. Immutable. */
final class Live {
    private final Change change;
    private final Token after;
    private final Optional<byte[]> shown;
    private final byte[] retraction;

    Live(Change change, Token after) {
        this.change = change;
        this.after = after;
        String token = after.behind(change).text();
        this.shown = change.json().map(json -> shown(json, token));
        this.retraction = retraction(token);
    }

    Change change() {
        return change;
    }

    /** The position after this change. */
    Position after() {
        return after.position();
    }

    int bytes() {
        return shown.map(frame -> frame.length).orElse(0) + retraction.length;
    }

    /** The event for a subscriber of this log alone; empty when the filter leaves it out. */
    Optional<byte[]> frame(StreamFilter filter) {
        return switch (filter.verdict(change)) {
            case SHOWN -> shown;
            case RETRACTION -> Optional.of(retraction);
            case NOTHING -> Optional.empty();
        };
    }

    /** The same with a token of the subscriber's own: it reads other logs too, or was further in this one. */
    Optional<byte[]> frame(StreamFilter filter, String token) {
        return switch (filter.verdict(change)) {
            case SHOWN -> change.json().map(json -> shown(json, token));
            case RETRACTION -> Optional.of(retraction(token));
            case NOTHING -> Optional.empty();
        };
    }

    private byte[] shown(String json, String token) {
        return Frames.event(change.subject().type().text(), json, Optional.of(token));
    }

    private byte[] retraction(String token) {
        return Frames.retraction(change.subject().retraction(change.id()), token);
    }
}
