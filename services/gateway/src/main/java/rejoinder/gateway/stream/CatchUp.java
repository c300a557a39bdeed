package rejoinder.gateway.stream;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import rejoinder.gateway.http.Unavailable;
import rejoinder.gateway.log.LogConsumers;

/**
 * Brings subscribers from where they stand to the present, from memory or from Kafka, and attaches them to the hub.
 * Thread-safe; keeps consumers for reuse.
 */
final class CatchUp implements AutoCloseable {
    private static final Duration LONGEST_STALL = Duration.ofSeconds(30);

    private final LogConsumers consumers;
    private final String topic;
    private final Subject subject;
    private final Hub hub;
    private final int atOnce;
    private final Sweep sweep;
    private final Deque<Consumer<byte[], byte[]>> idle = new ArrayDeque<>();
    private int opened;

    CatchUp(LogConsumers consumers, String topic, Subject subject, Hub hub, int atOnce, MeterRegistry metrics) {
        this.consumers = consumers;
        this.topic = topic;
        this.subject = subject;
        this.hub = hub;
        this.atOnce = atOnce;
        this.sweep = new Sweep(consumers, topic, subject, hub, metrics);
    }

    /** Whether Kafka can serve a position that a subscriber has read to. */
    Reach check(Position position) {
        return using(consumer -> {
            Ends ends = ends(consumer);
            if (!ends.newest.reaches(position)) {
                return lost(
                        "the token is ahead of what the log holds: it comes from another log; connect without a token"
                                + " for a snapshot",
                        ends);
            }
            return position.reaches(ends.oldest)
                    ? new Reach.From(position)
                    : lost("what follows the token is no longer kept; connect without a token for a snapshot", ends);
        });
    }

    /**
     * The position of the first change whose record is of this moment or later. Where the log's beginning is gone and
     * all that is left is later, something in between may be gone too, and it is refused.
     */
    Reach at(Instant moment) {
        return using(consumer -> {
            Ends ends = ends(consumer);
            Map<TopicPartition, Long> asked = new HashMap<>();
            consumer.assignment().forEach(partition -> asked.put(partition, Math.max(0, moment.toEpochMilli())));
            Map<Integer, Long> next = new HashMap<>();
            consumer.offsetsForTimes(asked)
                    .forEach((partition, found) -> next.put(
                            partition.partition(),
                            found == null ? ends.newest.of(partition.partition()) : found.offset()));
            boolean kept = ends.oldest.next().entrySet().stream()
                    .allMatch(oldest -> oldest.getValue() == 0 || next.get(oldest.getKey()) > oldest.getValue());
            return kept
                    ? new Reach.From(Position.of(next))
                    : lost("what follows that moment is no longer kept; connect without it for a snapshot", ends);
        });
    }

    private record Ends(Position oldest, Position newest) {}

    private Ends ends(Consumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = LogConsumers.partitions(consumer, topic);
        consumer.assign(partitions);
        return new Ends(
                Position.ofOffsets(consumer.beginningOffsets(partitions)),
                Position.ofOffsets(consumer.endOffsets(partitions)));
    }

    private static Reach lost(String why, Ends ends) {
        return new Reach.Lost(why, ends.oldest);
    }

    /**
     * Delivers what a subscriber misses, and attaches it. Blocks, but not while Kafka is read: then it goes on by {@code
     * later}, once memory reaches it.
     */
    void bring(Strand strand, Executor later) throws InterruptedException {
        while (true) {
            Hub.Gap gap = hub.attach(strand, atOnce);
            if (gap instanceof Hub.Gap.None) {
                return;
            }
            if (gap instanceof Hub.Gap.Older) {
                // What comes of it is told to the subscriber.
                var unused = sweep.join(strand).thenAcceptAsync(there -> goOn(there, strand, later), later);
                return;
            }
            if (!deliver(strand, ((Hub.Gap.Recent) gap).changes())) {
                return;
            }
        }
    }

    private void goOn(boolean there, Strand strand, Executor later) {
        try {
            if (there) {
                bring(strand, later);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            strand.end(Frames.comment("closed: the stream ends here; reconnect with Last-Event-ID"));
        }
    }

    @Override
    public void close() {
        sweep.close();
        closeIdle();
    }

    private synchronized void closeIdle() {
        idle.forEach(LogConsumers::close);
        idle.clear();
    }

    private static boolean deliver(Strand strand, List<Live> changes) throws InterruptedException {
        for (Live live : changes) {
            if (!strand.deliverPatiently(live, LONGEST_STALL)) {
                return false;
            }
            strand.readTo(live.after());
        }
        return true;
    }

    private interface Use<T> {
        T of(Consumer<byte[], byte[]> consumer);
    }

    private <T> T using(Use<T> use) {
        Consumer<byte[], byte[]> consumer = borrow();
        try {
            return use.of(consumer);
        } catch (KafkaException e) {
            throw new Unavailable("Kafka does not answer", e);
        } finally {
            giveBack(consumer);
        }
    }

    private synchronized Consumer<byte[], byte[]> borrow() {
        if (idle.isEmpty()) {
            opened++;
            return consumers.open("catch-up-" + subject.of() + "-" + opened);
        }
        return idle.remove();
    }

    private synchronized void giveBack(Consumer<byte[], byte[]> consumer) {
        consumer.unsubscribe();
        idle.add(consumer);
    }
}
