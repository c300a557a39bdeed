package rejoinder.aggregator.story;

import java.time.Duration;

/**
 * The time of one thread that all its tasks together give to history: in small pieces, and after each at least as long
 * for what is new; seven times as long while what is new comes late. Of one thread only.
 */
public final class HistoryTime {
    /** How long a piece is to be. */
    static final Duration PIECE = Duration.ofMillis(10);

    private static final long LATE_MILLIS = 300;
    /** For so long the lateness of what was heard last says something of now. */
    private static final long LATELY_MILLIS = 200;

    private static final int REST = 1;
    private static final int REST_WHILE_LATE = 7;

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
        boolean late = heardLate > LATE_MILLIS && now < heardAt + LATELY_MILLIS;
        due = now + piece.toMillis() * (late ? REST_WHILE_LATE : REST);
    }
}
