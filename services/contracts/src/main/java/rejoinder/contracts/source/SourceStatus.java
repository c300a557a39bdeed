package rejoinder.contracts.source;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * How a source is doing, as its ingestor last said.
 *
 * @param at when this was said; an ingestor says it at least once a minute
 * @param ingestor instance that follows the source
 * @param lastAttempt when it was last asked, or its connection last heard from
 * @param lastSuccess when it last answered
 * @param lastDocument when a new document or revision last came
 * @param lastError what went wrong last
 * @param failures in a row, up to now
 * @param nextAttempt when it is asked again
 * @param hours what came in the last 24 hours, by hour, the oldest first; hours without anything are left out
 */
public record SourceStatus(
        String source,
        State state,
        Instant at,
        String ingestor,
        Optional<Instant> lastAttempt,
        Optional<Instant> lastSuccess,
        Optional<Instant> lastDocument,
        Optional<Problem> lastError,
        int failures,
        Optional<Instant> nextAttempt,
        List<Hour> hours) {
    private static final int KEPT_HOURS = 24;

    public SourceStatus {
        hours = List.copyOf(hours);
    }

    /** What an operator would want to know first. */
    public enum State {
        /** Not asked yet. */
        NEW("new"),
        /** It answers, and something came within a day. */
        ALIVE("alive"),
        /** It answers, and nothing came for a day. */
        QUIET("quiet"),
        /** The last attempts failed. */
        FAILING("failing"),
        /** Following is suspended. */
        PAUSED("paused");

        private final String json;

        State(String json) {
            this.json = json;
        }

        /** The value in JSON. */
        @JsonValue
        public String json() {
            return json;
        }
    }

    /** Something that went wrong. */
    public record Problem(Instant at, String message) {}

    /** What came within an hour. */
    public record Hour(Instant begin, long attempts, long failures, long documents, long statements) {
        Hour plus(Hour other) {
            return new Hour(
                    begin,
                    attempts + other.attempts,
                    failures + other.failures,
                    documents + other.documents,
                    statements + other.statements);
        }
    }

    /** The hours with {@code more} added to the hour of {@code now}, without those that are over for a day. */
    public static List<Hour> add(List<Hour> hours, Instant now, Hour more) {
        Instant begin = now.truncatedTo(ChronoUnit.HOURS);
        List<Hour> next = new ArrayList<>();
        Hour current = new Hour(begin, 0, 0, 0, 0);
        for (Hour hour : hours) {
            if (hour.begin().equals(begin)) {
                current = hour;
            } else if (hour.begin().isAfter(begin.minus(Duration.ofHours(KEPT_HOURS)))) {
                next.add(hour);
            }
        }
        next.add(current.plus(more));
        return next;
    }

    /** What {@code count} gives over the last 24 hours as seen at {@code now}. */
    public long lastDay(Instant now, ToLongFunction<Hour> count) {
        Instant oldest = now.minus(Duration.ofHours(KEPT_HOURS));
        return hours.stream()
                .filter(hour -> hour.begin().isAfter(oldest))
                .mapToLong(count)
                .sum();
    }
}
