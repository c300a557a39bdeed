package rejoinder.aggregator.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteBehindTest {
    @TempDir
    private Path folder;

    private WriteBehind<String> store;

    @BeforeEach
    void open() {
        store = open(WriteBehind.builder("some", Serdes.String(), 2));
    }

    private WriteBehind<String> open(StoreBuilder<KeyValueStore<String, String>> builder) {
        WriteBehind<String> opened =
                (WriteBehind<String>) builder.withLoggingDisabled().build();
        MockProcessorContext<Void, Void> context =
                new MockProcessorContext<>(new Properties(), new TaskId(0, 0), folder.toFile());
        opened.init(context.getStateStoreContext(), opened);
        return opened;
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void whatChangedIsThereAtOnceAndWrittenAtTheCommit() {
        store.put("a", "1");
        store.put("a", "2");

        assertThat(store.get("a")).isEqualTo("2");
        assertThat(store.wrapped().get("a")).isNull();

        store.flushCache();

        assertThat(store.get("a")).isEqualTo("2");
        assertThat(store.wrapped().get("a")).isEqualTo("2");
    }

    @Test
    void rangesAreOfWhatIsWrittenAndWhatIsNotYet() {
        List.of("a", "b", "c", "d").forEach(key -> store.put(key, "old"));
        store.flushCache();
        store.put("b", "new");
        store.delete("c");
        store.put("bb", "new");

        try (KeyValueIterator<String, String> range = store.range("b", "d")) {
            assertThat(listed(range))
                    .containsExactly(KeyValue.pair("b", "new"), KeyValue.pair("bb", "new"), KeyValue.pair("d", "old"));
        }
        try (KeyValueIterator<String, String> all = store.all()) {
            assertThat(all.peekNextKey()).isEqualTo("a");
            assertThat(listed(all)).hasSize(4);
        }
    }

    @Test
    void whatIsDeletedIsGoneAlsoAfterTheCommit() {
        store.put("a", "1");
        store.flushCache();

        assertThat(store.delete("a")).isEqualTo("1");
        store.flushCache();

        assertThat(store.get("a")).isNull();
        assertThat(store.wrapped().get("a")).isNull();
    }

    @Test
    void whatIsTakenBackIsAsItWasAtTheLastCommit() {
        store.put("a", "1");
        store.flushCache();
        store.put("a", "2");

        store.clearCache();

        assertThat(store.get("a")).isEqualTo("1");
    }

    @Test
    void aStoreHeldWholeHasWhatIsWrittenAndNothingElse() {
        openWhole();
        store.wrapped().put("a", "1");
        store.wrapped().put("b", "1");

        store.delete("a");
        store.put("c", "1");
        store.put("d", "1");
        store.delete("d");
        store.flushCache();

        assertThat(List.of("a", "b", "c", "d")).extracting(store::get).containsExactly(null, "1", "1", null);
        assertThat(List.of("a", "b", "c", "d")).extracting(store.wrapped()::get).containsExactly(null, "1", "1", null);
    }

    @Test
    void aStoreHeldWholeThatLosesWhatItHeldReadsItAgain() {
        openWhole();
        store.put("a", "1");
        store.flushCache();
        store.put("a", "2");

        store.clearCache();

        assertThat(store.get("a")).isEqualTo("1");
    }

    private void openWhole() {
        store.close();
        store = open(WriteBehind.whole("other", Serdes.String()));
    }

    private static List<KeyValue<String, String>> listed(KeyValueIterator<String, String> from) {
        List<KeyValue<String, String>> listed = new ArrayList<>();
        from.forEachRemaining(listed::add);
        return listed;
    }
}
