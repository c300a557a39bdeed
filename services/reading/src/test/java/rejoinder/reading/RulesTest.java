package rejoinder.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of rules knows every rule, and no other. */
class RulesTest {
    private static final List<String> WHERE_RULES_ARE =
            List.of("Clauses", "Speakers", "Officials", "Rows", "Turns", "StanceJudge", "Attribution", "Reader");
    private static final Set<String> NO_RULES = Set.of("goes-on", "person-noun");
    private static final Pattern IN_CODE = Pattern.compile("\"([a-z]+(?:-[a-z]+)+|ambiguous)\"");
    private static final Pattern IN_PAGE = Pattern.compile("`([a-z]+(?:-[a-z]+)+|ambiguous)`");
    private static final Set<String> SUFFIXES = Set.of("-mixed");

    @Test
    void everyRuleIsExplainedAndEveryExplanationHasItsRule() throws IOException {
        Set<String> made = new TreeSet<>();
        for (String type : WHERE_RULES_ARE) {
            made.addAll(found(IN_CODE, Files.readString(Path.of("src/main/java/rejoinder/reading", type + ".java"))));
        }
        made.removeAll(NO_RULES);
        Set<String> explained = found(IN_PAGE, Files.readString(Path.of("RULES.md")));

        assertThat(explained).isEqualTo(made);
    }

    @Test
    void whatIsReadCarriesARuleThatIsExplained() throws IOException {
        Set<String> explained = found(IN_PAGE, Files.readString(Path.of("RULES.md")));
        List<Attribution> read = Zubrowka.read(
                "President Orla Venn said on Monday: \"It is wrong.\" She added that it would be \"very bad\" for all.\n\n"
                        + "\"We will go,\" said Til Vask. The Kremlin said it would not comment on the border at all.");

        assertThat(read).isNotEmpty().allSatisfy(one -> assertThat(parts(one)).isSubsetOf(explained));
    }

    @Test
    void everyRuleThatMakesAStatementCanBeLeftOut() throws IOException {
        String page = Files.readString(Path.of("RULES.md"));
        Set<String> deciding = found(IN_PAGE, page.substring(0, page.indexOf("## Why this stance")));
        deciding.removeAll(
                Set.of("thinker-verb-phrase", "words-around-quote", "nobody-found", "ambiguous", "ambiguous-office"));
        deciding.remove("not-an-official");

        assertThat(Set.copyOf(Rules.names())).isEqualTo(deciding);
    }

    @Test
    void whatARuleThatIsLeftOutHadAPartInIsLeftOutAndNothingElse() {
        SourceText text = Zubrowka.text("President Orla Venn said: \"It is wrong.\" She added: \"It is very bad.\"");
        List<Attribution> all = Zubrowka.reader(Rules.ALL).read(text).attributions();

        for (String left : List.of("speaker-verb-quote", "pronoun-antecedent", "registry-name")) {
            assertThat(Zubrowka.reader(new Rules(Set.of(left))).read(text).attributions())
                    .as(left)
                    .hasSizeLessThan(all.size())
                    .containsExactlyElementsOf(all.stream()
                            .filter(one -> !parts(one).contains(left))
                            .toList());
        }
    }

    @Test
    void aRowWhoseRuleIsLeftOutIsNobodysAndSaysSo() {
        StructuredStatement row = Zubrowka.row("Orla Venn", "It is wrong.");

        Stated stated = Zubrowka.reader(new Rules(Set.of("structured-row"))).resolve(row);

        assertThat(Zubrowka.reader(Rules.ALL).resolve(row).official()).isPresent();
        assertThat(stated.official()).isEmpty();
        assertThat(stated.problem()).hasValueSatisfying(why -> assertThat(why).contains("left out"));
    }

    @Test
    void aRuleThatThereIsNotIsToldWithThoseThereAre() {
        assertThatThrownBy(() -> new Rules(Set.of("name-semicolon")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("name-semicolon")
                .hasMessageContaining("name-colon");
    }

    private static List<String> parts(Attribution one) {
        return Stream.concat(
                        Stream.of(one.rule()),
                        one.speaker().stream()
                                .flatMap(speaker -> Arrays.stream(speaker.rule().split("/", -1))))
                .map(rule -> SUFFIXES.stream().reduce(rule, (name, suffix) -> name.replace(suffix, "")))
                .toList();
    }

    private static Set<String> found(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }
}
