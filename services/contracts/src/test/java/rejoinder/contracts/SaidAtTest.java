package rejoinder.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rejoinder.contracts.SaidAt.Precision;

/** A date is a day, a date-time an instant, anything else nothing. */
class SaidAtTest {
    @Test
    void aDateIsTheStartOfThatDayInUtc() {
        assertThat(SaidAt.parse("2026-03-01"))
                .contains(new SaidAt(Instant.parse("2026-03-01T00:00:00Z"), Precision.DAY));
    }

    @ParameterizedTest
    @CsvSource({"2026-03-01T09:30:00Z,2026-03-01T09:30:00Z", "2026-03-01T09:30:00+05:45,2026-03-01T03:45:00Z"})
    void aDateTimeWithOffsetIsAnInstant(String text, Instant at) {
        assertThat(SaidAt.parse(text)).contains(new SaidAt(at, Precision.INSTANT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2026-02-30", "2026-03-01T09:30:00", "01.03.2026", "2026-3-1"})
    void anythingElseIsNothing(String text) {
        assertThat(SaidAt.parse(text)).isEmpty();
    }
}
