package rejoinder.aggregator.summary;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import rejoinder.aggregator.state.RecordSerde;

/** Stores in memory, which keep records as bytes as those of the topology do. */
final class InMemory {
    private InMemory() {}

    static <T extends Record> KeyValueStore<String, T> of(Class<T> type) {
        KeyValueStore<String, T> store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore("some"), Serdes.String(), new RecordSerde<>(type))
                .withLoggingDisabled()
                .build();
        store.init(new MockProcessorContext<Void, Void>().getStateStoreContext(), store);
        return store;
    }
}
