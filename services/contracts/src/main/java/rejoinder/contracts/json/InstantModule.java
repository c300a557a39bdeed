package rejoinder.contracts.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jsr310.deser.InstantDeserializer;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Times as JSON has them everywhere here, {@code 2024-02-10T18:30:00Z}, written and read as {@link Instant} does, without
 * its formatter: every record carries several, and the formatter was a tenth of the time that records took.
 */
final class InstantModule extends SimpleModule {
    private static final long serialVersionUID = 1L;

    InstantModule() {
        addSerializer(Instant.class, new Writer());
        addDeserializer(Instant.class, new Reader());
    }

    private static final class Writer extends StdSerializer<Instant> {
        private static final long serialVersionUID = 1L;

        Writer() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant at, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(InstantText.of(at));
        }
    }

    private static final class Reader extends StdDeserializer<Instant> {
        private static final long serialVersionUID = 1L;

        Reader() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser json, DeserializationContext context) throws IOException {
            if (json.hasToken(JsonToken.VALUE_STRING)) {
                String text = json.getText();
                if (InstantText.isPlain(text)) {
                    return InstantText.parse(text);
                }
            }
            return InstantDeserializer.INSTANT.deserialize(json, context);
        }
    }

    /** The forms {@code 2024-02-10T18:30:00Z} and {@code 2024-02-10T18:30:00.125Z}; others are left to {@link Instant}. */
    static final class InstantText {
        private static final String SECONDS = "0000-00-00T00:00:00Z";
        private static final String MILLIS = "0000-00-00T00:00:00.000Z";
        private static final int NANOS_A_MILLI = 1_000_000;
        private static final long EARLIEST =
                Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
        private static final long LATEST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
        private static final int SECONDS_A_DAY = 86_400;

        private InstantText() {}

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

        /** Whether a text has one of these forms, and its day, hours, minutes and seconds exist. */
        static boolean isPlain(String text) {
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

        static Instant parse(String text) {
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
}
