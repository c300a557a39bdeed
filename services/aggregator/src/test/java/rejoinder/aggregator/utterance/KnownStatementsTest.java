package rejoinder.aggregator.utterance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rejoinder.aggregator.Names;
import rejoinder.reading.SameWords;

class KnownStatementsTest {
    private static final String ACTOR = "orla-venn";
    private static final Instant AT = Instant.parse("2031-03-01T12:00:00Z");
    private static final Placed PLACED = new Placed(AT, 0, "u-1", new SameWords.Sketch(new int[0]));

    @TempDir
    private Path folder;

    private KeyValueStore<String, Placed> places;

    @BeforeEach
    void open() {
        MockProcessorContext<Void, Void> context =
                new MockProcessorContext<>(new Properties(), new TaskId(0, 0), folder.toFile());
        places = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(Names.STATEMENT_PLACES), Serdes.String(), Placed.serde())
                .withLoggingDisabled()
                .build();
        places.init(context.getStateStoreContext(), places);
    }

    @AfterEach
    void close() {
        places.close();
    }

    private void add(KnownStatements known, String statement) {
        places.put(Places.key(ACTOR, AT, statement), PLACED);
        known.add(ACTOR, statement);
    }

    private void remove(String statement) {
        places.delete(Places.key(ACTOR, AT, statement));
    }

    private static List<String> statements(String beginning, int many) {
        return IntStream.range(0, many).mapToObj(i -> beginning + i).toList();
    }

    private static double shareThatMayBe(KnownStatements known, List<String> statements) {
        return (double) statements.stream()
                        .filter(statement -> known.mayHave(ACTOR, statement))
                        .count()
                / statements.size();
    }

    @Test
    void ofAStoreThatWasEmptyItKnowsAtOnceNearlyAllThatItHasNot() {
        KnownStatements known = new KnownStatements(places, 10_000);

        statements("s-", 10_000).forEach(statement -> add(known, statement));

        assertThat(shareThatMayBe(known, statements("s-", 10_000))).isEqualTo(1);
        assertThat(shareThatMayBe(known, statements("t-", 10_000))).isLessThan(0.04);
    }

    @Test
    void moreThanItHasRoomForMayAllBeKnownButNoneIsMissed() {
        KnownStatements known = new KnownStatements(places, 100);

        statements("s-", 10_000).forEach(statement -> add(known, statement));

        assertThat(shareThatMayBe(known, statements("s-", 10_000))).isEqualTo(1);
    }

    @Test
    void afterAStartAnyMayBeKnownUntilAllThatIsThereHasBeenSeen() {
        KnownStatements before = new KnownStatements(places, 10_000);
        statements("s-", 2_500).forEach(statement -> add(before, statement));

        KnownStatements known = new KnownStatements(places, 10_000);
        known.goOn();
        known.goOn();
        add(known, "a-newer-one");

        assertThat(known.mayHave(ACTOR, "t-1")).isTrue();
        known.goOn();
        assertThat(shareThatMayBe(known, statements("t-", 1_000))).isLessThan(0.04);
        assertThat(shareThatMayBe(known, statements("s-", 2_500))).isEqualTo(1);
        assertThat(known.mayHave(ACTOR, "a-newer-one")).isTrue();
    }

    @Test
    void whatIsGoneIsForgottenOnceThereIsTooMuchOfIt() {
        KnownStatements known = new KnownStatements(places, 100);
        statements("s-", 5_000).forEach(statement -> {
            add(known, statement);
            remove(statement);
        });

        known.goOn();

        assertThat(shareThatMayBe(known, statements("s-", 5_000))).isZero();
    }

    @Test
    void nothingThatTheStoreHasIsEverMissed() {
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            KnownStatements known = new KnownStatements(places, 1 + random.nextInt(2_000));
            Set<String> there = new HashSet<>();
            places.all().forEachRemaining(one -> there.add(Places.statement(one.key)));
            for (int step = 0; step < 2_000; step++) {
                String statement = "s-" + random.nextInt(3_000);
                switch (random.nextInt(8)) {
                    case 0 -> {
                        remove(statement);
                        there.remove(statement);
                    }
                    case 1 -> known.goOn();
                    default -> {
                        add(known, statement);
                        there.add(statement);
                    }
                }
            }

            assertThat(there).as("seed %s", seed).allMatch(statement -> known.mayHave(ACTOR, statement));
        }
    }
}
