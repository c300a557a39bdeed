package rejoinder.contracts.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class NeededWordsTest {
    @Test
    void aWordThatEveryMatchHasIsNeeded() {
        assertThat(needed("text:Border")).contains(Set.of("border"));
        assertThat(needed("text:border OR outlet:Gazette")).contains(Set.of("border", "gazette"));
        assertThat(needed("+text:border text:gazette -text:wall")).contains(Set.of("border"));
        assertThat(needed("text:\"the border closes\"")).contains(Set.of("border"));
        assertThat(needed("text:(border OR wall) AND text:close*")).contains(Set.of("border", "wall"));
    }

    @Test
    void nothingIsNeededWhereAMatchMayHaveNoWordThatIsKnown() {
        assertThat(needed("")).isEmpty();
        assertThat(needed("text:bord*")).isEmpty();
        assertThat(needed("text:border~1")).isEmpty();
        assertThat(needed("text:border OR text:wal*")).isEmpty();
        assertThat(needed("*:* -text:border")).isEmpty();
        assertThat(needed("text:[a TO b]")).isEmpty();
    }

    @Test
    void aWordInNoFieldIsNeededInAny() {
        assertThat(needed("border")).contains(Set.of("border"));
    }

    @Test
    void jsonThatHasNoneOfThemNeedNotBeRead() {
        StoryQuery query = query("border OR \"shared river\"");

        assertThat(query.mayMatch(json("{\"quote\":\"Nothing of it.\"}"))).isFalse();
        assertThat(query.mayMatch(json("{\"quote\":\"The BORDER stays.\"}"))).isTrue();
        assertThat(query.mayMatch(json("{\"quote\":\"One\\nborder\"}"))).isTrue();
        assertThat(query.mayMatch(json("{\"quote\":\"The b\\u006frder stays.\"}")))
                .isTrue();
        assertThat(query("bord*").mayMatch(json("{\"quote\":\"Nothing of it.\"}")))
                .isTrue();
    }

    @Test
    void lettersAreMadeSmallOneByOneAsTheAnalyzerDoes() {
        String text = "A BORDER ÄÖ ŁÓDŹ ΣΑΣ İ \u212A \uD801\uDC00 \uD83D lone \uD83D";

        assertThat(NeededWords.lowerCase(text))
                .isEqualTo(text.codePoints()
                        .map(Character::toLowerCase)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString());
    }

    @Property
    void whetherJsonHasOneIsSeenInAnyTextAndAnywhere(@ForAll("texts") String text) {
        boolean has = NeededWords.lowerCase(text).contains("b[r") || text.contains("\\u");

        assertThat(NeededWords.anyInJson(json(text), Set.of("b[r"))).isEqualTo(has);
    }

    /** Letters and what stands beside them in ASCII; some texts have others as well. */
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().withChars("bBrR[{@Z\\u").ofMaxLength(30),
                Arbitraries.strings().withChars("bBrR[{@Z\\u\u00c4\u017c").ofMaxLength(30),
                Arbitraries.strings().ascii().ofMaxLength(30).map(text -> text + "B[R"));
    }

    private static byte[] json(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static StoryQuery query(String query) {
        return ((StoryQuery.Valid) StoryQuery.parse(query)).query();
    }

    private static Optional<Set<String>> needed(String query) {
        return query(query).oneOf();
    }
}
