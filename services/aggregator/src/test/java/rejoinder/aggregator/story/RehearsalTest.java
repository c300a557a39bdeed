package rejoinder.aggregator.story;

import static org.assertj.core.api.Assertions.assertThat;
import static rejoinder.aggregator.Zubrowka.ORLA_VENN;
import static rejoinder.aggregator.Zubrowka.hours;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rejoinder.aggregator.Names;
import rejoinder.aggregator.utterance.Placed;
import rejoinder.aggregator.utterance.Retention;
import rejoinder.aggregator.utterance.Utterances;
import rejoinder.contracts.json.JsonSerde;
import rejoinder.contracts.statement.Statement;
import rejoinder.contracts.story.Story;
import rejoinder.contracts.topic.Topics;
import rejoinder.reading.RememberedConcepts;
import rejoinder.reading.StanceJudge;

class RehearsalTest {
    private static final JsonSerde<Statement> JSON = new JsonSerde<>(Statement.class);
    /** Longer than any rest. */
    private static final long LATER = Duration.ofMinutes(1).toMillis();

    @TempDir
    private Path folder;

    private MockProcessorContext<String, ReactionChange> context;
    private KeyValueStore<String, byte[]> statements;
    private Stories stories;

    @BeforeEach
    void open() {
        context = new MockProcessorContext<>(new Properties(), new TaskId(0, 0), folder.toFile());
        statements = store(Names.STATEMENTS, Serdes.ByteArray());
        store(Names.STATEMENT_PLACES, Placed.serde());
        store(Names.UTTERANCE_MEMBERS, Serdes.String());
        stories = new Stories(
                store(Names.STORIES, new JsonSerde<>(Story.class)), StanceJudge.standard(), new RememberedConcepts());
    }

    private <V> KeyValueStore<String, V> store(String name, Serde<V> values) {
        KeyValueStore<String, V> store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(name), Serdes.String(), values)
                .withLoggingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
        context.addStateStore(store);
        return store;
    }

    private Rehearsal rehearsal(AtomicInteger left) {
        return new Rehearsal(left, stories, new Utterances(context, new Retention(Duration.ofDays(400))));
    }

    private void said(String id, String quote) {
        Statement.Asserted statement = ORLA_VENN.says(id, quote, hours(1));
        statements.put(Topics.key(statement.actorId(), id), JSON.toBytes(statement));
    }

    @Test
    void so_many_statements_are_looked_at_and_no_more() {
        said("s-1", "The border must open.");
        said("s-2", "The harbour must close.");
        AtomicInteger left = new AtomicInteger(7);
        Rehearsal rehearsal = rehearsal(left);

        for (long now = 0; now < 20 * LATER; now += LATER) {
            rehearsal.goOn(now);
        }

        assertThat(left).hasValue(0);
        assertThat(context.forwarded()).isEmpty();
    }

    @Test
    void it_rests_after_each_piece() {
        said("s-1", "The border must open.");
        AtomicInteger left = new AtomicInteger(2);
        Rehearsal rehearsal = rehearsal(left);

        rehearsal.goOn(0);
        rehearsal.goOn(1);
        assertThat(left).hasValue(1);

        rehearsal.goOn(LATER);
        assertThat(left).hasValue(0);
    }

    @Test
    void what_is_said_later_is_looked_at_where_nothing_was_said_before() {
        AtomicInteger left = new AtomicInteger(1);
        Rehearsal rehearsal = rehearsal(left);
        rehearsal.goOn(0);
        assertThat(left).hasValue(1);

        said("s-1", "The border must open.");
        rehearsal.goOn(LATER);

        assertThat(left).hasValue(0);
    }
}
