package rejoinder.aggregator;

import static org.assertj.core.api.Assertions.assertThat;
import static rejoinder.aggregator.Zubrowka.ORLA_VENN;
import static rejoinder.aggregator.Zubrowka.TIL_VASK;
import static rejoinder.aggregator.Zubrowka.hours;
import static rejoinder.aggregator.Zubrowka.retracted;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import rejoinder.contracts.statement.Statement;
import rejoinder.contracts.utterance.Report;
import rejoinder.contracts.utterance.Utterance;

/** From statements to utterances. */
class UtterancesTest {
    private static final String WHOLE = "Closing the border is a grave mistake that every neighbour will regret.";
    private static final String CUT = "Closing the border is a grave mistake";
    private static final String OTHER = "Our harvest festival begins on Friday in the capital.";

    private final RunningTopology topology = new RunningTopology();

    @AfterEach
    void stop() {
        topology.close();
    }

    @Test
    void reportsOfTheSameWordsAreOneUtteranceWithTheFullestWordingAndAllReports() {
        topology.say(
                ORLA_VENN.says("s-1", CUT, hours(1), "Gazette"), ORLA_VENN.says("s-2", WHOLE, hours(2), "Tribune"));

        Utterance utterance = topology.utterances().only();
        assertThat(utterance.text()).isEqualTo(WHOLE);
        assertThat(utterance.reports()).extracting(Report::text).containsExactly(CUT, WHOLE);
        assertThat(utterance.reportCount()).isEqualTo(2);
        assertThat(utterance.outletCount()).isEqualTo(2);
        assertThat(utterance.saidAt().at()).isEqualTo(hours(1));
    }

    @Test
    void otherWordsOfTheSameActorStayApart() {
        topology.say(ORLA_VENN.says("s-1", WHOLE, hours(1)), ORLA_VENN.says("s-2", OTHER, hours(2)));

        assertThat(topology.utterances().now()).hasSize(2);
    }

    @Test
    void theSameWordsOfAnotherActorStayApart() {
        topology.say(ORLA_VENN.says("s-1", WHOLE, hours(1)), TIL_VASK.says("s-2", WHOLE, hours(1)));

        assertThat(topology.utterances().now()).hasSize(2);
    }

    @Test
    void theSameWordsOutsideTheWindowAreSaidAgain() {
        topology.say(
                ORLA_VENN.says("s-1", WHOLE, hours(0)),
                ORLA_VENN.says("s-2", WHOLE, Zubrowka.after(RunningTopology.WINDOW.plusSeconds(1))));

        assertThat(topology.utterances().now()).hasSize(2);
    }

    @Test
    void aReportThatLinksTwoUtterancesJoinsThemAndEndsTheLater() {
        // given two cuts that share no words
        topology.say(
                ORLA_VENN.says("s-1", CUT, hours(1)),
                ORLA_VENN.says("s-2", "a thing that every neighbour will regret.", hours(2)));
        assertThat(topology.utterances().now()).hasSize(2);

        // when the whole sentence comes
        topology.say(ORLA_VENN.says(
                "s-3", "Closing the border is a grave mistake, a thing that every neighbour will regret.", hours(3)));

        assertThat(topology.utterances().now()).containsOnlyKeys("orla-venn|u-1");
        assertThat(topology.utterances().only().reportCount()).isEqualTo(3);
    }

    @Test
    void retractingTheLinkPartsTheUtteranceAgain() {
        Statement.Asserted link = ORLA_VENN.says(
                "s-3", "Closing the border is a grave mistake, a thing that every neighbour will regret.", hours(3));
        topology.say(
                ORLA_VENN.says("s-1", CUT, hours(1)),
                ORLA_VENN.says("s-2", "a thing that every neighbour will regret.", hours(2)),
                link);

        topology.say(retracted(link));

        assertThat(topology.utterances().now()).containsOnlyKeys("orla-venn|u-1", "orla-venn|u-2");
    }

    @Test
    void retractingTheLastReportEndsTheUtterance() {
        Statement.Asserted only = ORLA_VENN.says("s-1", WHOLE, hours(1));

        topology.say(only, retracted(only));

        assertThat(topology.utterances().now()).isEmpty();
    }

    @Test
    void retractingWhatWasNeverAssertedChangesNothing() {
        topology.say(retracted(ORLA_VENN.says("s-1", WHOLE, hours(1))));

        assertThat(topology.utterances().history()).isEmpty();
    }

    @Test
    void assertingTheSameAgainWritesNothing() {
        Statement.Asserted statement = ORLA_VENN.says("s-1", WHOLE, hours(1));

        topology.say(statement, statement);

        assertThat(topology.utterances().history()).hasSize(1);
    }

