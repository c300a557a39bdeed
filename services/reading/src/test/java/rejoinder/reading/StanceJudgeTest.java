package rejoinder.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which stance words take toward the trigger event, and by which of them. */
class StanceJudgeTest {
    private static final TriggerText TRIGGER =
            new TriggerText("Rudolf of Ruritania", Optional.of("I shall close the border."), Optional.empty());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "These words are appalling and dangerous.|CONDEMN|appalling",
                "Rudolf's remarks serve only Grand Fenwick.|CONDEMN|serve only",
                "That would undermine the trust of neighbours.|CRITICISE|undermine",
                "It is not a sensible approach.|CRITICISE|not a sensible",
                "I don't agree with that at all.|CRITICISE|don't agree",
                "We cannot accept that.|CRITICISE|cannot accept",
                "It worries all of us.|CONCERN|worries",
                "We take that threat to heart.|CONCERN|threat",
                "I am not worried about it.|DEFEND|not worried",
                "He is just trying to make a point.|DEFEND|make a point",
                "We welcome what he said.|WELCOME|welcome",
                "He is right about that.|WELCOME|is right",
                "We remain committed to our neighbours.|NEUTRAL|committed to",
                "No comment.|NO_COMMENT|No comment",
                "I haven't seen it.|NO_COMMENT|haven't seen",
                "Das ist unverantwortlich.|CONDEMN|unverantwortlich",
                "C'est irresponsable.|CONDEMN|irresponsable",
                "Es un error.|CRITICISE|error",
                "Siamo preoccupati per queste parole.|CONCERN|preoccupati",
                "To jest nieodpowiedzialne.|CONDEMN|nieodpowiedzialne",
                "Saudamos estas palavras.|UNCLEAR|",
                "\u0426\u0435 \u0431\u0435\u0437\u0432\u0456\u0434\u043f\u043e\u0432\u0456\u0434\u0430\u043b\u044c\u043d\u043e.|CONDEMN|\u0431\u0435\u0437\u0432\u0456\u0434\u043f\u043e\u0432\u0456\u0434\u0430\u043b\u044c\u043d\u043e",
                "\u042d\u0442\u043e \u043e\u0448\u0438\u0431\u043a\u0430.|CRITICISE|\u043e\u0448\u0438\u0431\u043a\u0430",
                "The border is eighty miles long.|UNCLEAR|",
            })
    void theWordsDecideAndAreNamed(String quote, StanceKind stance, String evidence) {
        Judgement judgement = judge(quote, Optional.empty());

        assertThat(judgement.stance()).isEqualTo(stance);
        if (evidence != null) {
            assertThat(judgement.evidence()).extracting(EvidenceSpan::text).contains(evidence);
        }
    }

    @Test
    void theCueDecidesWhereTheQuotationDoesNot() {
        Judgement judgement = judge("what happened at the border", Optional.of("condemned"));

        assertThat(judgement.stance()).isEqualTo(StanceKind.CONDEMN);
        assertThat(judgement.evidence()).singleElement().satisfies(words -> assertThat(words.where())
                .isEqualTo(EvidenceSpan.Where.CUE));
    }

    @Test
    void aVerbAndTheWordsAfterItDecideTogether() {
        Judgement judgement = judge("to comment on it", Optional.of("declined"));

        assertThat(judgement.stance()).isEqualTo(StanceKind.NO_COMMENT);
        assertThat(judgement.evidence()).singleElement().satisfies(words -> {
            assertThat(words.text()).isEqualTo("declined");
            assertThat(words.where()).isEqualTo(EvidenceSpan.Where.CUE);
        });
    }

    @Test
    void aVerbThatDecidesGoesBeforeWordsThatTakeNoSide() {
        assertThat(judge("the decree, and remains committed to peace", Optional.of("condemned"))
                        .stance())
                .isEqualTo(StanceKind.CONDEMN);
    }

    @Test
    void whatIsCondemnedOrWelcomedOfSomebodyElseIsNotTheTriggerEvent() {
        assertThat(judge("Vask's answer", Optional.of("welcomed")).rule()).isEqualTo("about-anothers-words");
        assertThat(judge("Freedonia's attack on the harbour", Optional.of("condemned"))
                        .stance())
                .isEqualTo(StanceKind.UNCLEAR);
        assertThat(judge("Rudolf's attack on the harbour", Optional.of("condemned"))
                        .stance())
                .as("the trigger actor's own")
                .isEqualTo(StanceKind.CONDEMN);
        assertThat(StanceJudge.standard()
                        .judge(
                                new TriggerText("Rudolf", Optional.empty(), Optional.of("attack on the harbour")),
                                new StatedWords(
                                        "Freedonia's attack on the harbour",
                                        Optional.of("condemned"),
                                        "",
                                        Optional.empty()))
                        .stance())
                .as("the trigger event itself")
                .isEqualTo(StanceKind.CONDEMN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "It is not appalling.",
                "There is nothing dangerous in it.",
                "Russia's war is unacceptable.",
            })
    void whatIsDeniedOrOfSomebodyElseDoesNotDecide(String quote) {
        assertThat(judge(quote, Optional.empty()).stance()).isNotEqualTo(StanceKind.CONDEMN);
    }

    @Test
    void aReactionToAReactionHasItsOwnTarget() {
        Judgement judgement = judge("I fully welcome Vask's statement.", Optional.empty());

        assertThat(judgement.stance()).isEqualTo(StanceKind.UNCLEAR);
        assertThat(judgement.rule()).isEqualTo("about-anothers-words");
        assertThat(judgement.evidence()).extracting(EvidenceSpan::text).containsExactly("Vask's statement");
        assertThat(judge("I fully welcome Rudolf's statement.", Optional.empty())
                        .stance())
                .as("the trigger actor's own words are the trigger event's")
                .isEqualTo(StanceKind.WELCOME);
    }

    @Test
    void afterABoundaryOfContrastWhatFollowsCounts() {
        assertThat(judge("He is right to ask for money, but this is irresponsible.", Optional.empty())
                        .stance())
                .isEqualTo(StanceKind.CONDEMN);
        assertThat(judge("It was a stupid thing to say, but he is right.", Optional.empty())
                        .stance())
                .isEqualTo(StanceKind.WELCOME);
    }

    @Test
    void evidenceStandsWhereItSays() {
        String quote = "\uD83D\uDE00 These words are appalling.";

        EvidenceSpan words = judge(quote, Optional.empty()).evidence().get(0);

        assertThat(quote.substring(
                        quote.offsetByCodePoints(0, words.span().start()),
                        quote.offsetByCodePoints(0, words.span().end())))
                .isEqualTo(words.text())
                .isEqualTo("appalling");
    }

    private static Judgement judge(String quote, Optional<String> cue) {
        return StanceJudge.standard().judge(TRIGGER, new StatedWords(quote, cue, "", Optional.empty()));
    }
}
