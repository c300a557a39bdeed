package rejoinder.aggregator.state;

import java.time.Duration;
import org.apache.kafka.streams.processor.api.ProcessingContext;

/**
 * When what is gathered is told, and a commit asked for, so that it can be read. What is new, or all there is for now,
 * at once: within milliseconds. Who is behind, so that what comes in is older than a second and more comes all the time,
 * gathers for a second: each thing that changed is then written once for many changes, which costs least. All steps of
 * an instance do it at the same moment, in one transaction.
 */
final class Haste {
    private static final long NEW_MILLIS = Duration.ofSeconds(1).toMillis();
    private static final long BEHIND_MILLIS = Duration.ofSeconds(1).toMillis();
    /** Telling what is new takes at most a tenth of the time: the more there is to do, the longer it is gathered. */
    private static final int SHARE = 9;
    /** But the first telling of a cold process takes long, and says nothing of the next. */
    private static final long LONGEST_PAUSE_NANOS = Duration.ofMillis(200).toNanos();

    private final ProcessingContext context;
    private long notBefore = System.nanoTime();
    private long lastBehind;
    private boolean more;

    Haste(ProcessingContext context) {
        this.context = context;
        this.lastBehind = context.currentSystemTimeMs() / BEHIND_MILLIS;
    }

    /** Something more is to be told. */
    void more() {
        more = true;
    }

    /**
     * Whether it is time; to be asked at every moment when there is something to tell.
     *
     * @param newest latest time of the records that what is to be told stems from
     */
    boolean isTime(long newest) {
        boolean busy = more;
        more = false;
        long now = context.currentSystemTimeMs();
        if (busy && now - newest >= NEW_MILLIS) {
            return now / BEHIND_MILLIS != lastBehind;
        }
        return System.nanoTime() - notBefore >= 0;
    }

    /**
     * All has been told.
     *
     * @param begin when telling began, in nanoseconds
     */
    void told(long begin) {
        long end = System.nanoTime();
        notBefore = end + Math.min(SHARE * (end - begin), LONGEST_PAUSE_NANOS);
        lastBehind = context.currentSystemTimeMs() / BEHIND_MILLIS;
        context.commit();
    }
}
