package rejoinder.aggregator.utterance;

import java.time.Duration;

/**
 * How long what was heard is kept. Two reports can be of one utterance only if they were heard at most this far apart;
 * an utterance whose last report was heard longer ago is archived: it stands in its topics and summaries as it is, and
 * takes no further part. Whether that is so follows from the records' times alone, not from when it left the stores.
 *
 * @param time at least a day
 */
public record Retention(Duration time) {
    /** Records of one partition may come this much later than their times say. */
    private static final long LATEST_MILLIS = Duration.ofDays(1).toMillis();

    public Retention {
        if (time.compareTo(Duration.ofDays(1)) < 0) {
            throw new IllegalArgumentException("the retention is at least a day, not " + time);
        }
    }

    /** Whether reports that were heard at these times can be of one utterance. */
    boolean holds(long heard, long otherHeard) {
        return Math.abs(heard - otherHeard) <= time.toMillis();
    }

    /** Whether what was last heard at a time is archived at another, both in milliseconds. */
    public boolean isOver(long lastHeard, long now) {
        return now - lastHeard > time.toMillis();
    }

    /** Whether no record to come can concern it any more, so that it may leave the stores. */
    boolean isLongOver(long lastHeard, long newest) {
        return newest - LATEST_MILLIS - lastHeard > time.toMillis();
    }
}
