package rejoinder.reading;

import java.time.Instant;

/** When something was said; for {@link Precision#DAY} the start of that day in UTC. */
public record SaidAt(Instant at, Precision precision) {
    /** How exactly the time is known. */
    public enum Precision {
        INSTANT,
        DAY,
        PUBLICATION
    }
}
