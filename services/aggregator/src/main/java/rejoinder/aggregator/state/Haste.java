package rejoinder.aggregator.state;

import java.time.Duration;
import org.apache.kafka.streams.processor.api.ProcessingContext;

/**
 * Asks for a commit as soon as something new was told, so that it can be read within milliseconds. Who is behind is in
 * no haste: what is told then is older than a second, and commits come at their interval, which costs least.
 */
final class Haste {
    private static final long NEW_MILLIS = Duration.ofSeconds(1).toMillis();
    private static final long BETWEEN_NANOS = Duration.ofMillis(10).toNanos();

    private long notBefore = System.nanoTime();
    private boolean waiting;

    /**
     * To be called at every moment.
     *
     * @param newest latest time of the records that what was told stems from; negative when nothing was
     */
    void told(long newest, ProcessingContext context) {
        waiting |= context.currentSystemTimeMs() - newest < NEW_MILLIS;
        if (waiting && System.nanoTime() - notBefore >= 0) {
            waiting = false;
            notBefore = System.nanoTime() + BETWEEN_NANOS;
            context.commit();
        }
    }
}
