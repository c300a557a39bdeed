package rejoinder.app.cli;

import java.time.Instant;
import rejoinder.contracts.SaidAt;

/** Moments as they are given on the command line. */
public final class Moments {
    private Moments() {}

    /** A date (its start in UTC) or a date-time with offset; {@link UserError} that names {@code option} otherwise. */
    public static Instant parse(String option, String text) {
        return SaidAt.parse(text)
                .map(SaidAt::at)
                .orElseThrow(() -> new UserError(option
                        + " is a date (2024-02-11) or a date-time with offset (2024-02-11T14:30:00Z), not \"" + text
                        + "\""));
    }
}
