package rejoinder.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What an index of sketches finds, against looking at each. */
class SketchIndexTest {
    private static final List<String> WORDS = List.of(
            ("the border closing grave mistake traders bridge harvest king milestones apple season table thinking"
                            + " welcome irresponsible country people president world security no not we will never give"
                            + " common home attack peace dangerous threat trust risk harbour treaty winter army train")
                    .split(" "));

    @Provide
    Arbitrary<String> quotes() {
        return Arbitraries.of(WORDS).list().ofMinSize(0).ofMaxSize(25).map(words -> String.join(" ", words));
    }

    @Provide
    Arbitrary<List<String>> manyQuotes() {
        return quotes().list().ofMaxSize(150);
    }

    @Property(tries = 300)
    void itFindsAllThatMayBeTheSameAndEachOnce(
            @ForAll("manyQuotes") List<String> quotes, @ForAll("quotes") String quote) {
        SketchIndex index = new SketchIndex();
        quotes.forEach(one -> index.add(sketch(one)));
        List<Integer> found = new ArrayList<>();

        index.maybeSame(sketch(quote), found::add);

        Set<Integer> expected = IntStream.range(0, quotes.size())
                .filter(i -> sketch(quote).maybeSame(sketch(quotes.get(i))))
                .boxed()
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(found).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(expected);
    }

    @Property(tries = 3000)
    void whatIsTheSameMayBeTheSame(@ForAll("quotes") String one, @ForAll("quotes") String other) {
        if (SameWords.same(SameWords.of(one), SameWords.of(other))) {
            assertThat(sketch(one).maybeSame(sketch(other))).isTrue();
        }
    }

    private static SameWords.Sketch sketch(String quote) {
        return SameWords.of(quote).sketch();
    }
}
