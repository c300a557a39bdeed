package rejoinder.gateway.source;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rejoinder.contracts.json.JsonSerde;
import rejoinder.contracts.source.Source;
import rejoinder.contracts.source.SourceStatus;
import rejoinder.contracts.topic.Topics;
import rejoinder.gateway.log.LogConsumers;

/** The newest definition and status of every source, read from their topics by a thread of its own. Thread-safe. */
public final class SourceTable implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SourceTable.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(3);
    private static final Duration LONGEST_READ = Duration.ofSeconds(2);

    private final String bootstrapServers;
    private final String sourcesTopic;
    private final String statusTopic;
    private final JsonSerde<Source> sourceJson = new JsonSerde<>(Source.class);
    private final JsonSerde<SourceStatus> statusJson = new JsonSerde<>(SourceStatus.class);
    private final ConcurrentSkipListMap<String, Source> sources = new ConcurrentSkipListMap<>();
    private final ConcurrentSkipListMap<String, SourceStatus> statuses = new ConcurrentSkipListMap<>();
    private final ReentrantLock reading = new ReentrantLock();
    private final Condition read = reading.newCondition();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "gateway-sources");
    private volatile Optional<String> trouble = Optional.of("the sources have not been read yet");

    public SourceTable(String bootstrapServers, Topics topics) {
        this.bootstrapServers = bootstrapServers;
        this.sourcesTopic = topics.sources().name();
        this.statusTopic = topics.sourceStatus().name();
    }

    /** Begins to read. */
    public void start() {
        thread.start();
    }

    /** Why it does not know the sources now; empty when it does. */
    public Optional<String> trouble() {
        return trouble;
    }

    /** All sources by id. */
    SortedMap<String, Source> sources() {
        return sources;
    }

    /**
     * Waits until it has read what was written, so that who is answered finds it; at most as long as the log may take.
     * Another's later word counts as well.
     */
    void awaits(String id, Optional<Source> written) {
        reading.lock();
        try {
            long left = LONGEST_READ.toNanos();
            while (left > 0 && !Optional.ofNullable(sources.get(id)).equals(written)) {
                left = read.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            reading.unlock();
        }
    }

    /** What was last said of a source, or of the canary of a kind. */
    Optional<SourceStatus> status(String id) {
        return Optional.ofNullable(statuses.get(id));
    }

    /** What was last said of the canaries. */
    List<SourceStatus> canaries() {
        return List.copyOf(statuses.subMap("canary-", "canary.").values());
    }

    @Override
    public void close() {
        closing.countDown();
        thread.interrupt();
        try {
            thread.join(LONGEST_CLOSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        boolean stop = false;
        while (!stop && closing.getCount() > 0) {
            Optional<Consumer<byte[], byte[]>> opened = Optional.empty();
            try {
                Consumer<byte[], byte[]> consumer = new LogConsumers(bootstrapServers).open("sources");
                opened = Optional.of(consumer);
                follow(consumer);
            } catch (WakeupException | InterruptException stopping) {
                LOG.debug("reading sources was interrupted", stopping);
                stop = true;
            } catch (KafkaException | IllegalStateException e) {
                trouble = Optional.of("Kafka does not answer: " + e.getMessage());
            } finally {
                opened.ifPresent(LogConsumers::close);
            }
            stop |= closesWithin(PAUSE);
        }
    }

    private void follow(Consumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = new ArrayList<>(LogConsumers.partitions(consumer, sourcesTopic));
        partitions.addAll(LogConsumers.partitions(consumer, statusTopic));
        if (partitions.isEmpty()) {
            trouble = Optional.of("there is no topic " + sourcesTopic + " yet");
            return;
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (closing.getCount() > 0) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            records.forEach(this::take);
            if (!records.isEmpty()) {
                tellWaiting();
            }
            if (trouble.isPresent()
                    && ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
                trouble = Optional.empty();
            }
        }
    }

    private void tellWaiting() {
        reading.lock();
        try {
            read.signalAll();
        } finally {
            reading.unlock();
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        String id = new String(record.key(), StandardCharsets.UTF_8);
        try {
            if (record.topic().equals(sourcesTopic)) {
                put(sources, id, Optional.ofNullable(record.value()).map(sourceJson::fromBytes));
            } else {
                put(statuses, id, Optional.ofNullable(record.value()).map(statusJson::fromBytes));
            }
        } catch (SerializationException e) {
            LOG.warn("{} has something unreadable for {}", record.topic(), id, e);
        }
    }

    private static <V> void put(Map<String, V> map, String id, Optional<V> value) {
        value.ifPresentOrElse(one -> map.put(id, one), () -> map.remove(id));
    }

    private boolean closesWithin(Duration time) {
        try {
            return closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
