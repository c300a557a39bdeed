package rejoinder.gateway.stream;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rejoinder.gateway.log.LogConsumers;

/**
 * The one consumer of a topic in the process: reads it from its end and publishes to the hub. Waits for Kafka and
 * for the topic as long as it takes.
 */
final class LogReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LogReader.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration BETWEEN_CHECKS = Duration.ofSeconds(3);
    private static final Duration LONGEST_REQUEST = Duration.ofSeconds(3);
    private static final Duration BEFORE_INTERRUPT = Duration.ofMillis(200);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);

    private final String bootstrapServers;
    private final String topic;
    private final Subject subject;
    private final Hub hub;
    private final MeterRegistry metrics;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile Optional<String> trouble = Optional.of("Kafka has not answered yet");
    private volatile @Nullable Consumer<byte[], byte[]> reading;

    LogReader(String bootstrapServers, String topic, Subject subject, Hub hub, MeterRegistry metrics) {
        this.bootstrapServers = bootstrapServers;
        this.topic = topic;
        this.subject = subject;
        this.hub = hub;
        this.metrics = metrics;
        this.thread = new Thread(this::run, "gateway-log-reader-" + subject.of());
    }

    void start() {
        thread.start();
    }

    /** Why changes don't arrive now; empty when they do. */
    Optional<String> trouble() {
        return trouble;
    }

    @Override
    public void close() {
        closing.countDown();
        Consumer<byte[], byte[]> consumer = reading;
        if (consumer != null) {
            consumer.wakeup();
        }
        try {
            thread.join(BEFORE_INTERRUPT.toMillis());
            if (reading != null) {
                // Asking a broker that is away does not heed a wake-up; closing ends in time by itself.
                thread.interrupt();
            }
            thread.join(LONGEST_CLOSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean closed() {
        return closing.getCount() == 0;
    }

    private void run() {
        while (!closed()) {
            Optional<Consumer<byte[], byte[]>> opened = Optional.empty();
            try {
                Consumer<byte[], byte[]> consumer = new LogConsumers(bootstrapServers).open("reader-" + subject.of());
                opened = Optional.of(consumer);
                reading = consumer;
                follow(consumer);
            } catch (WakeupException | InterruptException stopping) {
                LOG.debug("the reader of {} was woken up", topic);
            } catch (KafkaException | IllegalStateException e) {
                interrupted(e);
            } finally {
                reading = null;
                opened.ifPresent(LogConsumers::close);
            }
            pause();
        }
    }

    private void follow(Consumer<byte[], byte[]> consumer) {
        Optional<String> id = topicId();
        List<TopicPartition> partitions = id.isEmpty() ? List.of() : LogConsumers.partitions(consumer, topic);
        if (id.isEmpty() || partitions.isEmpty()) {
            trouble = Optional.of("the topic " + topic + " does not exist yet");
            return;
        }
        consumer.assign(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        ends.forEach(consumer::seek);
        hub.begin(id.get(), Position.ofOffsets(ends));
        trouble = Optional.empty();
        LOG.info("following {} in {} partitions", topic, partitions.size());
        ChangeReader changes = new ChangeReader(subject, metrics);
        long checked = System.nanoTime();
        while (!closed()) {
            publish(consumer, consumer.poll(POLL), changes);
            if (System.nanoTime() - checked > BETWEEN_CHECKS.toNanos()) {
                check(consumer, partitions);
                checked = System.nanoTime();
            }
        }
    }

    private void publish(
            Consumer<byte[], byte[]> consumer, ConsumerRecords<byte[], byte[]> records, ChangeReader reader) {
        List<Change> changes = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            reader.read(record).ifPresent(changes::add);
        }
        Map<TopicPartition, Long> positions = new HashMap<>();
        consumer.assignment().forEach(partition -> positions.put(partition, consumer.position(partition)));
        hub.publish(changes, Position.ofOffsets(positions));
        metrics.counter("rejoinder.gateway.stream.changes").increment(changes.size());
    }

    /** Polling says nothing while a broker is away, so it is asked now and then. */
    private void check(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        try {
            consumer.endOffsets(partitions, LONGEST_REQUEST);
            trouble = Optional.empty();
        } catch (org.apache.kafka.common.errors.TimeoutException e) {
            trouble = Optional.of("Kafka does not answer");
            LOG.warn("Kafka does not answer; waiting for it");
        }
    }

    private void interrupted(RuntimeException e) {
        if (trouble.isEmpty()) {
            LOG.warn("reading {} was interrupted: {}", topic, e.getMessage());
            hub.end("the stream was interrupted; reconnect with Last-Event-ID");
        }
        trouble = Optional.of("Kafka does not answer: " + e.getMessage());
    }

    private Optional<String> topicId() {
        Admin admin = Admin.create(Map.<String, Object>of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) LONGEST_REQUEST.toMillis(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) LONGEST_REQUEST.toMillis()));
        try {
            return admin.listTopics().listings().get().stream()
                    .filter(listing -> listing.name().equals(topic))
                    .map(listing -> listing.topicId().toString())
                    .findFirst();
        } catch (ExecutionException e) {
            throw new IllegalStateException("no broker at " + bootstrapServers, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            // Whoever is interrupted would else wait until a broker that is away has not answered.
            admin.close(Duration.ZERO);
        }
    }

    private void pause() {
        try {
            if (closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("the reader of {} stops", topic);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closing.countDown();
        }
    }
}
