package rejoinder.contracts.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import rejoinder.contracts.Stance;
import rejoinder.contracts.json.JsonSerde;

/** Counts by stance form a sum that can be taken apart again. */
class StanceCountsTest {
    @Provide
    Arbitrary<StanceCounts> counts() {
        return Arbitraries.maps(
                        Arbitraries.of(Stance.class), Arbitraries.longs().between(0, 1_000_000))
                .map(StanceCounts::new);
    }

    @Property
    void addingIsTheSameInBothOrders(@ForAll("counts") StanceCounts a, @ForAll("counts") StanceCounts b) {
        assertThat(a.plus(b)).isEqualTo(b.plus(a));
    }

    @Property
    void addingIsTheSameInWhateverGroups(
            @ForAll("counts") StanceCounts a, @ForAll("counts") StanceCounts b, @ForAll("counts") StanceCounts c) {
        assertThat(a.plus(b).plus(c)).isEqualTo(a.plus(b.plus(c)));
    }

    @Property
    void addingThenRemovingIsNothing(@ForAll("counts") StanceCounts a, @ForAll("counts") StanceCounts b) {
        assertThat(a.plus(b).minus(b)).isEqualTo(a);
        assertThat(a.minus(a)).isEqualTo(StanceCounts.NONE);
    }

    @Property
    void oneByOneInAnyOrderIsTheirCount(@ForAll List<Stance> stances, @ForAll Random random) {
        List<Stance> shuffled = new ArrayList<>(stances);
        Collections.shuffle(shuffled, random);

        StanceCounts counts = added(stances);

        assertThat(added(shuffled)).isEqualTo(counts);
        assertThat(counts.total()).isEqualTo(stances.size());
        for (Stance stance : Stance.values()) {
            assertThat(counts.of(stance)).isEqualTo(Collections.frequency(stances, stance));
        }
    }

    private static StanceCounts added(List<Stance> stances) {
        StanceCounts counts = StanceCounts.NONE;
        for (Stance stance : stances) {
            counts = counts.plus(stance, 1);
        }
        return counts;
    }

    @Property
    void theTotalIsTheSumOfAll(@ForAll("counts") StanceCounts counts) {
        assertThat(counts.total())
                .isEqualTo(
                        List.of(Stance.values()).stream().mapToLong(counts::of).sum());
    }

    @Test
    void whatDoesNotOccurIsLeftOut() {
        assertThat(new StanceCounts(Map.of(Stance.DEFEND, 0L))).isEqualTo(StanceCounts.NONE);
        assertThat(StanceCounts.NONE.plus(Stance.DEFEND, 1).plus(Stance.DEFEND, -1))
                .isEqualTo(StanceCounts.NONE);
    }

    @Test
    void noCountIsNegative() {
        StanceCounts one = StanceCounts.NONE.plus(Stance.CONDEMN, 1);

        assertThatThrownBy(() -> one.plus(Stance.CONDEMN, -2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> StanceCounts.NONE.minus(one))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("condemn");
    }

    @Test
    void jsonStandsInTheOrderOfTheScale() {
        Map<Stance, Long> counts = new EnumMap<>(Stance.class);
        counts.put(Stance.UNCLEAR, 1L);
        counts.put(Stance.NO_COMMENT, 2L);
        counts.put(Stance.CONDEMN, 3L);

        assertThat(new JsonSerde<>(StanceCounts.class).toBytes(new StanceCounts(counts)))
                .asString()
                .isEqualTo("{\"condemn\":3,\"no-comment\":2,\"unclear\":1}");
    }

    @Test
    void countsDoNotChangeWithTheMapTheyCameFrom() {
        Map<Stance, Long> counts = new EnumMap<>(Stance.class);
        counts.put(Stance.WELCOME, 1L);
        StanceCounts made = new StanceCounts(counts);

        counts.put(Stance.WELCOME, 9L);

        assertThat(made.of(Stance.WELCOME)).isEqualTo(1);
        assertThatThrownBy(() -> made.counts().clear()).isInstanceOf(UnsupportedOperationException.class);
    }
}
