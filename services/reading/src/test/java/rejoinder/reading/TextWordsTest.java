package rejoinder.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class TextWordsTest {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+(?:['\u2019-][\\p{L}\\p{M}\\p{N}]+)*");

    @Test
    void whatIsElidedIsAWordOfItsOwn() {
        TextWords words = TextWords.of("l\u2019accord, qu'on l'appelle Orla-Venn's");

        assertThat(words.words()).containsExactly("l", "accord", "qu", "on", "l", "appelle", "orla-venn's");
        assertThat(words.start(1)).isEqualTo(2);
        assertThat(words.end(1)).isEqualTo(8);
    }

    @Property
    void wordsAreLettersMarksAndNumbersAndWhatJoinsThem(@ForAll("texts") String text) {
        TextWords words = TextWords.of(text);

        List<String> found = new ArrayList<>();
        for (int i = 0; i < words.words().size(); i++) {
            found.add(text.substring(words.start(i), words.end(i)));
        }
        assertThat(found)
                .isEqualTo(WORD.matcher(text).results().map(MatchResult::group).toList());
    }

    /** None with a letter that is elided; with characters of two units, halves of such, marks and numbers of all kinds. */
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings()
                        .withChars("ab9 -'\u2019.\u0301\u00bd\u2167\u00c9\ud801\udc00\ud83d")
                        .ofMaxLength(12),
                Arbitraries.strings().excludeChars('\'', '\u2019').ofMaxLength(12));
    }
}
