package rejoinder.aggregator.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class HistoryTimeTest {
    private static final long NOW = 1_000_000;

    private final HistoryTime time = new HistoryTime();

    @Test
    void mostOfTheTimeIsHistorysWhileWhatIsNewComesInTime() {
        assertThat(time.isDue(NOW)).isTrue();
        time.heard(NOW, NOW - 50);

        time.took(Duration.ofMillis(12), NOW);

        assertDueAt(NOW + 3);
    }

    @Test
    void halfWhileWhatIsNewComesLate() {
        time.heard(NOW, NOW - 200);

        time.took(Duration.ofMillis(10), NOW);

        assertDueAt(NOW + 10);
    }

    @Test
    void anEighthWhileItComesVeryLate() {
        time.heard(NOW, NOW - 400);

        time.took(Duration.ofMillis(10), NOW);

        assertDueAt(NOW + 70);
    }

    @Test
    void whatCameLateOnceSaysNothingLongAfter() {
        time.heard(NOW - 300, NOW - 700);

        time.took(Duration.ofMillis(12), NOW);

        assertDueAt(NOW + 3);
    }

    @Test
    void aPieceThatTookLongerThanItShouldIsFollowedByALongerRest() {
        time.took(Duration.ofMillis(40), NOW);

        assertDueAt(NOW + 10);
    }

    private void assertDueAt(long millis) {
        assertThat(time.isDue(millis - 1)).isFalse();
        assertThat(time.isDue(millis)).isTrue();
    }
}
