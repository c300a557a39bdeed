package rejoinder.contracts.json;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Times as text: the forms {@code 2024-02-10T18:30:00Z} and {@code 2024-02-10T18:30:00.125Z} without a formatter, several
 * times as fast; others as {@link Instant} has them.
 */
public final class InstantText {
    private static final String SECONDS = "0000-00-00T00:00:00Z";
    private static final String MILLIS = "0000-00-00T00:00:00.000Z";
    private static final int NANOS_A_MILLI = 1_000_000;
    private static final long EARLIEST = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
    private static final long LATEST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
    private static final int SECONDS_A_DAY = 86_400;

    private InstantText() {}

    /** As {@link Instant#toString} has it. */
    static String of(Instant at) {
        long seconds = at.getEpochSecond();
        int millis = at.getNano() / NANOS_A_MILLI;
        if (at.getNano() % NANOS_A_MILLI != 0 || seconds < EARLIEST || seconds > LATEST) {
            return at.toString();
        }
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(seconds, (long) SECONDS_A_DAY));
        int second = Math.floorMod(seconds, SECONDS_A_DAY);
        char[] text = (millis == 0 ? SECONDS : MILLIS).toCharArray();
        digits(text, 0, 4, day.getYear());
        digits(text, 5, 2, day.getMonthValue());
        digits(text, 8, 2, day.getDayOfMonth());
        digits(text, 11, 2, second / 3600);
        digits(text, 14, 2, second / 60 % 60);
        digits(text, 17, 2, second % 60);
        if (millis != 0) {
            digits(text, 20, 3, millis);
        }
        return new String(text);
    }

    private static void digits(char[] text, int from, int count, int number) {
        int rest = number;
        for (int i = from + count - 1; i >= from; i--) {
            text[i] = (char) ('0' + rest % 10);
            rest /= 10;
        }
    }

    /**
     * As {@link Instant#parse} reads it.
     *
     * @throws java.time.format.DateTimeParseException for what is no such text
     */
    public static Instant parse(String text) {
        return plain(text).orElseGet(() -> Instant.parse(text));
    }

    /** The time of a text in one of these forms. */
    static Optional<Instant> plain(String text) {
        return isPlain(text) ? Optional.of(read(text)) : Optional.empty();
    }

    /** Whether a text has one of these forms, and its day, hours, minutes and seconds exist. */
    private static boolean isPlain(String text) {
        String pattern = text.length() == MILLIS.length() ? MILLIS : SECONDS;
        if (text.length() != pattern.length()) {
            return false;
        }
        for (int i = 0; i < pattern.length(); i++) {
            char expected = pattern.charAt(i);
            char c = text.charAt(i);
            if (expected == '0' ? c < '0' || c > '9' : c != expected) {
                return false;
            }
        }
        int month = number(text, 5, 2);
        int day = number(text, 8, 2);
        return month >= 1
                && month <= 12
                && day >= 1
                && day <= LocalDate.of(number(text, 0, 4), month, 1).lengthOfMonth()
                && number(text, 11, 2) <= 23
                && number(text, 14, 2) <= 59
                && number(text, 17, 2) <= 59;
    }

    private static Instant read(String text) {
        long day = LocalDate.of(number(text, 0, 4), number(text, 5, 2), number(text, 8, 2))
                .toEpochDay();
        long seconds =
                day * SECONDS_A_DAY + number(text, 11, 2) * 3600L + number(text, 14, 2) * 60L + number(text, 17, 2);
        return Instant.ofEpochSecond(
                seconds, text.length() == MILLIS.length() ? (long) number(text, 20, 3) * NANOS_A_MILLI : 0);
    }

    private static int number(String text, int from, int count) {
        int number = 0;
        for (int i = from; i < from + count; i++) {
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }
}
