package rejoinder.aggregator.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Whom words may name. */
class ReactorsTest {
    private static final Pattern NAME = Pattern.compile("\\p{Lu}[\\p{L}\\p{M}-]{2,}");

    @Test
    void namesBeginWithAnUpperCaseLetterAndHaveAtLeastThree() {
        assertThat(Reactors.names("I agree with Orla Venn-Droste, Mr \u00c9tienne and Orla's WE of Li."))
                .containsExactly("Orla", "Venn-Droste", "\u00c9tienne");
    }

    @Test
    void notMoreThanFiftyAreLookedFor() {
        String many = IntStream.range(0, 200)
                .mapToObj(i -> "Name" + (char) ('a' + i / 26) + (char) ('a' + i % 26))
                .collect(Collectors.joining(" "));

        assertThat(Reactors.names(many)).hasSize(50);
    }

    @Property(tries = 2000)
    void namesAreWhatThePatternSays(@ForAll("texts") String text) {
        assertThat(Reactors.names(text))
                .containsExactlyElementsOf(NAME.matcher(text)
                        .results()
                        .map(MatchResult::group)
                        .distinct()
                        .toList());
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings()
                        .withChars("abAB\u0416\u0436\u01c5\u0301\u0903\u20dd -.'\ud835\udcb3")
                        .ofMaxLength(40),
                Arbitraries.strings().ofMaxLength(40));
    }
}
