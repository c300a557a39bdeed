package rejoinder.aggregator.state;

import java.util.function.LongPredicate;
import org.apache.kafka.streams.processor.api.ProcessingContext;

/**
 * When what is gathered is told, and a commit asked for, so that it can be read. What is new, or all there is for now,
 * within milliseconds; the older what comes in already is, the longer it is gathered, and the longer a commit takes. So
 * whoever is behind writes each thing that changed once for many changes, which costs less, and catches up. All steps
 * of an instance tell at moments of the clock that they share, in one transaction.
 */
final class Haste {
    /** Twice as long, and again, is gathered at moments that are moments of shorter times as well. */
    private static final long SHORTEST_MILLIS = 20;

    private static final long LONGEST_MILLIS = 128 * SHORTEST_MILLIS;
    /** When nothing more has come for so long, what is gathered is all there is for now. */
    private static final long QUIET_MILLIS = 100;
    /** The first telling of a cold process takes long, and says little of the next. */
    private static final long LONGEST_COST_MILLIS = 100;

    /** While there is other work, which each commit holds up: a reader hardly notices, and that ends sooner. */
    private static final long SHORTEST_WHILE_BUSY_MILLIS = 8 * SHORTEST_MILLIS;

    private final ProcessingContext context;
    private final LongPredicate otherwiseBusy;
    private long moment;
    private long latest;
    private long toldNanos;
    private boolean committing;
    private double costMillis;

    /**
     * @param otherwiseBusy whether the thread, at a time in milliseconds, has other work that commits would hold up
     */
    Haste(ProcessingContext context, LongPredicate otherwiseBusy) {
        this.context = context;
        this.otherwiseBusy = otherwiseBusy;
        this.moment = context.currentSystemTimeMs();
    }

    /** Something more is to be told. */
    void more() {
        latest = context.currentSystemTimeMs();
        goesOn();
    }

    /**
     * Whether it is time; to be asked at every moment, whether or not there is something to tell: who misses a moment
     * waits for the next, and does not ask for a commit of its own.
     *
     * @param newest latest time of the records that what is to be told stems from; the largest number where there are none
     */
    boolean isTime(long newest) {
        goesOn();
        long now = context.currentSystemTimeMs();
        long age = now - latest < QUIET_MILLIS ? now - newest : 0;
        long period = otherwiseBusy.test(now) ? SHORTEST_WHILE_BUSY_MILLIS : SHORTEST_MILLIS;
        while (period < Math.max(age / 2.0, costMillis) && period < LONGEST_MILLIS) {
            period *= 2;
        }
        boolean isTime = now / period != moment / period;
        if (isTime) {
            moment = now;
        }
        return isTime;
    }

    /**
     * All has been told.
     *
     * @param begin when telling began, in nanoseconds
     */
    void told(long begin) {
        toldNanos = begin;
        committing = true;
        context.commit();
    }

    /** The first that is heard of the step after it has told: until then the instance told and committed. */
    private void goesOn() {
        if (committing) {
            committing = false;
            double millis = Math.min(LONGEST_COST_MILLIS, (System.nanoTime() - toldNanos) / 1e6);
            costMillis += (millis - costMillis) / 8;
        }
    }
}
