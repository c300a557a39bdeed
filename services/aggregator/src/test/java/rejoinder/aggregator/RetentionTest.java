package rejoinder.aggregator;

import static org.assertj.core.api.Assertions.assertThat;
import static rejoinder.aggregator.Zubrowka.ORLA_VENN;
import static rejoinder.aggregator.Zubrowka.TIL_VASK;
import static rejoinder.aggregator.Zubrowka.border;
import static rejoinder.aggregator.Zubrowka.hours;
import static rejoinder.aggregator.Zubrowka.retracted;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import rejoinder.contracts.statement.Statement;
import rejoinder.contracts.story.Story;

/** What was last reported long ago stands where it was told, and takes no further part. */
class RetentionTest {
    private static final Duration RETENTION = Duration.ofDays(30);
    private static final Instant THEN = hours(3);
    private static final Instant JUST_IN_TIME = THEN.plus(RETENTION);
    private static final Instant TOO_LATE = JUST_IN_TIME.plusMillis(1);
    private static final Instant LONG_AFTER = JUST_IN_TIME.plus(Duration.ofDays(2));

    private static final String WORDS = "Closing the border is a grave mistake, as Til Vask knows.";
    private static final Statement.Asserted FIRST = ORLA_VENN.says("s-1", WORDS, hours(1), "Gazette");
    private static final Statement.Asserted AGAIN = ORLA_VENN.says("s-2", WORDS, hours(1), "Tribune");
    private static final Statement.Asserted OTHER =
            TIL_VASK.says("s-9", "We welcome that the border closes.", hours(2));

    private final RunningTopology topology = new RunningTopology(RETENTION);

    @AfterEach
    void stop() {
        topology.close();
    }

    @Test
    void aReportWithinTheRetentionIsOfTheSameUtterance() {
        topology.sayAt(THEN, FIRST).sayAt(JUST_IN_TIME, AGAIN);

        assertThat(topology.utterances().only().reportCount()).isEqualTo(2);
    }

    @Test
    void aLaterReportIsAnUtteranceOfItsOwn() {
        topology.sayAt(THEN, FIRST).sayAt(TOO_LATE, AGAIN);

        assertThat(topology.utterances().now()).containsOnlyKeys("orla-venn|u-1", "orla-venn|u-2");
    }

    @Test
    void reportsInBetweenKeepAnUtteranceTogether() {
        topology.sayAt(THEN, FIRST)
                .sayAt(JUST_IN_TIME, AGAIN)
                .sayAt(JUST_IN_TIME.plus(RETENTION), ORLA_VENN.says("s-3", WORDS, hours(1), "Courier"));

        assertThat(topology.utterances().only().reportCount()).isEqualTo(3);
    }

    @Test
    void whatIsArchivedLeavesTheStoresAndStaysInItsTopics() {
        topology.follow(border()).sayAt(THEN, FIRST).sayAt(JUST_IN_TIME, AGAIN);
        Map<String, String> told = topology.results();
        assertThat(told).isNotEmpty();

        // when time has passed by the clock of the log, and by the clock on the wall
        topology.sayAt(LONG_AFTER.plus(RETENTION), OTHER);
        long before = topology.kept();
        topology.tidy();

        assertThat(topology.kept()).isLessThan(before).isLessThanOrEqualTo(4);
        assertThat(topology.utterances().now()).containsKey("orla-venn|u-1");
        assertThat(topology.reactions().now()).containsKey("border|u-1");
        assertThat(topology.actors().now().get("border|orla-venn").reactions()).isEqualTo(1);
    }

    @Test
    void aNewStoryTakesInWhatIsKept() {
        topology.sayAt(THEN, FIRST).sayAt(LONG_AFTER, OTHER).followAt(LONG_AFTER, border());

        assertThat(topology.reactions().now()).containsKey("border|u-9").doesNotContainKey("border|u-1");
    }

    @Test
    void aChangedStoryKeepsItsArchivedReactionsAndADeletedOneDoesNot() {
        topology.follow(border()).sayAt(THEN, FIRST).sayAt(LONG_AFTER, OTHER);
        Story changed = Zubrowka.story("border", "welcome");

        topology.followAt(LONG_AFTER, changed);
        assertThat(topology.reactions().now()).containsKeys("border|u-1", "border|u-9");

        topology.delete(changed);
        assertThat(topology.reactions().now()).isEmpty();
        assertThat(topology.actors().now()).doesNotContainKey("border|orla-venn");
    }

    @Test
    void aRetractionThatComesTooLateChangesNothing() {
        topology.follow(border()).sayAt(THEN, FIRST);
        Map<String, String> told = topology.results();

        topology.sayAt(TOO_LATE, retracted(FIRST));

        assertThat(topology.results()).isEqualTo(told);
    }

    @Test
    void whatIsSaidAnewAfterwardsCountsOnce() {
        topology.follow(border()).follow(Story.everything()).sayAt(THEN, FIRST).sayAt(LONG_AFTER, FIRST);

        assertThat(topology.stories().now().get(Story.ALL).reactions()).isEqualTo(1);
        assertThat(topology.actors().now().get("border|orla-venn").reactions()).isEqualTo(1);
        assertThat(topology.stories().now().get("border").reactions()).isEqualTo(1);
    }

    @Test
    void whenTheStoresAreTidiedDoesNotMatter() {
        List<Statement> late = List.of(AGAIN, OTHER, retracted(FIRST), FIRST);
        topology.follow(border()).sayAt(THEN, FIRST).sayAt(LONG_AFTER, OTHER);
        late.forEach(statement -> topology.sayAt(LONG_AFTER, statement));
        topology.followAt(LONG_AFTER, Zubrowka.story("border", "border OR mistake"));

        try (RunningTopology tidied = new RunningTopology(RETENTION)) {
            tidied.follow(border())
                    .tidy()
                    .sayAt(THEN, FIRST)
                    .tidy()
                    .sayAt(LONG_AFTER, OTHER)
                    .tidy();
            late.forEach(statement -> tidied.sayAt(LONG_AFTER, statement).tidy());
            tidied.followAt(LONG_AFTER, Zubrowka.story("border", "border OR mistake"))
                    .tidy();

            assertThat(tidied.results()).isEqualTo(topology.results()).isNotEmpty();
        }
    }
}
