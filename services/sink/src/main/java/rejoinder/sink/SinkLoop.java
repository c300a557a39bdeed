package rejoinder.sink;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rejoinder.contracts.topic.Topics;
import rejoinder.sink.database.Batch;
import rejoinder.sink.database.Database;
import rejoinder.sink.database.StalePositionException;
import rejoinder.sink.database.Store;

/** Poll, write, go on; one thread. */
final class SinkLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SinkLoop.class);
    private static final Duration FIRST_RETRY = Duration.ofMillis(200);
    private static final Duration LAST_RETRY = Duration.ofSeconds(10);

    private final SinkSettings settings;
    private final Topics topics;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Rejected rejected;
    private final Batches batches;
    private final Timer writing;
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile boolean ready;

    SinkLoop(
            SinkSettings settings,
            Topics topics,
            KafkaConsumer<byte[], byte[]> consumer,
            KafkaProducer<byte[], byte[]> rejectedProducer,
            MeterRegistry metrics) {
        this.settings = settings;
        this.topics = topics;
        this.consumer = consumer;
        this.rejected = new Rejected(topics, rejectedProducer, metrics);
        this.batches = new Batches(topics, rejected);
        this.writing = Timer.builder("rejoinder.sink.write")
                .description("Time to write a batch to the database")
                .register(metrics);
    }

    boolean ready() {
        return ready;
    }

    void stop() {
        stop.countDown();
        consumer.wakeup();
    }

    void run() {
        Optional<Database> opened = open();
        if (opened.isEmpty()) {
            return;
        }
        try (Database database = opened.get()) {
            Store store = new Store(database);
            consumer.subscribe(Sink.topics(topics), new SeekToStored(store));
            while (!stopping()) {
                ConsumerRecords<byte[], byte[]> records = poll();
                ready = !consumer.assignment().isEmpty();
                if (!records.isEmpty()) {
                    write(store, records);
                }
            }
        } catch (WakeupException e) {
            if (!stopping()) {
                throw e;
            }
        } finally {
            ready = false;
        }
    }

    @Override
    public void close() {
        consumer.close();
        rejected.close();
    }

    private ConsumerRecords<byte[], byte[]> poll() {
        try {
            return consumer.poll(settings.pollTimeout());
        } catch (OffsetOutOfRangeException e) {
            throw new IllegalStateException(
                    "the database stands at offsets that Kafka no longer has (" + e.offsetOutOfRangePartitions()
                            + "); write into an empty database to read all that Kafka has",
                    e);
        }
    }

    private Optional<Database> open() {
        return untilItWorks(
                "open the database",
                () -> Database.open(settings.databaseUrl(), settings.databaseUser(), settings.databasePassword()));
    }

    private void write(Store store, ConsumerRecords<byte[], byte[]> records) {
        Batch batch = batches.of(records, positions);
        untilItWorks("write a batch", () -> {
            try {
                writing.record(() -> store.write(batch));
                records.partitions()
                        .forEach(partition -> positions.put(
                                partition, records.nextOffsets().get(partition).offset()));
            } catch (StalePositionException e) {
                LOG.warn("going back to what the database has: {}", e.getMessage());
                seek(store, records.partitions());
            }
            return true;
        });
    }

    /** The result once the database answers; empty when the sink is told to stop before. */
    private <T> Optional<T> untilItWorks(String what, Supplier<T> work) {
        Duration wait = FIRST_RETRY;
        while (!stopping()) {
            try {
                return Optional.of(work.get());
            } catch (RuntimeException e) {
                if (!isOfTheDatabase(e)) {
                    throw e;
                }
                ready = false;
                LOG.warn("can't {}, trying again in {}: {}", what, wait, e.toString());
                consumer.pause(consumer.assignment());
                if (waitFor(wait)) {
                    return Optional.empty();
                }
                wait = wait.multipliedBy(2).compareTo(LAST_RETRY) > 0 ? LAST_RETRY : wait.multipliedBy(2);
            } finally {
                consumer.resume(consumer.assignment());
            }
        }
        return Optional.empty();
    }

    private static boolean isOfTheDatabase(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException || cause instanceof JdbiException) {
                return true;
            }
        }
        return false;
    }

    private boolean waitFor(Duration time) {
        try {
            return stop.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private boolean stopping() {
        return stop.getCount() == 0;
    }

    private void seek(Store store, Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            long next =
                    store.nextOffset(partition.topic(), partition.partition()).orElse(0L);
            positions.put(partition, next);
            consumer.seek(partition, next);
        }
    }

    /** Partitions begin where the database stands. */
    private final class SeekToStored implements ConsumerRebalanceListener {
        private final Store store;

        SeekToStored(Store store) {
            this.store = store;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            seek(store, partitions);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            LOG.debug("partitions {} go to another sink", partitions);
        }
    }
}
