package rejoinder.aggregator.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class LeadingTest {
    @Property
    void the_first_of_many_lists_are_the_first_of_all_that_is_in_them(
            @ForAll List<List<@IntRange(max = 30) Integer>> lists, @ForAll @IntRange(min = 1, max = 10) int most) {
        List<List<Integer>> ordered =
                lists.stream().map(list -> list.stream().sorted().toList()).toList();

        List<Integer> leading = Leading.of(ordered, Comparator.naturalOrder(), most);

        assertThat(leading)
                .isEqualTo(lists.stream()
                        .flatMap(List::stream)
                        .distinct()
                        .sorted()
                        .limit(most)
                        .toList());
    }
}
