package rejoinder.ingestor.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How long an answer is good for. */
class FreshnessTest {
    @Test
    void maxAgeCountsLessTheAgeItHas() {
        assertThat(Freshness.of(Map.of("cache-control", "public, max-age=600"))).contains(Duration.ofMinutes(10));
        assertThat(Freshness.of(Map.of("cache-control", "max-age=600", "age", "60")))
                .contains(Duration.ofMinutes(9));
        assertThat(Freshness.of(Map.of("cache-control", "max-age=60", "age", "600")))
                .contains(Duration.ZERO);
    }

    @Test
    void expiresCountsFromTheServersOwnClock() {
        assertThat(Freshness.of(
                        Map.of("date", "Mon, 01 Mar 2021 12:00:00 GMT", "expires", "Mon, 01 Mar 2021 12:20:00 GMT")))
                .contains(Duration.ofMinutes(20));
    }

    @Test
    void whatCanNotBeReadSaysNothing() {
        assertThat(Freshness.of(Map.of("expires", "0", "date", "Mon, 01 Mar 2021 12:00:00 GMT")))
                .isEmpty();
        assertThat(Freshness.of(Map.of("cache-control", "no-cache"))).isEmpty();
        assertThat(Freshness.of(Map.of())).isEmpty();
    }
}
