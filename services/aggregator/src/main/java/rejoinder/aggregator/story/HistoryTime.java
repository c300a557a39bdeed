package rejoinder.aggregator.story;

import java.time.Duration;

/**
 * The time of one thread that all its tasks together give to history: in small pieces, with a rest for what is new after
 * each, the longer the later that comes. Of one thread only.
 */
public final class HistoryTime {
    /** How long a piece is to be. */
    static final Duration PIECE = Duration.ofMillis(10);

    private static final long LATE_MILLIS = 100;
    private static final long VERY_LATE_MILLIS = 300;
    /** For so long the lateness of what was heard last says something of now. */
    private static final long LATELY_MILLIS = 200;

    /** How long it rests after a piece of 1. */
    private static final double REST = 0.25;

    private static final double REST_WHILE_LATE = 1;
    private static final double REST_WHILE_VERY_LATE = 7;

    private long due = Long.MIN_VALUE;
    private long heardAt = Long.MIN_VALUE;
    private long heardLate;

    /** Something new was heard at a time that was written at another, both in milliseconds. */
    void heard(long now, long written) {
        heardAt = now;
        heardLate = now - written;
    }

    /** Whether history may have a piece of the time now. */
    boolean isDue(long now) {
        return now >= due;
    }

    /** A piece has ended that took so long. */
    void took(Duration piece, long now) {
        long late = now < heardAt + LATELY_MILLIS ? heardLate : 0;
        double rest = late > VERY_LATE_MILLIS ? REST_WHILE_VERY_LATE : late > LATE_MILLIS ? REST_WHILE_LATE : REST;
        due = now + Math.round(piece.toMillis() * rest);
    }
}
