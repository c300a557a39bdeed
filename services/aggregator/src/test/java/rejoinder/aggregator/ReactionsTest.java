package rejoinder.aggregator;

import static org.assertj.core.api.Assertions.assertThat;
import static rejoinder.aggregator.Zubrowka.MIKA_SOLT;
import static rejoinder.aggregator.Zubrowka.ORLA_VENN;
import static rejoinder.aggregator.Zubrowka.PIM_OSTRO;
import static rejoinder.aggregator.Zubrowka.RUDOLF;
import static rejoinder.aggregator.Zubrowka.TIL_VASK;
import static rejoinder.aggregator.Zubrowka.border;
import static rejoinder.aggregator.Zubrowka.hours;
import static rejoinder.aggregator.Zubrowka.retracted;
import static rejoinder.aggregator.Zubrowka.story;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import rejoinder.contracts.Stance;
import rejoinder.contracts.reaction.Evidence;
import rejoinder.contracts.reaction.Reaction;
import rejoinder.contracts.statement.Statement;
import rejoinder.contracts.story.Story;

/** From utterances and stories to reactions. */
class ReactionsTest {
    private static final String MISTAKE = "Closing the border is a mistake.";

    private final RunningTopology topology = new RunningTopology();

    @AfterEach
    void stop() {
        topology.close();
    }

    @Test
    void anUtteranceThatTheQueryCatchesIsAReactionWithStanceEvidenceAndLag() {
        topology.follow(border()).say(ORLA_VENN.says("s-1", MISTAKE, hours(2)));

        Reaction reaction = topology.reactions().only();
        assertThat(reaction.id()).isEqualTo("border|u-1");
        assertThat(reaction.stance()).isEqualTo(Stance.CRITICISE);
        assertThat(reaction.evidence()).extracting(Evidence::words).containsExactly("mistake");
        assertThat(reaction.lagSeconds()).isEqualTo(7200);
    }

    @Test
    void whatTheQueryDoesNotCatchIsNone() {
        topology.follow(border()).say(ORLA_VENN.says("s-1", "The harvest is a mistake.", hours(2)));

        assertThat(topology.reactions().now()).isEmpty();
    }

    @Test
    void whatTheTriggersActorSaysHimselfIsNone() {
        topology.follow(border()).say(RUDOLF.says("s-1", MISTAKE, hours(2)));

        assertThat(topology.reactions().now()).isEmpty();
    }

    @Test
    void whatRepeatsTheTriggersWordsIsNone() {
        topology.follow(border()).say(ORLA_VENN.says("s-1", "shall close the border", hours(2)));

        assertThat(topology.reactions().now()).isEmpty();
    }

    @Test
    void whatWasSaidBeforeTheTriggerEventIsNone() {
        topology.follow(border()).say(ORLA_VENN.says("s-1", MISTAKE, hours(-2)));

        assertThat(topology.reactions().now()).isEmpty();
    }

    @Test
    void aStoryThatComesLaterHoldsWhatWasSaidBefore() {
        topology.say(ORLA_VENN.says("s-1", MISTAKE, hours(2)), TIL_VASK.says("s-2", MISTAKE, hours(3)));

        topology.follow(border());

        assertThat(topology.reactions().now()).containsOnlyKeys("border|u-1", "border|u-2");
    }

    @Test
    void aStoryThatComesLaterLooksThroughMoreThanOnePieceOfHistory() {
        int many = 1200;
        topology.say(IntStream.range(0, many)
                .mapToObj(i -> TIL_VASK.says("s-" + i, "Border mistake number " + i + ".", hours(1 + i * 100L)))
                .toArray(Statement[]::new));

        topology.follow(border());

        assertThat(topology.reactions().now()).hasSize(many);
    }

    @Test
    void anUtteranceReactsToEveryStoryThatCatchesIt() {
        topology.follow(border())
                .follow(story("all", ""))
                .follow(story("by-office", "represents:ZB AND role:president"))
                .say(ORLA_VENN.says("s-1", MISTAKE, hours(2)));

        assertThat(topology.reactions().now()).containsOnlyKeys("all|u-1", "border|u-1", "by-office|u-1");
    }

    @Test
    void changingAQueryEndsReactionsItNoLongerCatches() {
        topology.follow(border()).say(ORLA_VENN.says("s-1", MISTAKE, hours(2)));
        assertThat(topology.reactions().now()).hasSize(1);

        topology.follow(story("border", "harvest"));

        assertThat(topology.reactions().now()).isEmpty();
    }

    @Test
    void aQueryThatCanNotBeParsedCatchesNothing() {
        topology.follow(story("border", "border AND (")).say(ORLA_VENN.says("s-1", MISTAKE, hours(2)));

        assertThat(topology.reactions().now()).isEmpty();
    }

    @Test
    void deletingAStoryEndsItsReactions() {
        topology.follow(border()).say(ORLA_VENN.says("s-1", MISTAKE, hours(2)));
        assertThat(topology.reactions().now()).hasSize(1);

        topology.delete(border());

        assertThat(topology.reactions().now()).isEmpty();
    }

