package rejoinder.aggregator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import rejoinder.contracts.topic.Topics;
import rejoinder.reading.StanceJudge;

/** The names that state and internal topics hang on. */
class TopologyTest {
    private static final String TOPOLOGY = new AggregatorTopology(
                    Topics.in("test"),
                    new AggregatorSettings("localhost:1", "test", Path.of("state"), "test"),
                    3,
                    StanceJudge.standard(),
                    0)
            .build()
            .describe()
            .toString()
            .strip();

    @Test
    void theTopologyIsTheOneThatRunningInstallationsHaveStateOf() throws IOException {
        assertThat(TOPOLOGY)
                .as("changing this loses the state of running installations: if that is meant, say in the change how "
                        + "they get it back, and write the new topology to src/test/resources/topology.txt")
                .isEqualToNormalizingNewlines(golden().strip());
    }

    @Test
    void everyStepStoreAndTopicHasANameOfItsOwn() {
        assertThat(TOPOLOGY).doesNotContain("KSTREAM-", "KTABLE-", "STATE-STORE-0");
    }

    @Test
    void everyNameIsUsed() throws IllegalAccessException {
        List<Object> names = Arrays.stream(Names.class.getFields())
                .map(field -> {
                    try {
                        return field.get(null);
                    } catch (IllegalAccessException e) {
                        throw new AssertionError(e);
                    }
                })
                .toList();

        assertThat(names).isNotEmpty().allSatisfy(name -> assertThat(TOPOLOGY).contains(name.toString()));
    }

    private static String golden() throws IOException {
        try (InputStream in = Optional.ofNullable(TopologyTest.class.getResourceAsStream("/topology.txt"))
                .orElseThrow(() -> new AssertionError("no topology.txt; it should hold:\n" + TOPOLOGY))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
