package rejoinder.gateway.stream;

import java.util.Optional;

/** A change with the position after it, written out once for all subscribers. Immutable. */
final class Live {
    private final Change change;
    private final Token after;
    private final Optional<byte[]> reaction;
    private final byte[] retraction;

    Live(Change change, Token after) {
        this.change = change;
        this.after = after;
        String token = after.text();
        this.reaction = change.json().map(json -> Frames.reaction(json, Optional.of(token)));
        this.retraction = Frames.retraction(change.id(), change.story(), token);
    }

    Change change() {
        return change;
    }

    /** The position after this change. */
    Position after() {
        return after.position();
    }

    int bytes() {
        return reaction.map(frame -> frame.length).orElse(0) + retraction.length;
    }

    /** The event for a subscriber who has read at least to {@code floor}; empty when the filter leaves it out. */
    Optional<byte[]> frame(StreamFilter filter, Position floor) {
        StreamFilter.Verdict verdict = filter.verdict(change);
        if (verdict == StreamFilter.Verdict.NOTHING) {
            return Optional.empty();
        }
        if (after.position().reaches(floor)) {
            return verdict == StreamFilter.Verdict.REACTION ? reaction : Optional.of(retraction);
        }
        // This subscriber was further in another partition; a token that forgets it would repeat changes.
        String token = new Token(after.log(), after.position().furthest(floor)).text();
        return verdict == StreamFilter.Verdict.REACTION
                ? change.json().map(json -> Frames.reaction(json, Optional.of(token)))
                : Optional.of(Frames.retraction(change.id(), change.story(), token));
    }
}