    @Test
    void retractingTheReportEndsTheReaction() {
        Statement.Asserted statement = ORLA_VENN.says("s-1", MISTAKE, hours(2));

        topology.follow(border()).say(statement, retracted(statement));

        assertThat(topology.reactions().now()).isEmpty();
        assertThat(topology.reactions().history()).hasSize(2);
    }

    @Test
    void aFollowedStoryThatIsWrittenAgainUnchangedWritesNothing() {
        topology.follow(border()).say(ORLA_VENN.says("s-1", MISTAKE, hours(2))).follow(border());

        assertThat(topology.reactions().history()).hasSize(1);
    }

    @Test
    void theStoryThatHoldsEverythingHoldsEverythingWithoutAStance() {
        topology.follow(Story.everything())
                .say(ORLA_VENN.says("s-1", MISTAKE, hours(-2000)), RUDOLF.says("s-2", "I shall close it.", hours(0)));

        assertThat(topology.reactions().now()).containsOnlyKeys("all|u-1", "all|u-2");
        assertThat(topology.reactions().values())
                .allSatisfy(reaction -> assertThat(reaction.stanceRule()).isEqualTo("no-trigger-event"));
        assertThat(topology.stories().only().reactions()).isEqualTo(2);
    }

    @Test
    void theStoryThatHoldsEverythingHoldsWhatWasSaidBeforeItToo() {
        topology.say(ORLA_VENN.says("s-1", MISTAKE, hours(1))).follow(Story.everything());

        assertThat(topology.reactions().now()).containsOnlyKeys("all|u-1");
    }

    @Test
    void aReactionThatNamesAnotherWhoReactedAnswersHim() {
        topology.follow(border())
                .say(
                        TIL_VASK.says("s-1", "What Orla Venn says of the border is a mistake.", hours(3)),
                        PIM_OSTRO.says("s-2", "At the border Rudolf and Solt are alone.", hours(3)));
        assertThat(topology.reactions().values())
                .allSatisfy(reaction -> assertThat(reaction.answers()).isEmpty());

        topology.say(ORLA_VENN.says("s-3", MISTAKE, hours(2)), MIKA_SOLT.says("s-4", MISTAKE, hours(2)));

        assertThat(topology.reactions().now().get("border|u-1").answers())
                .contains(new Reaction.Answer("orla-venn", "Orla Venn", "Orla Venn"));
        assertThat(topology.reactions().now().get("border|u-2").answers())
                .contains(new Reaction.Answer("mika-solt", "Mika Solt", "Solt"));
    }

    @Test
    void whoDoesNotReactAnyMoreIsNotAnswered() {
        Statement.Asserted first = ORLA_VENN.says("s-1", MISTAKE, hours(2));
        topology.follow(border())
                .say(first, TIL_VASK.says("s-2", "What Venn says of the border is a mistake.", hours(3)));
        assertThat(topology.reactions().now().get("border|u-2").answers()).isPresent();

        topology.say(retracted(first));

        assertThat(topology.reactions().only().answers()).isEmpty();
    }

    @Test
    void wordsCanBeAskedForAsPhrasesNearEachOtherAndByTheirBeginnings() {
        topology.follow(story("phrase", "\"a mistake\""))
                .follow(story("near", "\"border mistake\"~3"))
                .follow(story("far", "\"closing mistake\"~1"))
                .follow(story("begins", "bord* AND NOT outlet:tribune"))
                .say(ORLA_VENN.says("s-1", MISTAKE, hours(2), "Gazette"));

        assertThat(topology.reactions().now()).containsOnlyKeys("phrase|u-1", "near|u-1", "begins|u-1");
    }

    @Test
    void ofManyStoriesThoseReactThatWouldOfFew() {
        IntStream.range(0, 60)
                .mapToObj(i -> story("story-" + i, i % 10 == 5 ? "mistake AND border" : "mistake AND harbour"))
                .forEach(topology::follow);

        topology.say(ORLA_VENN.says("s-1", "Closing the border is a mistake.", hours(1)));

        assertThat(topology.reactions().now().keySet())
                .containsExactlyInAnyOrder(
                        "story-5|u-1", "story-15|u-1", "story-25|u-1", "story-35|u-1", "story-45|u-1", "story-55|u-1");
    }

    @Test
    void aStoryThatComesWhileAnUtteranceWaitsToBeToldHoldsItAlsoWhenItIsAsItWasAfterAll() {
        Statement.Asserted first = ORLA_VENN.says("s-1", MISTAKE, hours(2));
        Statement.Asserted again = ORLA_VENN.says("s-2", MISTAKE, hours(3));
        try (RunningTopology behind = RunningTopology.behind()) {
            behind.say(first);

            behind.hear(List.of(TIL_VASK.says("s-3", "We met in spring.", hours(4))))
                    .pass(Duration.ofMillis(20))
                    .hear(List.of(again))
                    .hear(border())
                    .pass(Duration.ofMillis(40))
                    .hear(List.of(retracted(again)))
                    .pass(Duration.ofSeconds(10));

            assertThat(behind.reactions().now()).containsKey("border|u-1");
        }
    }
}
