package rejoinder.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which quotations of one actor report the same words. */
class SameWordsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Closing the border is a grave mistake.|Closing the border is a grave mistake",
                "Closing the border is a grave mistake that all will regret.|closing the border is a grave mistake",
                "Closing the border is a grave mistake that all will regret.|a grave mistake",
                "Any threat to close our border undermines our trust, and puts traders at risk.|"
                        + "Any threat to shut our border undermines our trust",
                "It completely undermines our harbour.|Any closing undermines the harbour of all of us, including yours",
                "This treaty is no menu.|This treaty cannot be a la carte",
                "We will never give up our common home.|We\u2019ll never give up our common home",
                "Every attack on our security and peace is dangerous and irresponsible.|"
                        + "Jeder Angriff auf unsere Sicherheit und den Frieden ist gef\u00E4hrlich und unverantwortlich.",
            })
    void cutExtendedTranslatedOrTranscribedWordsAreTheSame(String one, String other) {
        assertThat(same(one, other)).isTrue();
        assertThat(same(other, one)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Closing the border is a grave mistake.|The border of Ruritania has eighty milestones.",
                "We shall talk to the King about the border.|The King has never crossed the border by train.",
                "No.|Yes.",
                "We completely reject this treaty.|We completely support this treaty.",
                "We need more trade.|We need more time.",
            })
    void twoSentencesOnOneThemeAreNot(String one, String other) {
        assertThat(same(one, other)).isFalse();
        assertThat(same(other, one)).isFalse();
    }

    @Test
    void apostrophesAndPointsInWordsAreLeftOut() {
        assertThat(SameWords.joined("Don't ask the U.S. of Zubrowka 'now', 3.5 times."))
                .isEqualTo(" dont ask the us of zubrowka now 35 times ");
    }

    /** Words are what a letter or number begins, up to what is no letter, number, apostrophe or point. */
    @Property(tries = 1000)
    void wordsStandBetweenSpaces(@ForAll("texts") String text) {
        String words = Pattern.compile("[\\p{L}\\p{Nd}][\\p{L}\\p{Nd}'.]*")
                .matcher(SameWords.fold(text))
                .results()
                .map(word -> word.group().replace("'", "").replace(".", ""))
                .collect(Collectors.joining(" ", " ", " "));

        assertThat(SameWords.joined(text)).isEqualTo(words);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings()
                        .withChars("aZ\u00e9\u0456\u0142 '.,-3\u2019")
                        .ofMaxLength(30),
                Arbitraries.strings().ofMaxLength(30));
    }

    @Test
    void moreWordsThanAreRememberedMeanWhatTheyDo() {
        RememberedConcepts remembered = new RememberedConcepts();

        for (int i = 0; i < 25_000; i++) {
            String quote = "Border " + i + " closes";
            assertThat(SameWords.of(quote, remembered).concepts())
                    .isEqualTo(SameWords.of(quote).concepts());
        }
    }

    @Test
    void wordsThatAllHaveOneHashMeanWhatTheyDo() {
        RememberedConcepts remembered = new RememberedConcepts();
        List<String> words = IntStream.range(0, 4096)
                .mapToObj(bits -> IntStream.range(0, 12)
                        .mapToObj(bit -> (bits >> bit & 1) == 0 ? "an" : "c0")
                        .collect(Collectors.joining()))
                .toList();
        assertThat(words.stream().map(String::hashCode).distinct()).hasSize(1);

        for (String word : words) {
            assertThat(SameWords.of(word + " and " + word, remembered).concepts())
                    .isEqualTo(SameWords.of(word).concepts());
        }
    }

    @Property(tries = 500)
    void itIsSymmetric(@ForAll String one, @ForAll String other) {
        assertThat(same(one, other)).isEqualTo(same(other, one));
    }

    @Property(tries = 500)
    void everythingIsTheSameAsItself(@ForAll String words) {
        assertThat(same(words, words)).isTrue();
    }

    @Property(tries = 1000)
    void manyAreComparedWithOneAsPairsAre(
            @ForAll("quotes") String one, @ForAll @Size(max = 30) List<@From("quotes") String> others) {
        RememberedConcepts remembered = new RememberedConcepts();
        SameWordsAs sameAsOne = new SameWordsAs(one, remembered);

        assertThat(others).allSatisfy(other -> {
            assertThat(sameAsOne.test(other)).isEqualTo(same(one, other));
            assertThat(SameWords.same(SameWords.of(one, remembered), SameWords.of(other, remembered)))
                    .isEqualTo(same(one, other));
        });
    }

    @Provide
    Arbitrary<String> quotes() {
        return Arbitraries.of(
                        "close",
                        "shut",
                        "the",
                        "border",
                        "is",
                        "a",
                        "mistake",
                        "Fehler",
                        "not",
                        "",
                        "NATO",
                        "we",
                        "regret",
                        "a-word-of-more-than-forty-letters-that-nobody-ever-says",
                        "Donaudampfschifffahrtsgesellschaftskapitaen")
                .list()
                .ofMaxSize(6)
                .map(words -> String.join(" ", words));
    }

    private static boolean same(String one, String other) {
        return SameWords.same(SameWords.of(one), SameWords.of(other));
    }
}
