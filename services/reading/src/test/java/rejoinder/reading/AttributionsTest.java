package rejoinder.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which words are reported as somebody's, and whose. */
class AttributionsTest {
    private static final String WORDS = "This decree is a grave mistake";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"%s,\" Orla Venn said.",
                "\"%s,\" said Orla Venn.",
                "\u201C%s,\u201D Orla Venn said.",
                "\u201E%s\u201C, said Orla Venn.",
                "\u00AB%s\u00BB, said Orla Venn.",
                "\u2018%s,\u2019 Orla Venn said.",
                "''%s,'' Orla Venn said.",
                "Orla Venn said: \"%s.\"",
                "Orla Venn told reporters on Monday, \"%s.\"",
                "President Orla Venn of Zubrowka said \"%s\".",
                "\"%s,\" President Orla Venn, who arrived late on Monday, told reporters.",
                "\"%s,\" Orla Venn, the president of Zubrowka, said.",
                "\"%s,\" according to Orla Venn.",
                "Speaking in the capital, Orla Venn warned: \"%s.\"",
                "\"%s,\" Orla Venn wrote on X.",
                "Orla Venn: \"%s.\"",
                "In a letter to her ministers, Orla Venn added that she was sure: \"%s.\"",
            })
    void aReportingClauseGivesTheWordsAroundItTheirSpeaker(String sentence) {
        assertThat(Zubrowka.read(sentence.formatted(WORDS))).anySatisfy(found -> {
            assertThat(found.quote()).startsWith(WORDS);
            assertThat(found.type()).isEqualTo(QuoteType.DIRECT);
            assertThat(found.speaker().orElseThrow().name()).isEqualTo("Orla Venn");
        });
    }

    @Test
    void everySpanCountsInCodePointsOfTheText() {
        String text = "\uD83D\uDE00 \u201C" + WORDS + ",\u201D Orla Venn said.";

        Attribution found = Zubrowka.read(text).get(0);

        assertThat(part(text, found.span())).isEqualTo(found.quote()).startsWith(WORDS);
        assertThat(part(text, found.cue().orElseThrow().span())).isEqualTo("said");
        assertThat(part(text, found.speaker().orElseThrow().span().orElseThrow()))
                .isEqualTo("Orla Venn");
    }

    @Test
    void aQuotationThatItsClauseInterruptsIsBothParts() {
        assertThat(Zubrowka.said("\"This decree,\" Orla Venn said, \"is a grave mistake for all of us.\""))
                .containsExactly("Orla Venn: This decree,", "Orla Venn: is a grave mistake for all of us.");
    }

    @Test
    void aQuotationThatGoesOnInTheNextParagraphHasTheSameSpeaker() {
        assertThat(Zubrowka.said("Orla Venn said: \"This decree is a grave mistake.\n\n\"We shall not obey it.\""))
                .isNotEmpty()
                .allSatisfy(said -> assertThat(said).startsWith("Orla Venn: "))
                .anySatisfy(said -> assertThat(said).contains("We shall not obey it"));
    }

    @Test
    void aQuotationByItselfBelongsToWhoSpokeBeforeIt() {
        assertThat(Zubrowka.said("\"This decree is a grave mistake,\" Orla Venn said. \"We shall not obey it.\""))
                .containsExactly("Orla Venn: This decree is a grave mistake,", "Orla Venn: We shall not obey it.");
    }

    @Test
    void aQuotationByItselfBelongsToWhomTheSentenceBeforeIsAbout() {
        assertThat(Zubrowka.said(
                        "Orla Venn was angry when she left the meeting. \"We shall not obey it at all, never.\""))
                .containsExactly("Orla Venn: We shall not obey it at all, never.");
    }

    @Test
    void indirectSpeechIsTheClauseThatIsReported() {
        List<Attribution> found =
                Zubrowka.read("Orla Venn said on Monday that the decree would not be obeyed in any town.");

        assertThat(found).singleElement().satisfies(one -> {
            assertThat(one.type()).isEqualTo(QuoteType.INDIRECT);
            assertThat(one.quote()).contains("the decree would not be obeyed in any town");
        });
    }

    @Test
    void mixedSpeechIsTheClauseWithTheWordsInIt() {
        List<Attribution> found =
                Zubrowka.read("Orla Venn said that the decree was \"a grave mistake\" and would not be obeyed.");

        assertThat(found).singleElement().satisfies(one -> {
            assertThat(one.type()).isEqualTo(QuoteType.MIXED);
            assertThat(one.quote()).contains("the decree was \"a grave mistake\"");
        });
    }

    @Test
    void aClauseThatItsReportingClauseInterruptsIsBothParts() {
        assertThat(Zubrowka.said("The old bridge, Orla Venn said, will be closed for a week."))
                .containsExactly("Orla Venn: The old bridge", "Orla Venn: will be closed for a week");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "When Orla Venn condemned the new decree, some traders left.|the new decree",
                "Orla Venn said the bridge was closed, but she looked tired.|the bridge was closed",
                "Orla Venn said the bridge - there are two of them - was closed.|"
                        + "the bridge - there are two of them - was closed",
                "Orla Venn condemned the new decree, leaving the hall early.|the new decree",
                "Orla Venn condemned the decree.|the decree",
                "Orla Venn pointed out that the bridge was closed.|the bridge was closed",
            })
    void whatIsReportedEndsWhereTheSentenceGoesOnWithoutIt(String sentence, String words) {
        assertThat(Zubrowka.said(sentence)).containsExactly("Orla Venn: " + words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The United States builds two bridges over the river every year.",
                "Two hundred pledged delegates walked home in the rain.",
                "Most questions about the bridge came from the traders.",
            })
    void aWordThatLooksLikeAReportingVerbReportsNothing(String sentence) {
        assertThat(Zubrowka.read(sentence)).filteredOn(Attribution::isSpeech).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Orla Venn is widely expected to close the old bridge next week.|to close the old bridge next week",
                "Nobody liked the claim that the bridge is closed.|that the bridge is closed",
                "There were many questions about the old bridge when it rained.|the old bridge",
                "Nobody in the hall was convinced that the bridge is safe.|that the bridge is safe",
                "When asked whether the bridge is safe, the old baker smiled.|whether the bridge is safe",
            })
    void whatNobodyIsNamedForIsNoStatement(String sentence, String words) {
        assertThat(Zubrowka.read(sentence)).singleElement().satisfies(found -> {
            assertThat(found.quote()).isEqualTo(words);
            assertThat(found.speaker()).isEmpty();
            assertThat(found.isSpeech()).isFalse();
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Orla Venn called the decree \"a grave mistake\".|a grave mistake",
                "Orla Venn described it as \"a grave mistake\" yesterday.|a grave mistake",
            })
    void whatSomethingIsCalledIsReported(String sentence, String words) {
        assertThat(Zubrowka.said(sentence))
                .anySatisfy(said -> assertThat(said).startsWith("Orla Venn: ").contains(words));
    }

    @Test
    void theStatementIsWhatItIsCalledAndTheWordsAroundItAreShownToo() {
        List<Attribution> found = Zubrowka.read("Orla Venn called the new decree \"a grave mistake\".");

        assertThat(found).filteredOn(Attribution::isSpeech).singleElement().satisfies(one -> assertThat(one.quote())
                .isEqualTo("a grave mistake"));
        assertThat(found).filteredOn(one -> !one.isSpeech()).singleElement().satisfies(one -> assertThat(one.quote())
                .isEqualTo("the new decree \"a grave mistake\""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Orla Venn would not say that the bridge is safe.|the bridge is safe",
                "Orla Venn did not say whether the bridge is safe.|whether the bridge is safe",
                "Orla Venn wants to announce a new decree.|a new decree",
            })
    void whatSomebodyDidNotSayOrOnlyMightIsNoStatement(String sentence, String words) {
        assertThat(Zubrowka.read(sentence))
                .allSatisfy(found -> assertThat(found.isSpeech()).isFalse())
                .anySatisfy(found -> assertThat(found.quote()).isEqualTo(words));
    }

    @Test
    void notToCommentIsAnAnswer() {
        assertThat(Zubrowka.read("Orla Venn declined to comment on the decree."))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.isSpeech()).isTrue();
                    assertThat(found.cue().orElseThrow().text()).isEqualTo("declined");
                    assertThat(found.quote()).isEqualTo("to comment on the decree");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Venn Says The Old Border Must Stay Open\n\nOrla Venn walked home.",
                "Venn: The old border must stay open\n\nOrla Venn walked home.",
            })
    void aHeadlineSaysWhoSaysIt(String text) {
        assertThat(Zubrowka.said(text)).singleElement().satisfies(said -> assertThat(said)
                .isEqualToIgnoringCase("Orla Venn: The old border must stay open"));
    }

    @Test
    void aClauseBeforeAQuotationThatIsInterruptedIsReportedToo() {
        assertThat(Zubrowka.said("While the harbour is open, Orla Venn said, \"the border is closed for all of us.\""))
                .containsExactly(
                        "Orla Venn: While the harbour is open", "Orla Venn: the border is closed for all of us.");
    }

    @Test
    void aTranscriptsTurnsAreWhatEachSays() {
        assertThat(Zubrowka.said("MS. VENN: It is wrong. We will say so.\n\nQ Why?\n\nMS. VENN: Because it is."))
                .containsExactly("VENN: It is wrong. We will say so.", "VENN: Because it is.");
    }

    @Test
    void anInterviewsAnswersAreWhatItsGuestSays() {
        assertThat(Zubrowka.said("Orla Venn spoke to us.\n\nQ: Is it wrong?\n\nA: It is. We will say so.\n\nQ: Why?\n\n"
                        + "A: Because nobody was asked."))
                .containsExactly("Orla Venn: It is. We will say so.", "Orla Venn: Because nobody was asked.");
    }

    @Test
    void whatAPressReleaseSaysIsSaidByTheOfficeThatPublishesIt() {
        assertThat(Zubrowka.read("Statement by the Stone Palace\n\n\"We will not obey it,\" the statement said."))
                .singleElement()
                .satisfies(found ->
                        assertThat(found.official().orElseThrow().name()).isEqualTo("Stone Palace"));
    }

    @Test
    void twoSpeakersOfTheSameWordsAreTwoStatements() {
        assertThat(Zubrowka.said("\"" + WORDS + ",\" Orla Venn and Til Vask said on Monday."))
                .containsExactlyInAnyOrder("Orla Venn: " + WORDS + ",", "Til Vask: " + WORDS + ",");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Orla Venn called the decree \"a trap\" and walked out of the hall.|the decree \"a trap\"",
                "Orla Venn called it \"a trap\" in a speech.|it \"a trap\"",
                "The harbour, which Orla Venn described as \"a trap\", is open.|as \"a trap\"",
                "Orla Venn compared the new decree to \"a trap\" of the council.|the new decree to \"a trap\" of the council",
                "Orla Venn took the stage in the old hall and called the decree \"a trap\".|the decree \"a trap\"",
            })
    void theWordsAroundWhatSomethingIsCalledEndWithIt(String sentence, String around) {
        assertThat(Zubrowka.read(sentence))
                .anySatisfy(found -> {
                    assertThat(found.isSpeech()).isTrue();
                    assertThat(found.quote()).isEqualTo("a trap");
                    assertThat(found.speaker().orElseThrow().name()).isEqualTo("Orla Venn");
                })
                .anySatisfy(found -> {
                    assertThat(found.isSpeech()).isFalse();
                    assertThat(found.quote()).isEqualTo(around);
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Orla Venn doubts that the decree is \"a mistake\" of the council.|"
                        + "that the decree is \"a mistake\" of the council",
                "Nobody liked the claim that the bridge is \"closed for good\".|"
                        + "that the bridge is \"closed for good\"",
            })
    void wordsInWhatIsOnlyThoughtAreShownWithIt(String sentence, String words) {
        assertThat(Zubrowka.read(sentence)).anySatisfy(found -> {
            assertThat(found.isSpeech()).isFalse();
            assertThat(found.type()).isEqualTo(QuoteType.MIXED);
            assertThat(found.quote()).isEqualTo(words);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Orla Venn said on the show \"Morning Bridge\" that the decree was \"a trap\".|"
                        + "the decree was \"a trap\"",
                "Orla Venn said that once the council meets, \"We shall have an answer at last.\"|"
                        + "once the council meets, \"We shall have an answer at last.\"",
                "Orla Venn said because the bridge is old, \"we must build another one.\"|"
                        + "because the bridge is old, \"we must build another one.\"",
                "Orla Venn said the decree was \"a trap\", a charge that nobody denied.|the decree was \"a trap\"",
                "Orla Venn said the decree was \"a trap\" before calling on the council to meet.|"
                        + "the decree was \"a trap\"",
                "Orla Venn said the decree was \"a trap,\" even if the council meets.|"
                        + "the decree was \"a trap,\" even if the council meets",
                "Orla Venn said the council hopes for rain, which \"will help all of us to harvest.\"|"
                        + "the council hopes for rain, which \"will help all of us to harvest.\"",
                "But when it comes to bread, \"we have all worked very hard,\" Orla Venn said.|"
                        + "But when it comes to bread, \"we have all worked very hard,\"",
                "\"An old bridge\" fell into the river last night, Orla Venn said.|"
                        + "\"An old bridge\" fell into the river last night",
                "According to Orla Venn, the bridge was old, but is now \"the best of all bridges.\"|"
                        + "the bridge was old, but is now \"the best of all bridges.\"",
                "In the long run, according to Orla Venn, the bridge \"will be the best of all.\"|"
                        + "the bridge \"will be the best of all.\"",
                "Orla Venn promised to end \"the waste of bread\".|to end \"the waste of bread\"",
                "Orla Venn told reporters in May that the bridge was \"not quite ready\".|"
                        + "the bridge was \"not quite ready\"",
                "Orla Venn said the U.Z. \"clearly\" needs another bridge.|the U.Z. \"clearly\" needs another bridge",
            })
    void mixedSpeechHasTheLimitsOfWhatIsReported(String sentence, String words) {
        assertThat(Zubrowka.read(sentence)).anySatisfy(found -> {
            assertThat(found.isSpeech()).isTrue();
            assertThat(found.type()).isEqualTo(QuoteType.MIXED);
            assertThat(found.quote()).isEqualTo(words);
            assertThat(found.speaker().orElseThrow().name()).isEqualTo("Orla Venn");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Orla Venn, R-Zub., told Harbour News that the bridge is closed.",
                "Orla Venn, the author of \"Bread And Bridges,\" said the days when the bridge is closed are over.",
                "Orla Venn made a mistake in saying that the bridge is closed.",
                "Orla Venn surprised everybody by saying that the bridge is closed.",
                "Orla Venn was in the hall, and she's said that the bridge is closed.",
            })
    void whatStandsBetweenASpeakerAndTheVerbIsNoSpeaker(String sentence) {
        assertThat(Zubrowka.said(sentence))
                .isNotEmpty()
                .allSatisfy(said -> assertThat(said).startsWith("Orla Venn: ").contains("bridge is closed"));
    }

    @Test
    void aNounBehindAQuotationIsNotWhatItsSpeakerSays() {
        assertThat(Zubrowka.said("The \"market accident\" Orla Venn reported on Monday was small."))
                .noneMatch(said -> said.contains("market accident"));
    }

    @Test
    void whatSomebodyTellsOfAnotherIsSaidByBoth() {
        assertThat(Zubrowka.said("Pim Ostro said the bridge is closed, according to Orla Venn."))
                .containsExactlyInAnyOrder(
                        "Pim Ostro: the bridge is closed", "Orla Venn: Pim Ostro said the bridge is closed");
    }

    static Stream<Arguments> noStatements() {
        return Stream.of(
                Arguments.of("a title of a work", "She sat down to watch \"The Late Show With Pim Ostro\" at home."),
                Arguments.of("a titled work", "A book titled \"We shall never go home again\" lay in the rain."),
                Arguments.of("a line of press", "\"Border stays open for now,\" by Una Brell in the Gazette."),
                Arguments.of("scare quotes", "The so-called \"border\" was open all night."),
                Arguments.of("a nickname", "Til \"Lightning\" Vask walked home in the rain."),
                Arguments.of("a sentence without speech", "Orla Venn walked home in the rain on Monday evening."),
                Arguments.of("what somebody said is only spoken of", "What Orla Venn said surprised nobody at all."),
                Arguments.of("nothing", ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void noStatements(String what, String text) {
        assertThat(Zubrowka.read(text)).as(what).isEmpty();
    }

    @Test
    void nobodyIsInvented() {
        assertThat(Zubrowka.read("\"Somebody has to do something about all of this, and soon.\""))
                .singleElement()
                .satisfies(found -> assertThat(found.speaker()).isEmpty());
    }

    @Test
    void whatIsThoughtIsToldApartFromWhatIsSaid() {
        assertThat(Zubrowka.read("Orla Venn believes that the decree will be forgotten by summer."))
                .allSatisfy(found -> assertThat(found.isSpeech()).isFalse());
        assertThat(Zubrowka.read("Orla Venn says that the decree will be forgotten by summer."))
                .isNotEmpty()
                .allSatisfy(found -> assertThat(found.isSpeech()).isTrue());
    }

    private static String part(String text, TextSpan span) {
        return text.substring(text.offsetByCodePoints(0, span.start()), text.offsetByCodePoints(0, span.end()));
    }
}
