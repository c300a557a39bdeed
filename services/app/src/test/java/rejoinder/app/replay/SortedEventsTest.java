package rejoinder.app.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.utils.Bytes;

class SortedEventsTest {
    @Property(tries = 200)
    void eventsComeOutWholeAndInOrderHoweverLittleMemoryThereIs(
            @ForAll("events") List<Event> events, @ForAll @IntRange(min = 1, max = 20_000) int memory)
            throws IOException, InterruptedException {
        List<Event> came = new ArrayList<>();
        try (SortedEvents sorted = new SortedEvents(memory)) {
            for (Event event : events) {
                sorted.add(event);
            }
            assertThat(sorted.size()).isEqualTo(events.size());
            assertThat(sorted.files()).isLessThanOrEqualTo(events.size());

            sorted.forEach(came::add);
        }

        assertThat(came).isEqualTo(events.stream().sorted(Moment.ORDER).toList());
    }

    @Provide
    Arbitrary<List<Event>> events() {
        Arbitrary<Long> micros = Arbitraries.longs().between(-5, 50);
        Arbitrary<Integer> partitions = Arbitraries.integers().between(0, 3);
        Arbitrary<String> words = Arbitraries.strings().ofMaxLength(40);
        Arbitrary<Boolean> flags = Arbitraries.of(true, false);
        return Combinators.combine(micros, partitions, words, flags, flags)
                .as((at, partition, text, retraction, described) -> {
                    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                    return new Event(
                            "id-" + text,
                            at,
                            partition,
                            0,
                            retraction,
                            at,
                            Bytes.wrap(bytes),
                            retraction ? Optional.empty() : Optional.of(Bytes.wrap(bytes)),
                            described
                                    ? List.of(new RecordHeader("h", bytes), new RecordHeader("none", (byte[]) null))
                                    : List.of());
                })
                .list()
                .ofMaxSize(60)
                .map(SortedEventsTest::numbered);
    }

    /** No two records of a partition have the same offset. */
    private static List<Event> numbered(List<Event> events) {
        List<Event> numbered = new ArrayList<>();
        for (Event event : events) {
            numbered.add(new Event(
                    event.id(),
                    event.micros(),
                    event.partition(),
                    numbered.size(),
                    event.retraction(),
                    event.timestamp(),
                    event.key(),
                    event.value(),
                    event.headers()));
        }
        return numbered;
    }
}
