package rejoinder.sink;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rejoinder.sink.change.Change;
import rejoinder.sink.change.ChangeReader;
import rejoinder.sink.change.Reading;
import rejoinder.sink.change.Unreadable;
import rejoinder.sink.database.Batch;
import rejoinder.sink.database.Outcome;
import rejoinder.sink.database.Store;

/**
 * Poll, write, go on. A partition is read only once its place is known from the database; after any failure, where it
 * can't be known what was written, and after another writer was faster, its place is asked for again. Run by one
 * thread; {@link #ready} and {@link #stop} may be called by any.
 */
final class SinkLoop {
    private static final Logger LOG = LoggerFactory.getLogger(SinkLoop.class);

    private final SinkSettings settings;
    private final Consumer<byte[], byte[]> consumer;
    private final ChangeReader reader;
    private final Store store;
    private final Rejected rejected;
    private final Timer writing;
    private final Counter written;
    private final Counter stale;
    private final Backoff backoff = new Backoff();
    private final Map<TopicPartition, OptionalLong> placed = new HashMap<>();
    private final Set<TopicPartition> waiting = new HashSet<>();
    private boolean joined;
    private volatile boolean ready;
    private volatile boolean stopping;

    /** Consumer, store and rejected stay the caller's to close. */
    SinkLoop(
            SinkSettings settings,
            Consumer<byte[], byte[]> consumer,
            ChangeReader reader,
            Store store,
            Rejected rejected,
            MeterRegistry metrics) {
        this.settings = settings;
        this.consumer = consumer;
        this.reader = reader;
        this.store = store;
        this.rejected = rejected;
        this.writing = Timer.builder("rejoinder.sink.write")
                .description("Time to write a batch to the database")
                .register(metrics);
        this.written = Counter.builder("rejoinder.sink.records")
                .description("Records written to the database")
                .register(metrics);
        this.stale = Counter.builder("rejoinder.sink.stale")
                .description("Batches given up because another sink had written their partition")
                .register(metrics);
    }

    /** Whether it is one of the group, its partitions have their places, and the database took the last batch. */
    boolean ready() {
        return ready;
    }

    void stop() {
        stopping = true;
        consumer.wakeup();
    }

    /** Returns when stopped; throws what can't be overcome by trying again. */
    void run() {
        try {
            consumer.subscribe(reader.topics(), new Placing());
            while (!stopping) {
                turn();
            }
        } catch (WakeupException e) {
            if (!stopping) {
                throw e;
            }
        } finally {
            ready = false;
        }
    }

    private void turn() {
        try {
            placeWaiting();
            ready = joined;
            write(poll());
            backoff.reset();
        } catch (JdbiException | RetriableException e) {
            ready = false;
            var wait = backoff.next();
            LOG.warn("can't write now, trying again in {} ms: {}", wait.toMillis(), e.toString());
            placeAgain(Set.copyOf(placed.keySet()));
            // All are paused: this only keeps the place in the group.
            consumer.poll(wait);
        }
    }

    private ConsumerRecords<byte[], byte[]> poll() {
        try {
            return consumer.poll(settings.pollTimeout());
        } catch (OffsetOutOfRangeException e) {
            throw new IllegalStateException(lost(e.offsetOutOfRangePartitions()), e);
        }
    }

    private String lost(Map<TopicPartition, Long> offsets) {
        Map<TopicPartition, Long> first = consumer.beginningOffsets(offsets.keySet());
        Map<TopicPartition, Long> end = consumer.endOffsets(offsets.keySet());
        List<String> parts = new ArrayList<>();
        offsets.forEach((partition, offset) -> parts.add(partition + " is written up to " + offset
                + ", and the log has " + first.get(partition) + " to " + end.get(partition)));
        return "The database and the log don't meet (" + String.join("; ", parts)
                + "), so records would be lost in between. Bring back the log that belongs to this database, or stop"
                + " the sink, empty the database (" + settings.databaseName() + ") and start again: it then fills from"
                + " all that the log has.";
    }

    private void write(ConsumerRecords<byte[], byte[]> records) {
        List<Batch.Move> moves = moves(records);
        if (moves.isEmpty()) {
            return;
        }
        List<Change> changes = new ArrayList<>();
        records.forEach(record -> read(record).ifPresent(changes::add));
        Batch batch = new Batch(changes, moves);
        Outcome outcome = writing.record(() -> store.write(
                batch,
                (change, why) -> rejected.add(change.record(), new Unreadable("refused", why, Optional.empty()))));
        switch (outcome) {
            case WRITTEN -> {
                moves.forEach(move -> placed.put(move.partition(), OptionalLong.of(move.next())));
                written.increment(records.count());
            }
            case STALE -> {
                LOG.warn(
                        "another sink has written {}; going on from there",
                        records.nextOffsets().keySet());
                stale.increment();
                placeAgain(records.nextOffsets().keySet());
            }
        }
    }

    /** Also of partitions without records: marks of transactions take offsets too. */
    private List<Batch.Move> moves(ConsumerRecords<byte[], byte[]> records) {
        List<Batch.Move> moves = new ArrayList<>();
        records.nextOffsets().forEach((partition, next) -> {
            OptionalLong from = placed.get(partition);
            if (!from.equals(OptionalLong.of(next.offset()))) {
                moves.add(new Batch.Move(partition, from, next.offset()));
            }
        });
        return moves;
    }

    private Optional<Change> read(ConsumerRecord<byte[], byte[]> record) {
        Reading reading = reader.read(record);
        if (reading instanceof Unreadable why) {
            rejected.add(record, why);
            return Optional.empty();
        }
        return Optional.of((Change) reading);
    }

    private void placeAgain(Collection<TopicPartition> partitions) {
        partitions.forEach(placed::remove);
        waiting.addAll(partitions);
        consumer.pause(partitions);
    }

    private void placeWaiting() {
        if (waiting.isEmpty()) {
            return;
        }
        Map<TopicPartition, Long> stored = store.positions(waiting);
        Set<TopicPartition> unknown = new HashSet<>(waiting);
        unknown.removeAll(stored.keySet());
        Map<TopicPartition, Long> first = unknown.isEmpty() ? Map.of() : consumer.beginningOffsets(unknown);
        for (TopicPartition partition : waiting) {
            Optional<Long> next = Optional.ofNullable(stored.get(partition));
            consumer.seek(partition, next.orElseGet(() -> first.get(partition)));
            placed.put(partition, next.map(OptionalLong::of).orElse(OptionalLong.empty()));
        }
        consumer.resume(waiting);
        waiting.clear();
    }

    /** Partitions come without a place and wait for it outside of the rebalance, which can't be held up. */
    private final class Placing implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            joined = true;
            // Any place will do while it is paused; without one Kafka would look for its own.
            partitions.forEach(partition -> consumer.seek(partition, 0));
            placeAgain(partitions);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            LOG.debug("partitions {} go to another sink", partitions);
            partitions.forEach(placed::remove);
            waiting.removeAll(Set.copyOf(partitions));
        }
    }
}
