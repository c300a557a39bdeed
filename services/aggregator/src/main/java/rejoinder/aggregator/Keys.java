package rejoinder.aggregator;

import java.time.Instant;

/** Keys of stores, made so that ranges mean something. */
public final class Keys {
    /** Shifts milliseconds so that they are positive, and sort as text, for every year from -9999 to 9999. */
    private static final long SHIFT = 400_000_000_000_000L;

    private static final int DIGITS = 15;

    private Keys() {}

    /** Greater than every key that begins with {@code prefix} and the separator, and smaller than what follows them. */
    public static String after(String prefix) {
        return prefix + "}";
    }

    /** A time whose text sorts like the time, to the millisecond. */
    public static String time(Instant at) {
        return digits(SHIFT + at.toEpochMilli());
    }

    /** A number that is not negative, with leading zeros. */
    public static String digits(long number) {
        String digits = Long.toString(number);
        return "0".repeat(Math.max(0, DIGITS - digits.length())) + digits;
    }
}
