package rejoinder.app.replay;

import java.util.OptionalDouble;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * When an event may go out, so that the gaps between events are those of the log, divided by the speed. Each time is
 * reckoned from the first event, so that delays do not add up.
 */
final class Pace {
    private final OptionalDouble speed;
    private final LongSupplier nanos;
    private final LongConsumer park;
    private boolean begun;
    private long beganNanos;
    private long firstMicros;

    /** @param speed how many times faster than it happened; empty for as fast as possible */
    Pace(OptionalDouble speed) {
        this(speed, System::nanoTime, LockSupport::parkNanos);
    }

    Pace(OptionalDouble speed, LongSupplier nanos, LongConsumer park) {
        this.speed = speed;
        this.nanos = nanos;
        this.park = park;
    }

    /** Whether events wait for their time. */
    boolean waits() {
        return speed.isPresent();
    }

    /** Returns when the event of that time may go out. */
    void await(long micros) throws InterruptedException {
        if (speed.isEmpty()) {
            return;
        }
        if (!begun) {
            begun = true;
            beganNanos = nanos.getAsLong();
            firstMicros = micros;
        }
        long due = beganNanos + Math.round((micros - firstMicros) * 1000.0 / speed.getAsDouble());
        for (long left = due - nanos.getAsLong(); left > 0; left = due - nanos.getAsLong()) {
            park.accept(left);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }
}
