package rejoinder.aggregator;

import static org.assertj.core.api.Assertions.assertThat;
import static rejoinder.aggregator.Zubrowka.MIKA_SOLT;
import static rejoinder.aggregator.Zubrowka.MIKA_SOLT_LATER;
import static rejoinder.aggregator.Zubrowka.ORLA_VENN;
import static rejoinder.aggregator.Zubrowka.PIM_OSTRO;
import static rejoinder.aggregator.Zubrowka.TIL_VASK;
import static rejoinder.aggregator.Zubrowka.border;
import static rejoinder.aggregator.Zubrowka.hours;
import static rejoinder.aggregator.Zubrowka.retracted;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import rejoinder.contracts.Stance;
import rejoinder.contracts.statement.Statement;
import rejoinder.contracts.summary.ActorSummary;
import rejoinder.contracts.summary.CountrySummary;
import rejoinder.contracts.summary.Milestone;
import rejoinder.contracts.summary.Pace;
import rejoinder.contracts.summary.StanceChange;
import rejoinder.contracts.summary.StorySummary;

/** From reactions to summaries by actor, by country or organisation, and by story. */
class SummariesTest {
    private static final String CONDEMNS = "Closing the border is irresponsible.";
    private static final String WELCOMES = "We welcome what was said about the border.";
    private static final String UNDECIDED = "The border is eighty miles long.";

    private final RunningTopology topology = new RunningTopology();

    @BeforeEach
    void follow() {
        topology.follow(border());
    }

    @AfterEach
    void stop() {
        topology.close();
    }

    @Test
    void anActorsSummaryCountsStancesAndKeepsTheFirstTheLatestAndTheCurrentStance() {
        topology.say(
                ORLA_VENN.says("s-2", WELCOMES, hours(9)),
                ORLA_VENN.says("s-1", CONDEMNS, hours(1)),
                ORLA_VENN.says("s-3", UNDECIDED, hours(12)));

        ActorSummary summary = topology.actors().now().get("border|orla-venn");
        assertThat(summary.reactions()).isEqualTo(3);
        assertThat(summary.stances().of(Stance.CONDEMN)).isOne();
        assertThat(summary.stances().of(Stance.WELCOME)).isOne();
        assertThat(summary.stances().of(Stance.UNCLEAR)).isOne();
        assertThat(summary.first().reaction()).isEqualTo("border|u-1");
        assertThat(summary.latest().reaction()).isEqualTo("border|u-3");
        assertThat(summary.stance()).as("the latest that is decided").isEqualTo(Stance.WELCOME);
    }

    @Test
    void aCountrysOfficialPositionIsThatOfTheHighestRankingSpeakerAndOthersDissent() {
        topology.say(PIM_OSTRO.says("s-1", WELCOMES, hours(9)), ORLA_VENN.says("s-2", CONDEMNS, hours(1)));

        CountrySummary summary = topology.countries().now().get("border|ZB");
        assertThat(summary.actors()).isEqualTo(2);
        assertThat(summary.officialPosition().actorName()).isEqualTo("Orla Venn");
        assertThat(summary.officialPosition().stance()).isEqualTo(Stance.CONDEMN);
        assertThat(summary.dissent()).extracting(Milestone::actorName).containsExactly("Pim Ostro");
        assertThat(summary.dissenters()).isOne();
    }

    @Test
    void whoSpokeForTwoPartiesCountsInBothAndOnceForTheStory() {
        topology.say(MIKA_SOLT.says("s-1", CONDEMNS, hours(1)), MIKA_SOLT_LATER.says("s-2", WELCOMES, hours(200)));

        assertThat(topology.countries().now()).containsOnlyKeys("border|FD", "border|LEAGUE");
        StorySummary story = topology.stories().now().get("border");
        assertThat(story.actors()).isOne();
        assertThat(story.countries()).isOne();
        assertThat(story.organisations()).isOne();
        assertThat(topology.actors().only().represents()).isEqualTo(Zubrowka.LEAGUE);
    }

    @Test
    void aStorysSummaryNamesFirstRespondersInTheirOrder() {
        topology.say(TIL_VASK.says("s-1", CONDEMNS, hours(5)), ORLA_VENN.says("s-2", CONDEMNS, hours(3)));

        StorySummary story = topology.stories().now().get("border");
        assertThat(story.firstResponders())
                .extracting(responder -> responder.represents().code())
                .containsExactly("ZB", "FD");
        assertThat(story.reactions()).isEqualTo(2);
    }

