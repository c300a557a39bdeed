package rejoinder.app.replay;

import java.util.Comparator;

/** When something happened, and where it stands in the log. */
interface Moment {
    /** By time; what happened at once stays in the order of the log. */
    Comparator<Moment> ORDER = Comparator.comparingLong(Moment::micros)
            .thenComparingInt(Moment::partition)
            .thenComparingLong(Moment::offset);

    /** In microseconds since 1970. */
    long micros();

    int partition();

    long offset();
}
