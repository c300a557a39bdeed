package rejoinder.gateway.log;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
import rejoinder.contracts.topic.Topic;

/** The newest value of every key of some compacted topics, read by a thread of its own. Thread-safe. */
public final class LogTables implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LogTables.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(3);
    private static final Duration LONGEST_READ = Duration.ofSeconds(2);

    private final String bootstrapServers;
    private final String name;
    private final Map<String, Table<?>> tables = new LinkedHashMap<>();
    private final ReentrantLock reading = new ReentrantLock();
    private final Condition read = reading.newCondition();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile Optional<String> trouble;

    /**
     * @param name of what is in them, in messages and names of threads
     */
    public LogTables(String bootstrapServers, String name, List<Topic<?>> topics) {
        this.bootstrapServers = bootstrapServers;
        this.name = name;
        this.thread = new Thread(this::run, "gateway-" + name);
        this.trouble = Optional.of("the " + name + " have not been read yet");
        topics.forEach(topic -> tables.put(topic.name(), new Table<>(topic)));
    }

    /** One topic's values. */
    private static final class Table<V> {
        private final JsonSerde<V> json;
        private final ConcurrentSkipListMap<String, V> values = new ConcurrentSkipListMap<>();

        Table(Topic<V> topic) {
            this.json = topic.json();
        }

        void take(ConsumerRecord<byte[], byte[]> record) {
            String key = new String(record.key(), StandardCharsets.UTF_8);
            try {
                if (record.value() == null) {
                    values.remove(key);
                } else {
                    values.put(key, json.fromBytes(record.value()));
                }
            } catch (SerializationException e) {
                LOG.warn("{} has something unreadable for {}", record.topic(), key, e);
            }
        }
    }

    /** Begins to read. */
    public void start() {
        thread.start();
    }

    /** Why it does not know the values now; empty when it does. */
    public Optional<String> trouble() {
        return trouble;
    }

    /** All values of a topic by key, as they are from moment to moment. */
    @SuppressWarnings("unchecked") // a topic's table is made with its type
    public <V> SortedMap<String, V> values(Topic<V> topic) {
        return ((Table<V>) tables.get(topic.name())).values;
    }

    /**
     * Waits until it has read what was written, so that who is answered finds it; at most as long as the log may take.
     * Another's later word counts as well.
     */
    public <V> void awaits(Topic<V> topic, String key, Optional<V> written) {
        SortedMap<String, V> values = values(topic);
        reading.lock();
        try {
            long left = LONGEST_READ.toNanos();
            while (left > 0 && !Optional.ofNullable(values.get(key)).equals(written)) {
                left = read.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            reading.unlock();
        }
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
                Consumer<byte[], byte[]> consumer = new LogConsumers(bootstrapServers).open(name);
                opened = Optional.of(consumer);
                follow(consumer);
            } catch (WakeupException | InterruptException stopping) {
                LOG.debug("reading {} was interrupted", name, stopping);
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
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : tables.keySet()) {
            List<TopicPartition> found = LogConsumers.partitions(consumer, topic);
            if (found.isEmpty()) {
                trouble = Optional.of("there is no topic " + topic + " yet");
                return;
            }
            partitions.addAll(found);
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (closing.getCount() > 0) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            records.forEach(record -> tables.get(record.topic()).take(record));
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

    private boolean closesWithin(Duration time) {
        try {
            return closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
