package rejoinder.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class LowerWordsTest {
    private final LowerWords words = new LowerWords();

    @Property
    void anyPartOfAnyTextIsInLowerCaseWithStraightApostrophes(@ForAll("texts") String text) {
        String lower = text.toLowerCase(Locale.ROOT).replace('\u2019', '\'');

        assertThat(words.of(text.toCharArray(), 0, text.length())).isEqualTo(lower);
        assertThat(words.of(("(" + text + ")").toCharArray(), 1, text.length() + 1))
                .isEqualTo(lower);
    }

    /** Many are words that came before, and some share a place with another. */
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings()
                        .withCharRange('A', 'D')
                        .withCharRange('a', 'd')
                        .ofMaxLength(3),
                Arbitraries.strings().withChars("BordeR'\u2019\u0130\u00c9").ofMaxLength(6),
                Arbitraries.strings().ofMaxLength(12));
    }

    @Test
    void aWordThatComesAgainIsTheSameObject() {
        String first = words.of("The border".toCharArray(), 4, 10);

        assertThat(words.of("Border and bridge".toCharArray(), 0, 6)).isSameAs(first);
    }
}
