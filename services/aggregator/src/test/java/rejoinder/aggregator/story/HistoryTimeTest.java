package rejoinder.aggregator.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class HistoryTimeTest {
    private static final long NOW = 1_000_000;

    private final HistoryTime time = new HistoryTime();

    @Test
    void historyHasLongPiecesWithoutRestWhileNothingElseIsTakenUp() {
        assertThat(time.isDue(NOW - 40, 0)).isTrue();
        assertThat(time.piece()).hasMillis(40);

        time.took(time.piece(), NOW - 40);

        assertThat(time.isDue(NOW, 0)).isTrue();
    }

    @Test
    void tasksThatAskAtOneMomentDoNotAllHaveAPiece() {
        time.took(Duration.ofMillis(40), NOW);

        assertThat(time.isDue(NOW, 0)).isFalse();
    }

    @Test
    void mostOfTheTimeIsHistorysWhileWhatIsNewComesInTime() {
        hear(NOW - 12);

        time.took(Duration.ofMillis(12), NOW - 12);

        assertThat(time.piece()).hasMillis(10);
        assertDueAt(NOW + 3);
    }

    @Test
    void theLaterWhatIsNewComesTheLongerHistoryRests() {
        hear(NOW - 200);

        time.took(Duration.ofMillis(10), NOW - 10);

        assertDueAt(NOW + 20);
    }

    @Test
    void aNinthOfTheTimeIsLeftHoweverLateItComes() {
        hear(NOW - 60_000);

        time.took(Duration.ofMillis(10), NOW - 10);

        assertDueAt(NOW + 80);
    }

    @Test
    void newStatementsMayWaitBehindWhatElseIsTakenUp() {
        time.worked(NOW - 200);
        time.worked(NOW);

        time.took(Duration.ofMillis(10), NOW - 10);

        assertDueAt(NOW + 20);
    }

    @Test
    void whatCameLateOnceSaysNothingWhenNothingWaitsAnyMore() {
        hear(NOW - 60_000);
        time.took(Duration.ofMillis(10), NOW - 20);

        assertThat(time.isDue(NOW, 0)).isFalse();
        assertThat(time.isDue(NOW, time.takenUp())).isTrue();
    }

    @Test
    void aPieceThatTookLongerThanItShouldIsFollowedByALongerRest() {
        hear(NOW - 1);

        time.took(Duration.ofMillis(40), NOW - 40);

        assertDueAt(NOW + 10);
    }

    @Test
    void itIsUsedFromAPieceToTheNext() {
        boolean before = time.isHeldUpByCommits(NOW);

        time.took(Duration.ofMillis(10), NOW - 10);

        assertThat(before).isFalse();
        assertThat(time.isHeldUpByCommits(NOW + 80)).isTrue();
        assertThat(time.isHeldUpByCommits(NOW + 300)).isFalse();
    }

    private void hear(long written) {
        time.worked(NOW);
        time.heard(written);
    }

    private void assertDueAt(long millis) {
        assertThat(time.isDue(millis - 1, 0)).isFalse();
        assertThat(time.isDue(millis, 0)).isTrue();
    }
}
