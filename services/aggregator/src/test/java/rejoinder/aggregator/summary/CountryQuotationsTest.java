package rejoinder.aggregator.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.streams.state.KeyValueStore;
import rejoinder.contracts.Represents;
import rejoinder.contracts.SaidAt;
import rejoinder.contracts.Stance;
import rejoinder.contracts.summary.Milestone;
import rejoinder.contracts.summary.StorySummary.Quotation;

class CountryQuotationsTest {
    private static final String ZUBROWKA = "story|zubrowka";
    private static final Represents REPRESENTS = new Represents("zubrowka", Represents.Kind.COUNTRY, "Zubrowka");

    @Property(tries = 300)
    void theyAreTheMostReportedOfAllActorsWhateverChangesAndInWhichOrder(@ForAll("changes") List<Change> changes) {
        KeyValueStore<String, Quoted> store = InMemory.of(Quoted.class);
        CountryQuotations quotations = new CountryQuotations(store);
        Map<String, List<Quotation>> byActor = new TreeMap<>();

        for (Change change : changes) {
            quotations.put(ZUBROWKA, change.actor(), change.mostReported());
            byActor.put(change.actor(), change.mostReported());

            assertThat(quotations.of(ZUBROWKA)).isEqualTo(Quotations.most(byActor.values()));
        }
        byActor.keySet().forEach(actor -> quotations.put(ZUBROWKA, actor, List.of()));

        assertThat(store.approximateNumEntries()).isZero();
    }

    /** How many reports each of an actor's quotations has now. */
    record Change(String actor, List<Integer> reports) {
        List<Quotation> mostReported() {
            List<List<Quotation>> all = new ArrayList<>();
            for (int i = 0; i < reports.size(); i++) {
                all.add(List.of(quotation(actor, i, reports.get(i))));
            }
            return Quotations.most(all);
        }
    }

    private static Quotation quotation(String actor, int number, int reports) {
        return new Quotation(
                new Milestone(
                        "story|u-" + actor + "-" + number,
                        actor,
                        "Orla Venn",
                        90,
                        Stance.CONDEMN,
                        new SaidAt(Instant.parse("2025-03-01T10:00:00Z"), SaidAt.Precision.INSTANT),
                        60),
                REPRESENTS,
                "We condemn the closing of the border.",
                reports,
                reports);
    }

    @Provide
    Arbitrary<List<Change>> changes() {
        Arbitrary<String> actors = Arbitraries.of("a", "b", "c");
        Arbitrary<List<Integer>> reports =
                Arbitraries.integers().between(2, 5).list().ofMaxSize(8);
        return Combinators.combine(actors, reports).as(Change::new).list().ofMaxSize(25);
    }
}
