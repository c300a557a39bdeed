package rejoinder.aggregator;

import static org.assertj.core.api.Assertions.assertThat;
import static rejoinder.aggregator.Zubrowka.ORLA_VENN;
import static rejoinder.aggregator.Zubrowka.TIL_VASK;
import static rejoinder.aggregator.Zubrowka.border;
import static rejoinder.aggregator.Zubrowka.hours;
import static rejoinder.aggregator.Zubrowka.retracted;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import rejoinder.contracts.Actor;
import rejoinder.contracts.correction.Correction;
import rejoinder.contracts.correction.Correction.Verdict;
import rejoinder.contracts.statement.Statement;

/** What editors set right by hand. */
class CorrectionsTest {
    private static final String MISTAKE = "Closing the border is a mistake.";
    private static final Zubrowka.Speaker O_VENN =
            new Zubrowka.Speaker("o-venn", "O. Venn", "President", 100, Zubrowka.ZUBROWKA);
    private static final Actor VENN = new Actor("orla-venn", "Orla Venn", Actor.Kind.PERSON);

    private final RunningTopology topology = new RunningTopology().follow(border());

    @AfterEach
    void stop() {
        topology.close();
    }

    private static Correction verdict(Verdict verdict, String actor, String utterance, int hour) {
        return new Correction.OfReaction(
                "border", actor, utterance, verdict, "Night desk", hours(hour), Optional.empty());
    }

    private static Correction oneActor() {
        return new Correction.OfActor("o-venn", VENN, "Night desk", hours(9), Optional.empty());
    }

    @Test
    void whatIsExcludedIsNoReactionUntilItIsReleased() {
        topology.say(ORLA_VENN.says("s-1", MISTAKE, hours(2)));

        topology.correct(verdict(Verdict.EXCLUDE, "orla-venn", "u-1", 3));
        assertThat(topology.reactions().now()).isEmpty();
        assertThat(topology.countries().now()).isEmpty();

        topology.correct(verdict(Verdict.RELEASE, "orla-venn", "u-1", 4));
        assertThat(topology.reactions().now()).containsOnlyKeys("border|u-1");
    }

    @Test
    void whatIsPinnedIsAReactionWhateverTheQueryAndTheTimeSayAndTellsWhoPinnedIt() {
        topology.say(ORLA_VENN.says("s-1", "We met in spring.", hours(-200)));
        assertThat(topology.reactions().now()).isEmpty();

        topology.correct(verdict(Verdict.PIN, "orla-venn", "u-1", 3));

        assertThat(topology.reactions().only().pinned().orElseThrow().by()).isEqualTo("Night desk");
        assertThat(topology.stories().only().reactions()).isOne();
    }

    @Test
    void aVerdictGoesWithTheStatementIntoTheUtteranceThatItBecomesPartOf() {
        topology.say(ORLA_VENN.says("s-2", MISTAKE, hours(2)))
                .correct(verdict(Verdict.EXCLUDE, "orla-venn", "u-2", 3))
                .say(ORLA_VENN.says("s-1", MISTAKE, hours(1)));

        assertThat(topology.utterances().now()).containsOnlyKeys("orla-venn|u-1");
        assertThat(topology.reactions().now()).isEmpty();
    }

    @Test
    void aVerdictOnWhatIsDatedAnewAndNotToldYetCountsItOnce() {
        try (RunningTopology behind = RunningTopology.behind()) {
            behind.follow(border()).say(ORLA_VENN.says("s-1", MISTAKE, hours(2)));

            behind.hear(List.of(TIL_VASK.says("s-2", "We met in spring.", hours(4))))
                    .pass(Duration.ofMillis(20))
                    .hear(List.of(ORLA_VENN.says("s-1", MISTAKE, hours(5))))
                    .correct(verdict(Verdict.PIN, "orla-venn", "u-1", 6));

            assertThat(behind.reactions().only().pinned()).isPresent();
            assertThat(behind.actors().only().reactions()).isOne();
            assertThat(behind.actors().only().first().saidAt().at()).isEqualTo(hours(5));
        }
    }

    @Test
    void anExcludedUtteranceStaysOutWhenTheStoryChanges() {
        topology.say(ORLA_VENN.says("s-1", MISTAKE, hours(2)))
                .correct(verdict(Verdict.EXCLUDE, "orla-venn", "u-1", 3))
                .follow(Zubrowka.story("border", "border OR mistake"));

        assertThat(topology.reactions().now()).isEmpty();
    }

    @Test
    void twoActorsThatAreOneAreOneInEverythingSaidBeforeAndAfter() {
        topology.say(O_VENN.says("s-1", MISTAKE, hours(1)), ORLA_VENN.says("s-2", MISTAKE, hours(2)));
        assertThat(topology.actors().now()).containsOnlyKeys("border|o-venn", "border|orla-venn");

        topology.correct(oneActor()).say(O_VENN.says("s-3", "The border must open.", hours(3)));

        assertThat(topology.actors().now()).containsOnlyKeys("border|orla-venn");
        assertThat(topology.utterances().now()).containsOnlyKeys("orla-venn|u-1", "orla-venn|u-3");
        assertThat(topology.actors().only().reports()).isEqualTo(3);
    }

    @Test
    void itDoesNotMatterWhenActorsAreFoundToBeOne() {
        Statement[] log = {
            O_VENN.says("s-1", MISTAKE, hours(1)),
            ORLA_VENN.says("s-2", MISTAKE, hours(2)),
            TIL_VASK.says("s-3", MISTAKE, hours(3))
        };
        Map<String, String> after = topology.say(log).correct(oneActor()).results();

        try (RunningTopology before = new RunningTopology()) {
            assertThat(before.follow(border()).correct(oneActor()).say(log).results())
                    .isEqualTo(after);
        }
    }

    @Test
    void whatWasMovedToItsActorCanBeRetractedByItsOldName() {
        Statement.Asserted said = O_VENN.says("s-1", MISTAKE, hours(1));

        topology.say(said).correct(oneActor()).say(retracted(said));

        assertThat(topology.utterances().now()).isEmpty();
        assertThat(topology.actors().now()).isEmpty();
    }

    @Test
    void actorsThatAreSaidToBeEachOtherStayWhoTheyAre() {
        topology.correct(oneActor())
                .correct(new Correction.OfActor(
                        "orla-venn",
                        new Actor("o-venn", "O. Venn", Actor.Kind.PERSON),
                        "Day desk",
                        hours(10),
                        Optional.empty()))
                .say(O_VENN.says("s-1", MISTAKE, hours(1)), ORLA_VENN.says("s-2", MISTAKE, hours(2)));

        assertThat(topology.actors().now()).containsOnlyKeys("border|o-venn", "border|orla-venn");
    }
}
