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

        LowerWords.Word word = words.of(text.toCharArray(), 0, text.length(), Lexicon.english());
        LowerWords.Word inside = words.of(("(" + text + ")").toCharArray(), 1, text.length() + 1, Lexicon.english());

        assertThat(word.lower).isEqualTo(lower);
        assertThat(word.traits).isEqualTo(Traits.of(lower, Lexicon.english()));
        assertThat(inside.lower).isEqualTo(lower);
    }

    @Test
    void aWordOfTwoLanguagesIsInEachWhatItIsThere() {
        Lexicon german = Lexicon.of("de").orElseThrow();

        LowerWords.Word inEnglish = words.of("Venn said that".toCharArray(), 5, 9, Lexicon.english());
        LowerWords.Word inGerman = words.of("Venn said that".toCharArray(), 5, 9, german);

        assertThat(inEnglish.traits & Traits.CUE).isNotZero();
        assertThat(inGerman.traits & Traits.CUE).isZero();
        assertThat(inGerman.languages).isEqualTo(Languages.ofWord("said"));
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
        LowerWords.Word first = words.of("The border".toCharArray(), 4, 10, Lexicon.english());

        assertThat(words.of("border and bridge".toCharArray(), 0, 6, Lexicon.english()))
                .isSameAs(first);
    }
}
