package rejoinder.aggregator.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

class TallyTest {
    private static final Serde<Tally> SERDE = Tally.serde();

    private static Map<String, Integer> counts(Tally tally) {
        Map<String, Integer> counts = new TreeMap<>();
        tally.forEach((name, count) -> assertThat(counts.put(name, count)).isNull());
        return counts;
    }

    @Property(tries = 500)
    void itCountsAsAMapDoesAlsoAfterItWasWritten(@ForAll("changes") List<Change> changes) {
        Tally tally = Tally.NONE;
        Map<String, Integer> expected = new TreeMap<>();
        for (Change change : changes) {
            int before = expected.getOrDefault(change.name(), 0);
            Tally.Sum sum = tally.plus(change.name(), change.by());
            tally = read(sum.tally());
            expected.merge(change.name(), change.by(), (a, b) -> a + b == 0 ? null : Integer.valueOf(a + b));
            assertThat(sum.count()).isEqualTo(before + change.by());
            assertThat(sum.beganOrEnded(change.by())).isEqualTo(before == 0 || sum.count() == 0);
            assertThat(tally.of(change.name())).isEqualTo(expected.getOrDefault(change.name(), 0));
        }

        assertThat(counts(tally)).isEqualTo(expected);
        assertThat(tally.isEmpty()).isEqualTo(expected.isEmpty());
    }

    private static Tally read(Tally tally) {
        return SERDE.deserializer().deserialize("topic", SERDE.serializer().serialize("topic", tally));
    }

    record Change(String name, int by) {}

    @Provide
    Arbitrary<List<Change>> changes() {
        Arbitrary<String> names =
                Arbitraries.of("", "a", "ab", "b", "Żubrówka Dziś", "The Gazette of Freedonia".repeat(10));
        Arbitrary<Integer> by = Arbitraries.of(1, -1, 63, 64, -65, 20_000, -1_000_000);
        return Combinators.combine(names, by).as(Change::new).list().ofMaxSize(40);
    }

    @Test
    void aCountThatIsTooLargeIsNotCutOff() {
        Tally tally = Tally.NONE.plus("a", Integer.MAX_VALUE).tally();

        assertThat(tally.of("a")).isEqualTo(Integer.MAX_VALUE);
        assertThatThrownBy(() -> tally.plus("a", 1)).isInstanceOf(ArithmeticException.class);
    }
}