    @Test
    void aStoryHasASummaryBeforeAnybodyReactsAndNoneWhenItIsDeleted() {
        assertThat(topology.stories().only().reactions()).isZero();

        topology.say(TIL_VASK.says("s-1", CONDEMNS, hours(5))).delete(border());

        assertThat(topology.stories().now()).isEmpty();
        assertThat(topology.countries().now()).isEmpty();
        assertThat(topology.actors().now()).isEmpty();
    }

    @Test
    void retractionTakesSummariesBackToWhatTheyWere() {
        topology.say(TIL_VASK.says("s-1", CONDEMNS, hours(5)));
        var before = topology.results();
        Statement.Asserted more = TIL_VASK.says("s-2", WELCOMES, hours(7));
        Statement.Asserted other = ORLA_VENN.says("s-3", WELCOMES, hours(8));

        topology.say(more, other);
        assertThat(topology.results()).isNotEqualTo(before);
        topology.say(retracted(other), retracted(more));

        assertThat(topology.results()).isEqualTo(before);
    }

    @Test
    void aSummaryTellsWhenAStanceChangedFromWhatToWhat() {
        topology.say(
                ORLA_VENN.says("s-3", WELCOMES, hours(9)),
                ORLA_VENN.says("s-1", CONDEMNS, hours(1)),
                ORLA_VENN.says("s-4", UNDECIDED, hours(12)));

        StanceChange changed =
                topology.actors().now().get("border|orla-venn").changed().orElseThrow();
        assertThat(changed.from()).isEqualTo(Stance.CONDEMN);
        assertThat(changed.to()).isEqualTo(Stance.WELCOME);
        assertThat(changed.reaction()).isEqualTo("border|u-3");
        assertThat(topology.countries().now().get("border|ZB").changed()).contains(changed);
    }

    @Test
    void aStoryTellsWhoOfTheWatchlistHasReactedAndWhoIsSilent() {
        topology.say(TIL_VASK.says("s-1", CONDEMNS, hours(5)), ORLA_VENN.says("s-2", CONDEMNS, hours(3)));

        StorySummary.Coverage watchlist = topology.stories().only().watchlist().orElseThrow();
        assertThat(watchlist.reacted())
                .extracting(StorySummary.Reacted::expected)
                .containsExactly("orla-venn", "FD");
        assertThat(watchlist.silent()).containsExactly("RURITANIA", "LEAGUE");
    }

    @Test
    void aSpikeIsWhatTheDayBeforeWasNotLike() {
        List<String> remarks = List.of(
                "The border needs apples before winter.",
                "Our harvest waits behind a border post.",
                "Eighty milestones mark that old border.",
                "Traders sleep badly near any border.",
                "Two bridges cross the northern border.",
                "Every border guard deserves warm soup.");
        remarks.forEach(remark -> topology.say(
                TIL_VASK.says("s-" + remarks.indexOf(remark), remark, hours(30).plusSeconds(remarks.indexOf(remark)))));
        topology.say(ORLA_VENN.says("s-9", CONDEMNS, hours(3)));

        assertThat(topology.stories().only().pace().hours())
                .containsExactly(new Pace.Span(hours(3), 1, false), new Pace.Span(hours(30), 6, true));
        assertThat(topology.stories().only().outlets()).isEqualTo(7);
    }

    @Test
    void aCountryWhoseNewsAreOldIsToldLaterAndTheStoryThenTakesItIn() {
        try (RunningTopology patient = new RunningTopology(Duration.ofDays(100_000))) {
            patient.follow(border());

            patient.begin(Instant.parse("2020-01-01T00:00:00Z"), TIL_VASK.says("s-1", CONDEMNS, hours(1)))
                    .sayAt(Instant.parse("2100-01-01T00:00:00Z"), ORLA_VENN.says("s-2", CONDEMNS, hours(2)));

            assertThat(patient.stories().history())
                    .filteredOn(one -> one.key.equals("border"))
                    .extracting(one -> one.value.map(StorySummary::reactions).orElseThrow())
                    .endsWith(1L, 2L);
        }
    }
}
