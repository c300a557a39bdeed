package rejoinder.contracts.summary;

import java.time.Instant;
import java.util.List;

/**
 * How many reactions came when, by {@code saidAt}: minutes, hours and days that had one, oldest first, of the hour, the
 * two days and the thirty days that end with the latest reaction.
 */
public record Pace(List<Span> minutes, List<Span> hours, List<Span> days) {
    /** Nothing yet. */
    public static final Pace NONE = new Pace(List.of(), List.of(), List.of());

    public Pace {
        minutes = List.copyOf(minutes);
        hours = List.copyOf(hours);
        days = List.copyOf(days);
    }

    /**
     * A minute, an hour or a day (UTC).
     *
     * @param spike whether it had at least five reactions and three times what a span of its length had on average
     *     during the 24 hours before
     */
    public record Span(Instant from, long reactions, boolean spike) {}
}
