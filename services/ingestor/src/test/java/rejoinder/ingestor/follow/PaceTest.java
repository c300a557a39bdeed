package rejoinder.ingestor.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** How often a source is asked. */
class PaceTest {
    private static final Pace PACE = Pace.of(Optional.empty());

    @Test
    void aSourceThatMovesIsAskedMoreOftenAndAQuietOneLess() {
        assertThat(PACE.next(Duration.ofMinutes(8), true, Optional.empty())).isEqualTo(Duration.ofMinutes(4));
        assertThat(PACE.next(Duration.ofMinutes(10), false, Optional.empty())).isEqualTo(Duration.ofMinutes(13));
    }

    @Test
    void theSourcesOwnWordIsHeard() {
        assertThat(PACE.next(Duration.ofMinutes(2), true, Optional.of(Duration.ofMinutes(20))))
                .isEqualTo(Duration.ofMinutes(20));
        assertThat(PACE.next(Duration.ofMinutes(2), true, Optional.of(Duration.ofDays(30))))
                .isEqualTo(Duration.ofHours(6));
    }

    @Test
    void whatTheUserSetIsKept() {
        Pace set = Pace.of(Optional.of(Duration.ofSeconds(20)));

        assertThat(set.next(Duration.ofMinutes(9), true, Optional.of(Duration.ofHours(1))))
                .isEqualTo(Duration.ofSeconds(20));
    }

    @Property
    void itIsNeverUnderTheFloor(@ForAll @LongRange(min = 0, max = 10_000_000) long last, @ForAll boolean moved) {
        assertThat(PACE.next(Duration.ofMillis(last), moved, Optional.empty()))
                .isBetween(Duration.ofMinutes(1), Duration.ofMinutes(30));
    }
}
