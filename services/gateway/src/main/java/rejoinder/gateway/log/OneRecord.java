package rejoinder.gateway.log;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import rejoinder.gateway.http.Unavailable;

/** Reads single records of the log by their place. Few at once; thread-safe. */
public final class OneRecord {
    private static final int AT_ONCE = 2;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final LogConsumers consumers;
    private final Semaphore places = new Semaphore(AT_ONCE, true);

    public OneRecord(String bootstrapServers) {
        this.consumers = new LogConsumers(bootstrapServers);
    }

    /**
     * The record at a place; empty where the log no longer has it. Blocks, at most some seconds.
     *
     * @throws Unavailable when Kafka does not answer
     */
    public Optional<ConsumerRecord<byte[], byte[]>> read(String topic, int partition, long offset) {
        if (!place()) {
            throw new Unavailable("others are reading from Kafka now", null);
        }
        try {
            return readNow(new TopicPartition(topic, partition), offset);
        } catch (OffsetOutOfRangeException gone) {
            return Optional.empty();
        } catch (KafkaException e) {
            throw new Unavailable("Kafka does not answer", e);
        } finally {
            places.release();
        }
    }

    private Optional<ConsumerRecord<byte[], byte[]>> readNow(TopicPartition partition, long offset) {
        Consumer<byte[], byte[]> consumer = consumers.openForOne("one-record");
        try {
            consumer.assign(List.of(partition));
            consumer.seek(partition, offset);
            long end = System.nanoTime() + LONGEST_WAIT.toNanos();
            while (System.nanoTime() < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(500))) {
                    return Optional.of(record).filter(found -> found.offset() == offset);
                }
            }
            throw new Unavailable("Kafka does not answer", null);
        } finally {
            LogConsumers.close(consumer);
        }
    }

    private boolean place() {
        try {
            return places.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
