package rejoinder.aggregator.utterance;

import static org.assertj.core.api.Assertions.assertThat;
import static rejoinder.aggregator.Zubrowka.ORLA_VENN;
import static rejoinder.aggregator.Zubrowka.hours;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
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
import rejoinder.aggregator.state.RecordSerde;
import rejoinder.aggregator.story.HistoryTime;
import rejoinder.contracts.statement.Statement;

class UntoldTest {
    private static final int MOST = 3;
    private static final String ACTOR = "orla-venn";
    private static final Statement.Asserted FIRST = ORLA_VENN.says("s-1", "The border must open.", hours(1));
    private static final Statement.Asserted AGAIN = ORLA_VENN.says("s-2", "The border must open.", hours(2));

    @TempDir
    private Path folder;

    private MockProcessorContext<String, Merged> context;
    private KeyValueStore<String, Untold.Since> store;

    @BeforeEach
    void open() {
        context = new MockProcessorContext<>(new Properties(), new TaskId(0, 0), folder.toFile());
        context.setCurrentSystemTimeMs(hours(24).plus(Duration.ofDays(365)).toEpochMilli());
        store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(Names.UNTOLD_UTTERANCES),
                        Serdes.String(),
                        new RecordSerde<>(Untold.Since.class))
                .withLoggingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
        context.addStateStore(store);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Untold untold(List<Statement.Asserted> kept) {
        return new Untold(context, (actor, utterance) -> kept, MOST, HistoryTime::new);
    }

    private static long written(Statement.Asserted statement) {
        return statement.observedAt().toEpochMilli();
    }

    @Test
    void moreStatementsThanMayBeHeldAreToldAtOnceHoweverFewUtterancesTheyReport() {
        Untold untold = untold(List.of());

        untold.changed(ACTOR, "u-1", List.of(), List.of(FIRST, AGAIN), written(AGAIN));
        assertThat(context.forwarded()).isEmpty();
        untold.changed(ACTOR, "u-3", List.of(), List.of(FIRST, AGAIN), written(AGAIN));

        assertThat(context.forwarded(Names.MATCH_UTTERANCES)).hasSize(2);
        assertThat(store.get("orla-venn|u-1")).isNull();
        assertThat(untold.statements(ACTOR, "u-1")).isEmpty();
    }

    @Test
    void whatChangesAgainIsHeldOnce() {
        Untold untold = untold(List.of());

        untold.changed(ACTOR, "u-1", List.of(), List.of(FIRST), written(FIRST));
        for (int i = 0; i < MOST; i++) {
            untold.changed(ACTOR, "u-1", List.of(FIRST), List.of(FIRST, AGAIN), written(AGAIN));
        }

        assertThat(context.forwarded()).isEmpty();
        assertThat(untold.statements(ACTOR, "u-1")).contains(List.of(FIRST, AGAIN));
    }

    @Test
    void whatWasUntoldWhenItStoppedIsToldAsItIsKeptWithThePlaceItHadBefore() {
        untold(List.of()).changed(ACTOR, "u-1", List.of(FIRST), List.of(FIRST, AGAIN), written(AGAIN));

        untold(List.of(FIRST, AGAIN)).tellNow(ACTOR, "u-1");

        assertThat(context.forwarded(Names.MATCH_UTTERANCES)).singleElement().satisfies(told -> {
            Merged.Change change = (Merged.Change) told.record().value();
            assertThat(change.before()).contains(Merged.Place.of(UtteranceOf.of(List.of(FIRST))));
            assertThat(change.now().orElseThrow().reportCount()).isEqualTo(2);
        });
    }

    @Test
    void whatIsAsItWasAfterAllIsMatchedButNotTold() {
        Untold untold = untold(List.of());
        untold.changed(ACTOR, "u-1", List.of(FIRST), List.of(FIRST, AGAIN), written(AGAIN));
        untold.changed(ACTOR, "u-1", List.of(FIRST, AGAIN), List.of(FIRST), written(AGAIN));

        untold.tellNow(ACTOR, "u-1");

        assertThat(context.forwarded(Names.EGRESS_UTTERANCES)).isEmpty();
        assertThat(context.forwarded(Names.MATCH_UTTERANCES)).hasSize(1);
    }
}
