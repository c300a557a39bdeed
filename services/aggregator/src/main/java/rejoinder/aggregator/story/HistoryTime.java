package rejoinder.aggregator.story;

import java.time.Duration;
import rejoinder.aggregator.state.WorkOfThread;

/**
 * The time of one thread that all its tasks together give to history: in small pieces, with a rest for what is new after
 * each, the longer the later that comes, and none when nothing else waits. Of one thread only.
 */
public final class HistoryTime implements WorkOfThread {
    private static final Duration SHORT_PIECE = Duration.ofMillis(10);
    /** While nothing else waits: Kafka is asked for more after each piece, which may take as long as a short one. */
    private static final Duration LONG_PIECE = Duration.ofMillis(40);

    private static final double SHORTEST_REST = 0.25;
    private static final double LONGEST_REST = 8;
    /** So much lateness is worth a rest as long as the piece. */
    private static final double LATE_MILLIS = 100;

    /** Longer than the longest rest after a piece as long as it is to be. */
    private static final long LATELY_MILLIS = 200;

    private long taken;
    private long due;
    private long ended = -LATELY_MILLIS;
    private boolean idle = true;
    /** All that was written before has been heard. */
    private long heardUntil;

    /** What was taken up last was a statement that was written at a time, in milliseconds. */
    void heard(long written) {
        heardUntil = written;
    }

    /** New statements may wait behind it. */
    @Override
    public void worked(long now) {
        taken++;
        if (idle) {
            heardUntil = now;
        }
        idle = false;
    }

    @Override
    public long takenUp() {
        return taken;
    }

    /** While history is being gone through. */
    @Override
    public boolean isHeldUpByCommits(long now) {
        return now - ended < LATELY_MILLIS;
    }

    /**
     * Whether history may have a piece of the time now.
     *
     * @param takenBefore how much had been taken up when this task asked last; if nothing more, nothing else waits
     */
    boolean isDue(long now, long takenBefore) {
        idle = idle || taken == takenBefore;
        return now >= (idle ? ended : due);
    }

    /** How long a piece that begins now is to be; after it was said that one is due. */
    Duration piece() {
        return idle ? LONG_PIECE : SHORT_PIECE;
    }

    /** A piece that began at a time took so long. */
    void took(Duration piece, long began) {
        ended = began + piece.toMillis();
        double late = idle ? 0 : (ended - heardUntil) / LATE_MILLIS;
        due = ended + Math.round(piece.toMillis() * Math.min(LONGEST_REST, Math.max(SHORTEST_REST, late)));
    }
}
