package rejoinder.aggregator.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import rejoinder.contracts.Actor;
import rejoinder.contracts.Represents;
import rejoinder.contracts.SaidAt;
import rejoinder.contracts.Stance;
import rejoinder.contracts.summary.Milestone;
import rejoinder.contracts.summary.StorySummary.Quotation;

class ActorQuotationsTest {
    private static final String STORY = "story";
    private static final String PART = "story|orla-venn|zubrowka";

    private final ActorReactions reactions = new ActorReactions(InMemory.of(Told.class));
    private final ActorQuotations quotations = new ActorQuotations(InMemory.of(Quoted.class));
    private final Map<Integer, Told> all = new TreeMap<>();
    private Optional<Quotable> quotable = Optional.empty();

    @Property(tries = 300)
    void theyAreTheMostReportedWhateverIsReportedMoreOrLessOrRetracted(@ForAll("changes") List<Change> changes) {
        for (Change change : changes) {
            List<Quotation> before = quotations.of(PART);

            Optional<List<Quotation>> quoted = apply(change.number(), change.told());
            quoted.ifPresent(now -> quotable = Quotable.of(now));

            assertThat(quotations.of(PART)).isEqualTo(mostReported());
            assertThat(quoted.isPresent()).isEqualTo(!quotations.of(PART).equals(before));
        }
    }

    private Optional<List<Quotation>> apply(int number, Optional<Told> now) {
        Optional<Told> before = Optional.ofNullable(all.remove(number));
        before.ifPresent(told -> reactions.remove(STORY, told));
        now.ifPresent(told -> {
            all.put(number, told);
            reactions.put(STORY, told);
        });
        if (before.isEmpty()) {
            return now.flatMap(told -> quotations.add(PART, quotable, told));
        }
        ActorReactions.Group left = reactions.in(STORY, before.get());
        return now.isEmpty()
                ? quotations.remove(PART, quotable, before.get(), left)
                : quotations.replace(PART, quotable, before.get(), now.get(), left);
    }

    private List<Quotation> mostReported() {
        List<List<Quotation>> each = new ArrayList<>();
        all.values().forEach(told -> each.add(Quotations.with(List.of(), told)));
        return Quotations.most(each);
    }

    /** How many reports, by how many outlets, a reaction has now; none when it is no more. */
    record Change(int number, int reports, int outlets) {
        Optional<Told> told() {
            return reports == 0 ? Optional.empty() : Optional.of(ActorQuotationsTest.told(this));
        }
    }

    private static Told told(Change change) {
        // Two were said at the same time.
        Instant at = Instant.parse("2025-03-01T10:00:00Z").plusSeconds(change.number() / 2);
        return new Told(
                new Actor("orla-venn", "Orla Venn", Actor.Kind.PERSON),
                Optional.of("President"),
                new Represents("zubrowka", Represents.Kind.COUNTRY, "Zubrowka"),
                new Milestone(
                        "story|u-" + change.number(),
                        "orla-venn",
                        "Orla Venn",
                        90,
                        Stance.CONDEMN,
                        new SaidAt(at, SaidAt.Precision.INSTANT),
                        60),
                change.reports(),
                IntStream.range(0, change.outlets())
                        .mapToObj(outlet -> "Outlet " + outlet)
                        .toList(),
                change.reports() < 2 ? Optional.empty() : Optional.of("We condemn the closing of the border."));
    }

    @Provide
    Arbitrary<List<Change>> changes() {
        Arbitrary<Integer> numbers = Arbitraries.integers().between(0, 11);
        Arbitrary<Integer> reports = Arbitraries.integers().between(0, 4);
        Arbitrary<Integer> outlets = Arbitraries.integers().between(1, 2);
        return Combinators.combine(numbers, reports, outlets)
                .as(Change::new)
                .list()
                .ofMaxSize(60);
    }
}
