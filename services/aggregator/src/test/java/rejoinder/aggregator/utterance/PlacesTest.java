package rejoinder.aggregator.utterance;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
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

/** Places of weeks in use are held in memory, whoever speaks. */
class PlacesTest {
    private static final Duration WINDOW = Duration.ofDays(7);
    private static final Instant BEGIN = Instant.parse("2031-03-01T12:00:00Z");
    private static final int MOST = 160;

    @TempDir
    private Path folder;

    private KeyValueStore<String, Placed> store;
    private final AtomicInteger reads = new AtomicInteger();

    @BeforeEach
    void open() {
        MockProcessorContext<Void, Void> context =
                new MockProcessorContext<>(new Properties(), new TaskId(0, 0), folder.toFile());
        store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(Names.STATEMENT_PLACES), Serdes.String(), Placed.serde())
                .withLoggingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
    }

    @AfterEach
    void close() {
        store.close();
    }

    /** The store, which counts how often weeks are read. */
    @SuppressWarnings("unchecked")
    private KeyValueStore<String, Placed> counted() {
        return (KeyValueStore<String, Placed>) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {KeyValueStore.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("range")) {
                        reads.incrementAndGet();
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static Placed placed(int minute) {
        return new Placed(
                BEGIN.plus(Duration.ofMinutes(minute)), 7, "u-" + minute, new SameWords.Sketch(new int[] {2, 4, 6, 8, 10
                }));
    }

    private static int near(Places places, String actor) {
        List<String> near = new ArrayList<>();
        places.near(actor, placed(0), WINDOW, (id, other) -> near.add(id));
        return near.size();
    }

    @Test
    void whoeverSaysMoreThanMayBeHeldIsNotReadAgainWithEachStatement() {
        Places places = new Places(counted(), MOST);
        for (int i = 0; i < 2 * MOST; i++) {
            places.put("talks-a-lot", "s-" + i, placed(i));
        }
        for (int i = 0; i < 20; i++) {
            places.put("other-" + i, "s-other", placed(i));
        }
        reads.set(0);

        for (int i = 0; i < 20; i++) {
            assertThat(near(places, "talks-a-lot")).isEqualTo(2 * MOST);
            assertThat(near(places, "other-" + i)).isEqualTo(1);
        }

        // None but the weeks before and after, of which the store has nothing.
        assertThat(reads).hasValueLessThanOrEqualTo(2 * 21);
    }

    @Test
    void whatIsHeldOfThemIsBoundedAsWell() {
        Places places = new Places(counted(), MOST);
        for (String actor : List.of("one", "two", "three")) {
            for (int i = 0; i < 2 * MOST; i++) {
                places.put(actor, "s-" + i, placed(i));
            }
        }
        near(places, "three");
        reads.set(0);

        near(places, "one");

        assertThat(reads).hasValueGreaterThan(0);
        assertThat(near(places, "one")).isEqualTo(2 * MOST);
    }

    @Test
    void theyAreFoundAgainAfterTheyWereForgotten() {
        Places places = new Places(store, 1);
        for (int i = 0; i < 50; i++) {
            places.put("one", "s-" + i, placed(i));
            places.put("two", "s-" + i, placed(i));
            near(places, i % 2 == 0 ? "one" : "two");
        }
        places.remove("one", placed(3).at(), "s-3");

        assertThat(near(places, "one")).isEqualTo(49);
        assertThat(near(places, "two")).isEqualTo(50);
        assertThat(places.get("two", placed(3).at(), "s-3"))
                .hasValueSatisfying(found -> assertThat(found.utterance()).isEqualTo("u-3"));
    }
}
