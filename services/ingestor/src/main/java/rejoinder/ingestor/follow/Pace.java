package rejoinder.ingestor.follow;

import java.time.Duration;
import java.util.Optional;

/**
 * How often a source is polled: more often while it moves, less often while it is quiet, never more often than the floor
 * or the source's own word allow.
 *
 * @param fixed what the user set; then nothing else counts
 */
public record Pace(Duration usual, Duration floor, Duration ceiling, Optional<Duration> fixed) {
    private static final double FASTER = 0.5;
    private static final double SLOWER = 1.3;
    private static final Duration LONGEST_WORD = Duration.ofHours(6);

    /** Five minutes, at least one and at most thirty; or what the user set. */
    public static Pace of(Optional<Duration> fixed) {
        return new Pace(Duration.ofMinutes(5), Duration.ofMinutes(1), Duration.ofMinutes(30), fixed);
    }

    /**
     * The time to the next poll.
     *
     * @param last the time before this one
     * @param moved whether something new came
     * @param word how long the source says that its answer is good for
     */
    public Duration next(Duration last, boolean moved, Optional<Duration> word) {
        if (fixed.isPresent()) {
            return fixed.get();
        }
        Duration next = Duration.ofMillis((long) (last.toMillis() * (moved ? FASTER : SLOWER)));
        Duration least = word.map(said -> smaller(said, LONGEST_WORD))
                .filter(said -> said.compareTo(floor) > 0)
                .orElse(floor);
        return larger(least, smaller(next, ceiling));
    }

    /** The time to the first poll after the first. */
    public Duration first() {
        return fixed.orElse(usual);
    }

    private static Duration smaller(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration larger(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
