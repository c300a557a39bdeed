package rejoinder.aggregator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static rejoinder.aggregator.Zubrowka.ORLA_VENN;
import static rejoinder.aggregator.Zubrowka.hours;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What can't be read stops nothing; that it is kept in the topic of rejected records, a test with a broker shows. */
class BadRecordsTest {
    private final RunningTopology topology = new RunningTopology();

    @AfterEach
    void stop() {
        topology.close();
    }

    @Test
    void bytesThatAreNoStatementAreRejectedAndCountedAndTheNextIsRead() {
        topology.writeRaw("orla-venn", "{\"action\":".getBytes(UTF_8));
        topology.say(ORLA_VENN.says("s-1", "The border is long.", hours(1)));

        assertThat(topology.utterances().now()).hasSize(1);
        assertThat(topology.metrics
                        .counter("rejoinder.aggregator.rejected", "reason", "not-json")
                        .count())
                .isEqualTo(1.0);
    }

    @Test
    void aStatementThatIsLargerThanAnySchemaAllowsIsRejectedUnread() {
        topology.say(ORLA_VENN.says("s-1", "x".repeat(512 * 1024), hours(1)));
        topology.say(ORLA_VENN.says("s-2", "The border is long.", hours(1)));

        assertThat(topology.utterances().now()).hasSize(1);
        assertThat(topology.metrics
                        .counter("rejoinder.aggregator.rejected", "reason", "too-large")
                        .count())
                .isEqualTo(1.0);
    }
}
