package rejoinder.contracts.query;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import rejoinder.contracts.SaidAt;
import rejoinder.contracts.story.Story;

/**
 * Who can react to a trigger event at all, whatever the query says: everybody but who acted, from a time on.
 *
 * @param actor name of who spoke or acted; empty where that is nobody
 * @param from earliest saidAt that counts
 * @param until first saidAt that no longer counts
 */
public record Admission(Optional<String> actor, Instant from, Optional<Instant> until) {
    /** That of a story. */
    public static Admission of(Story story) {
        return new Admission(
                Optional.of(story.triggerEvent().actor()),
                story.from().orElse(story.triggerEvent().at()),
                story.until());
    }

    /** Whether it can be a reaction if the query catches it. */
    public boolean admits(Said said) {
        return isInTime(said.saidAt()) && !isOwn(said.actor().name());
    }

    /** A time that is known to the day counts when its day can hold a moment that counts. */
    private boolean isInTime(SaidAt saidAt) {
        Instant latest = saidAt.precision() == SaidAt.Precision.DAY
                ? saidAt.at().plus(1, ChronoUnit.DAYS).minusNanos(1)
                : saidAt.at();
        return !latest.isBefore(from)
                && until.filter(end -> !saidAt.at().isBefore(end)).isEmpty();
    }

    private boolean isOwn(String name) {
        return actor.filter(own -> own.toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)))
                .isPresent();
    }
}
