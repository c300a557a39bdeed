package rejoinder.contracts;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * When something was said, and how exactly that is known.
 *
 * @param at the instant; for {@link Precision#DAY} the start of that day in UTC
 */
public record SaidAt(Instant at, Precision precision) {
    /** How exactly the time is known. */
    public enum Precision {
        INSTANT("instant"),
        DAY("day"),
        PUBLICATION("publication");

        private final String json;

        Precision(String json) {
            this.json = json;
        }

        /** The value in JSON. */
        @JsonValue
        public String json() {
            return json;
        }
    }

    /** Reads an ISO 8601 date ({@code 2024-02-10}) or date-time with offset; empty when it is neither. */
    public static Optional<SaidAt> parse(String text) {
        try {
            if (text.length() == 10) {
                return Optional.of(new SaidAt(
                        LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant(), Precision.DAY));
            }
            return Optional.of(new SaidAt(OffsetDateTime.parse(text).toInstant(), Precision.INSTANT));
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }
}
