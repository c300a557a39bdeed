package rejoinder.ingestor.topic;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rejoinder.contracts.json.Schemas;
import rejoinder.contracts.source.Cursor;
import rejoinder.contracts.source.Source;
import rejoinder.ingestor.follow.Attempts;
import rejoinder.ingestor.follow.Follower;
import rejoinder.ingestor.follow.Found;
import rejoinder.ingestor.follow.KnownItems;

/**
 * Follows a topic of the user's with a consumer and a thread of its own. How far it is read is kept with our own cursors
 * and not in that Kafka, so that it goes along with what was made of it.
 */
public final class TopicFollower implements Follower {
    private static final Logger LOG = LoggerFactory.getLogger(TopicFollower.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final int MOST_WAITING = 2000;

    private final Source source;
    private final Clock clock;
    private final TopicRecords records;
    private final Attempts attempts = new Attempts();
    private final BlockingQueue<Found> found = new ArrayBlockingQueue<>(MOST_WAITING);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final TreeMap<String, String> position;
    private Optional<Thread> thread = Optional.empty();

    public TopicFollower(Source source, Schemas schemas, Clock clock, KnownItems known) {
        this.source = source;
        this.clock = clock;
        this.records = new TopicRecords(source, schemas, clock);
        this.position = new TreeMap<>(
                known.of(Cursor.POSITION).flatMap(Cursor::position).orElse(Map.of()));
    }

    @Override
    public void look(Instant now) {
        if (thread.isEmpty()) {
            Thread started = new Thread(this::run, "ingestor-topic-" + source.id());
            started.setDaemon(true);
            started.start();
            thread = Optional.of(started);
        }
    }

    @Override
    public Optional<Found> next() {
        return Optional.ofNullable(found.poll());
    }

    @Override
    public int waiting() {
        return found.size();
    }

    @Override
    public boolean busy() {
        return thread.isPresent();
    }

    @Override
    public Attempts attempts() {
        return attempts;
    }

    @Override
    public void hurry() {
        // It reads as fast as it can anyway.
    }

    @Override
    public void close() {
        closing.countDown();
        found.clear();
        thread.ifPresent(Thread::interrupt);
    }

    private void run() {
        boolean stop = false;
        while (!stop && closing.getCount() > 0) {
            try (KafkaConsumer<byte[], byte[]> consumer =
                    new KafkaConsumer<>(settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                follow(consumer);
            } catch (InterruptException | InterruptedException e) {
                LOG.debug("source {} is no longer followed", source.id(), e);
                stop = true;
            } catch (KafkaException | IllegalStateException e) {
                attempts.failed(
                        clock.instant(),
                        "Kafka at " + source.settings().get("bootstrap-servers") + ": " + e.getMessage());
                LOG.info("source {}: {}", source.id(), e.getMessage());
            }
            stop |= closesWithin(PAUSE, stop);
        }
    }

    private boolean closesWithin(Duration time, boolean stop) {
        try {
            return !stop && closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, source.settings().get("bootstrap-servers"));
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, source.setting("from").orElse("earliest"));
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 500);
        settings.put(ConsumerConfig.RECEIVE_BUFFER_CONFIG, CommonClientConfigs.RECEIVE_BUFFER_LOWER_BOUND);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        return settings;
    }

    private void follow(KafkaConsumer<byte[], byte[]> consumer) throws InterruptedException {
        List<PartitionInfo> infos = consumer.partitionsFor(source.settings().get("topic"));
        if (infos == null || infos.isEmpty()) {
            throw new IllegalStateException(
                    "there is no topic " + source.settings().get("topic"));
        }
        List<TopicPartition> partitions = infos.stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        for (TopicPartition partition : partitions) {
            Optional.ofNullable(position.get(Integer.toString(partition.partition())))
                    .ifPresent(offset -> consumer.seek(partition, Long.parseLong(offset)));
        }
        Instant said = Instant.EPOCH;
        while (closing.getCount() > 0) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            Instant now = clock.instant();
            if (!records.isEmpty() || now.isAfter(said.plus(PAUSE))) {
                attempts.succeeded(now);
                said = now;
            }
            for (ConsumerRecord<byte[], byte[]> record : records) {
                found.put(this.records.read(record));
                position.put(Integer.toString(record.partition()), Long.toString(record.offset() + 1));
            }
            if (!records.isEmpty()) {
                found.put(new Found.Position(position));
            }
        }
    }
}
