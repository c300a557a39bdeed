package rejoinder.app.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long MILLI = 1_000_000;

    private long now = 17;
    private final List<Long> parked = new ArrayList<>();

    @Test
    void gapsAreThoseOfTheLogDividedByTheSpeed() throws InterruptedException {
        Pace pace = pace(60);

        pace.await(1_000_000);
        pace.await(61_000_000);
        pace.await(61_000_000);
        pace.await(91_000_000);

        assertThat(parked).containsExactly(1000 * MILLI, 500 * MILLI);
    }

    @Test
    void timeSpentSendingDoesNotAddUp() throws InterruptedException {
        Pace pace = pace(1);

        pace.await(0);
        now += 300 * MILLI;
        pace.await(1_000_000);
        now += 2500 * MILLI;
        pace.await(2_000_000);
        pace.await(4_000_000);

        assertThat(parked).containsExactly(700 * MILLI, 500 * MILLI);
    }

    @Test
    void wakingEarlyIsNotTakenForTheTime() throws InterruptedException {
        Pace pace = new Pace(OptionalDouble.of(1), () -> now, nanos -> {
            parked.add(nanos);
            now += nanos / 2 + 1;
        });

        pace.await(0);
        pace.await(1);

        assertThat(now).isGreaterThanOrEqualTo(17 + 1000);
        assertThat(parked).hasSizeGreaterThan(1);
    }

    @Test
    void withoutASpeedNothingWaits() throws InterruptedException {
        Pace pace = new Pace(OptionalDouble.empty(), () -> now, parked::add);

        pace.await(0);
        pace.await(Long.MAX_VALUE);

        assertThat(parked).isEmpty();
        assertThat(pace.waits()).isFalse();
    }

    private Pace pace(double speed) {
        return new Pace(OptionalDouble.of(speed), () -> now, nanos -> {
            parked.add(nanos);
            now += nanos;
        });
    }
}
