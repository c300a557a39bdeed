package rejoinder.aggregator.state;

import java.util.function.Supplier;
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
    /**
     * When the thread has taken up nothing more for so long, what is gathered is all there is for now. Of one step that
     * would say little: records come by the thousand of one partition, and the steps of the others wait meanwhile.
     */
    private static final long QUIET_MILLIS = 100;
    /** Of what a thread does between two looks so much counts as quiet: while it commits or works, nothing can come. */
    private static final long LONGEST_QUIET_LOOK_MILLIS = QUIET_MILLIS / 4;
    /** The first telling of a cold process takes long, and says little of the next. */
    private static final long LONGEST_COST_MILLIS = 100;

    /** While there is other work, which each commit holds up: a reader hardly notices, and that ends sooner. */
    private static final long SHORTEST_WHILE_BUSY_MILLIS = 8 * SHORTEST_MILLIS;

    /** Mostly longer than a thread takes between two looks. */
    private static final long AHEAD_MILLIS = 8 * SHORTEST_MILLIS;

    /** Nobody waits so long for what is new. */
    private static final long LONG_MILLIS = 32 * SHORTEST_MILLIS;

    private final ProcessingContext context;
    private final Supplier<? extends WorkOfThread> work;
    private final long aheadMillis;
    private long before;
    private long now;
    private long takenUp;
    private long quietMillis;
    private long shortest = SHORTEST_MILLIS;
    private long toldNanos;
    private boolean committing;
    private double costMillis;

    /**
     * @param work of the calling thread
     */
    Haste(ProcessingContext context, Supplier<? extends WorkOfThread> work) {
        this(context, work, 0);
    }

    private Haste(ProcessingContext context, Supplier<? extends WorkOfThread> work, long aheadMillis) {
        this.context = context;
        this.work = work;
        this.aheadMillis = aheadMillis;
        this.now = clock();
        this.before = now;
    }

    /** Of a step whose news go through another one, which is to have them when it tells, and commits. */
    static Haste aheadOfOthers(ProcessingContext context, Supplier<? extends WorkOfThread> work) {
        return new Haste(context, work, AHEAD_MILLIS);
    }

    private long clock() {
        return context.currentSystemTimeMs() + aheadMillis;
    }

    /** Something more is to be told. */
    void more() {
        quietMillis = 0;
        goesOn();
    }

    /** Looks at the clock, for {@link #isTime}; at every moment, whether or not there is something to tell. */
    void look() {
        goesOn();
        before = now;
        now = clock();
        WorkOfThread all = work.get();
        quietMillis = takenUp == all.takenUp() ? quietMillis + Math.min(now - before, LONGEST_QUIET_LOOK_MILLIS) : 0;
        takenUp = all.takenUp();
        shortest = all.isHeldUpByCommits(now - aheadMillis) ? SHORTEST_WHILE_BUSY_MILLIS : SHORTEST_MILLIS;
        if (aheadMillis == 0 && now / LONGEST_MILLIS != before / LONGEST_MILLIS) {
            context.commit();
        }
    }

    /**
     * Whether a moment to tell something came with the last look.
     *
     * @param written latest time of the records that what is to be told stems from
     */
    boolean isTime(long written) {
        long period = period(written);
        return now / period != before / period;
    }

    /** Whether something of that time is gathered for longer than anybody would wait for what is new. */
    boolean isForLong(long written) {
        return period(written) >= LONG_MILLIS;
    }

    private long period(long written) {
        long period = shortest;
        double worth = Math.max(costMillis, quietMillis < QUIET_MILLIS ? (now - aheadMillis - written) / 2.0 : 0);
        while (period < worth && period < LONGEST_MILLIS) {
            period *= 2;
        }
        return period;
    }

    /**
     * All that it was time for has been told.
     *
     * @param begin when telling began, in nanoseconds
     */
    void told(long begin) {
        if (aheadMillis == 0) {
            toldNanos = begin;
            committing = true;
            context.commit();
        }
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