    @Test
    void assertingAKnownStatementWithOtherWordsReplacesThem() {
        topology.say(ORLA_VENN.says("s-1", WHOLE, hours(1)), ORLA_VENN.says("s-1", OTHER, hours(1)));

        assertThat(topology.utterances().only().text()).isEqualTo(OTHER);
    }

    @Test
    void reportsThatComeAsTheyAreMadeAreToldOneByOne() {
        topology.say(reports());

        assertThat(topology.utterances().history()).hasSize(3);
    }

    @Test
    void reportsThatAreReadLongAfterwardsAreToldTogether() {
        try (RunningTopology behind = RunningTopology.behind()) {
            behind.say(reports());

            assertThat(behind.utterances().history()).hasSize(1);
            assertThat(behind.utterances().only().reportCount()).isEqualTo(3);
            assertThat(behind.reactions().history()).isEmpty();
        }
    }

    @Test
    void whatBeganAndEndedBeforeItWasToldIsNotTold() {
        Statement.Asserted only = ORLA_VENN.says("s-1", WHOLE, hours(1));
        try (RunningTopology behind = RunningTopology.behind()) {
            behind.say(only, retracted(only));

            assertThat(behind.utterances().history()).isEmpty();
        }
    }

    private static Statement[] reports() {
        return new Statement[] {
            ORLA_VENN.says("s-1", CUT, hours(1), "Gazette"),
            ORLA_VENN.says("s-2", WHOLE, hours(2), "Tribune"),
            ORLA_VENN.says("s-3", CUT, hours(3), "Courier")
        };
    }

    @Test
    void noMoreReportsAreListedThanARecordHoldsButAllAreCounted() {
        List<Statement.Asserted> many = java.util.stream.IntStream.range(0, Utterance.MOST_REPORTS + 5)
                .mapToObj(i -> ORLA_VENN.says("s-" + i, WHOLE, hours(1).plusSeconds(i)))
                .toList();

        topology.say(many.toArray(Statement[]::new));

        Utterance utterance = topology.utterances().only();
        assertThat(utterance.reports()).hasSize(Utterance.MOST_REPORTS);
        assertThat(utterance.reportCount()).isEqualTo(Utterance.MOST_REPORTS + 5);
    }

    @Test
    void theDifferentWordingsStandSideBySideTheFullestFirst() {
        topology.say(
                ORLA_VENN.says("s-1", CUT, hours(1), "Gazette"),
                ORLA_VENN.says("s-2", WHOLE, hours(2), "Tribune"),
                ORLA_VENN.says("s-3", CUT, hours(3), "Courier"));

        Utterance utterance = topology.utterances().only();
        assertThat(utterance.variants()).extracting(Utterance.Variant::text).containsExactly(WHOLE, CUT);
        assertThat(utterance.variants()).extracting(Utterance.Variant::reports).containsExactly(1, 2);
        assertThat(utterance.firstReportAt()).contains(hours(2));
        assertThat(utterance.lastReportAt()).contains(hours(4));
    }

    @Test
    void aReportThatNamesAnotherOutletOrAnAgencyOrRepeatsATextIsNotIndependent() {
        String around = "Speaking in the old harbour of the capital before a large crowd, the President said it again.";
        topology.say(
                in("s-1", "Gazette", "The President told the Gazette: " + CUT),
                in("s-2", "Tribune", "As the Gazette reported, the President said so."),
                in("s-3", "Courier", "The President told Reuters on Sunday: " + CUT),
                in("s-4", "Herald", around),
                in("s-5", "Post", around));

        Utterance utterance = topology.utterances().only();
        assertThat(utterance.outletCount()).isEqualTo(5);
        assertThat(utterance.independentOutlets()).isEqualTo(2);
        assertThat(utterance.takenOver())
                .containsExactlyInAnyOrder(
                        new Utterance.TakenOver("s-2", "Gazette"),
                        new Utterance.TakenOver("s-3", "Reuters"),
                        new Utterance.TakenOver("s-5", "Herald"));
    }

    private static Statement.Asserted in(String id, String outlet, String context) {
        return ORLA_VENN.says(id, CUT, hours(1), outlet, context);
    }

    @Test
    void wordingsThatDifferInWhiteSpaceOnlyAreOne() {
        topology.say(
                ORLA_VENN.says("s-1", "Closing the border is a mistake.", hours(1)),
                ORLA_VENN.says("s-2", "Closing  the\tborder is a\nmistake.", hours(1)),
                ORLA_VENN.says("s-3", "Closing the border is a  mistake.", hours(1)));

        assertThat(topology.utterances().only().variants())
                .extracting(Utterance.Variant::reports)
                .containsExactly(3);
    }
}
