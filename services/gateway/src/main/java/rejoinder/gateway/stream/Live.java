package rejoinder.gateway.stream;

import java.util.Optional;

/** A change with the position after it, written out once for all subscribers. Immutable. */
final class Live {
    private final Change change;
    private final Token after;
    private final Optional<byte[]> shown;
    private final Optional<byte[]> retraction;

    Live(Change change, Token after) {
        this.change = change;
        this.after = after;
        String token = after.behind(change).text();
        this.shown =
                change.json().map(json -> Frames.event(change.subject().type().text(), json, Optional.of(token)));
        // What is new is retracted for nobody.
        this.retraction = change.json().isPresent() && change.before().isEmpty()
                ? Optional.empty()
                : Optional.of(Frames.retraction(change.subject().retraction(change.id()), token));
    }

    Change change() {
        return change;
    }

    /** The position after this change. */
    Position after() {
        return after.position();
    }

    int bytes() {
        return length(shown) + length(retraction);
    }

    private static int length(Optional<byte[]> frame) {
        return frame.map(bytes -> bytes.length).orElse(0);
    }

    /** The event for a subscriber of this log alone; empty when the filter leaves it out. */
    Optional<byte[]> frame(StreamFilter filter) {
        return switch (filter.verdict(change)) {
            case SHOWN -> shown;
            case RETRACTION -> retraction;
            case NOTHING -> Optional.empty();
        };
    }
}
