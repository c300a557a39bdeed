package rejoinder.aggregator;

import java.time.Instant;
import java.util.Locale;

/** Keys of stores, made so that ranges mean something. */
public final class Keys {
    /** Shifts milliseconds so that they are positive, and sort as text, for every year from -9999 to 9999. */
    private static final long SHIFT = 400_000_000_000_000L;

    private Keys() {}

    /** Greater than every key that begins with {@code prefix} and the separator, and smaller than what follows them. */
    public static String after(String prefix) {
        return prefix + "}";
    }

    /** A time whose text sorts like the time, to the millisecond. */
    public static String time(Instant at) {
        return String.format(Locale.ROOT, "%015d", SHIFT + at.toEpochMilli());
    }
}
