package rejoinder.aggregator.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.Test;

class HasteTest {
    private static final long BEGIN = 100 * 2560;

    private final MockProcessorContext<String, String> context = new MockProcessorContext<>();

    private boolean busy;
    private long takenUp;

    private final WorkOfThread work = new WorkOfThread() {
        @Override
        public void worked(long now) {
            takenUp++;
        }

        @Override
        public long takenUp() {
            return takenUp;
        }

        @Override
        public boolean isHeldUpByCommits(long now) {
            return busy;
        }
    };

    private Haste haste() {
        context.setCurrentSystemTimeMs(BEGIN);
        return new Haste(context, () -> work);
    }

    private boolean isTime(Haste haste, long now, long written) {
        context.setCurrentSystemTimeMs(now);
        haste.look();
        return haste.isTime(written);
    }

    @Test
    void what_is_new_is_told_at_the_next_moment() {
        Haste haste = haste();

        haste.more();

        assertThat(isTime(haste, BEGIN + 19, BEGIN)).isFalse();
        assertThat(isTime(haste, BEGIN + 20, BEGIN)).isTrue();
        haste.told(System.nanoTime());
        assertThat(context.committed()).isTrue();
    }

    @Test
    void it_is_gathered_for_longer_while_there_is_other_work() {
        busy = true;
        Haste haste = haste();

        haste.more();

        assertThat(isTime(haste, BEGIN + 159, BEGIN + 159)).isFalse();
        assertThat(isTime(haste, BEGIN + 160, BEGIN + 159)).isTrue();
    }

    @Test
    void what_comes_after_the_moment_waits_for_the_next_one() {
        Haste haste = haste();
        boolean atItsMoment = isTime(haste, BEGIN + 20, Long.MAX_VALUE);

        haste.more();

        assertThat(atItsMoment).isTrue();
        assertThat(isTime(haste, BEGIN + 21, BEGIN + 21)).isFalse();
        assertThat(isTime(haste, BEGIN + 40, BEGIN + 21)).isTrue();
    }

    @Test
    void what_is_old_already_is_gathered_for_half_as_long_again_while_more_comes() {
        assertThat(gatheredWhileMoreComes(1000)).isEqualTo(640);
    }

    @Test
    void it_is_never_gathered_for_longer_than_two_and_a_half_seconds() {
        assertThat(gatheredWhileMoreComes(3_600_000)).isEqualTo(2560);
    }

    /** For how long what is always so old is gathered. */
    private long gatheredWhileMoreComes(long age) {
        Haste haste = haste();
        long now = BEGIN;
        do {
            now += 20;
            haste.more();
        } while (!isTime(haste, now, now - age) && now < BEGIN + 60_000);
        return now - BEGIN;
    }

    @Test
    void a_commit_is_asked_for_at_the_longest_moments_whatever_is_told() {
        Haste haste = haste();

        assertThat(isTime(haste, BEGIN + 2559, BEGIN - 60_000)).isFalse();
        assertThat(context.committed()).isFalse();

        assertThat(isTime(haste, BEGIN + 2560, Long.MAX_VALUE)).isTrue();
        assertThat(context.committed()).isTrue();
    }

    @Test
    void who_is_ahead_of_others_tells_before_they_do_and_leaves_the_commit_to_them() {
        context.setCurrentSystemTimeMs(BEGIN);
        Haste ahead = Haste.aheadOfOthers(context, () -> work);
        ahead.more();

        takenUp++;
        assertThat(isTime(ahead, BEGIN + 2399, BEGIN - 60_000)).isFalse();
        takenUp++;
        assertThat(isTime(ahead, BEGIN + 2400, BEGIN - 60_000)).isTrue();
        ahead.told(System.nanoTime());

        assertThat(context.committed()).isFalse();
    }

    @Test
    void what_is_old_is_gathered_for_long_while_more_comes_and_what_is_new_is_not() {
        Haste haste = haste();
        haste.more();

        assertThat(haste.isForLong(BEGIN - 60_000)).isTrue();
        assertThat(haste.isForLong(BEGIN - 100)).isFalse();

        for (long now = BEGIN + 20; now <= BEGIN + 100; now += 20) {
            boolean unused = isTime(haste, now, BEGIN - 60_000);
        }
        assertThat(haste.isForLong(BEGIN - 60_000)).isFalse();
    }

    @Test
    void what_is_new_does_not_hurry_what_is_old() {
        Haste haste = haste();

        haste.more();

        assertThat(isTime(haste, BEGIN + 20, BEGIN)).isTrue();
        assertThat(haste.isTime(BEGIN - 1000)).isFalse();
    }

    @Test
    void what_is_old_is_told_when_it_is_all_there_is() {
        Haste haste = haste();

        haste.more();

        assertThat(isTime(haste, BEGIN + 20, 0)).isFalse();
        assertThat(isTime(haste, BEGIN + 40, 0)).isFalse();
        assertThat(isTime(haste, BEGIN + 60, 0)).isFalse();
        assertThat(isTime(haste, BEGIN + 80, 0)).isFalse();
        assertThat(isTime(haste, BEGIN + 100, 0)).isTrue();
    }

    @Test
    void what_is_old_is_gathered_while_the_thread_takes_up_something_else() {
        Haste haste = haste();
        haste.more();

        for (long now = BEGIN + 20; now < BEGIN + 2560; now += 20) {
            takenUp++;
            assertThat(isTime(haste, now, 0)).isFalse();
        }

        assertThat(isTime(haste, BEGIN + 2560, 0)).isTrue();
    }

    @Test
    void that_nothing_came_while_the_thread_committed_does_not_say_that_it_is_all_there_is() {
        Haste haste = haste();

        haste.more();

        assertThat(isTime(haste, BEGIN + 900, 0)).isFalse();
        assertThat(isTime(haste, BEGIN + 1800, 0)).isFalse();
    }
}
