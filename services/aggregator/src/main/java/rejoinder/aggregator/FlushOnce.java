package rejoinder.aggregator;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.metrics.KafkaMetric;
import rejoinder.contracts.topic.Topic;

/**
 * A producer of transactions that waits for the broker once for each commit. Kafka Streams flushes it for each task
 * that commits, one after the other, though all tasks of a thread commit in one transaction: most of the time of a
 * commit was spent so. Here it is flushed when the transaction's offsets are sent, and a record that was not taken ends
 * that call as the flush would have ended: Kafka Streams then gives its tasks up and begins them again where others
 * could succeed.
 *
 * <p>A record that is too large is refused before the producer sees it, which would give up the whole transaction: what
 * it stems from would be read again, and again in vain.
 */
final class FlushOnce implements Producer<byte[], byte[]> {
    /** As much as a topic takes, with room for what a batch adds. */
    private static final int LARGEST_RECORD = Integer.parseInt(Topic.MAX_MESSAGE_BYTES) - 64 * 1024;

    private final Producer<byte[], byte[]> producer;
    private final AtomicReference<Exception> refused = new AtomicReference<>();

    FlushOnce(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    @Override
    public void initTransactions() {
        producer.initTransactions();
    }

    @Override
    public void beginTransaction() {
        refused.set(null);
        producer.beginTransaction();
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
        return send(record, (written, failure) -> {});
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
        long bytes = bytes(record);
        if (bytes > LARGEST_RECORD) {
            RecordTooLargeException failure = new RecordTooLargeException(
                    "a record of " + bytes + " bytes for " + record.topic() + ", at most " + LARGEST_RECORD);
            callback.onCompletion(null, failure);
            return CompletableFuture.failedFuture(failure);
        }
        return producer.send(record, (written, failure) -> {
            if (failure != null) {
                refused.compareAndSet(null, failure);
            }
            callback.onCompletion(written, failure);
        });
    }

    private static long bytes(ProducerRecord<byte[], byte[]> record) {
        long bytes = length(record.key()) + length(record.value());
        for (Header header : record.headers()) {
            bytes += header.key().length() + length(header.value());
        }
        return bytes;
    }

    private static long length(byte[] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    /** Waits for nothing: the transaction does, when it is committed. */
    @Override
    public void flush() {}

    @Override
    public void sendOffsetsToTransaction(Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
        producer.flush();
        Exception failure = refused.get();
        if (needsNewProducer(failure)) {
            throw new ProducerFencedException("the broker does not take this producer's records any more: " + failure);
        } else if (failure instanceof RetriableException) {
            throw new TimeoutException("a record of the transaction was not written in time", failure);
        }
        producer.sendOffsetsToTransaction(offsets, group);
    }

    /** As Kafka Streams itself tells failures of records that only a new producer ends. */
    private static boolean needsNewProducer(Exception failure) {
        return failure instanceof ProducerFencedException
                || failure instanceof InvalidPidMappingException
                || failure instanceof InvalidProducerEpochException
                || failure instanceof OutOfOrderSequenceException;
    }

    @Override
    public void commitTransaction() {
        producer.commitTransaction();
    }

    @Override
    public void abortTransaction() {
        producer.abortTransaction();
    }

    @Override
    public void registerMetricForSubscription(KafkaMetric metric) {
        producer.registerMetricForSubscription(metric);
    }

    @Override
    public void unregisterMetricFromSubscription(KafkaMetric metric) {
        producer.unregisterMetricFromSubscription(metric);
    }

    @Override
    public List<PartitionInfo> partitionsFor(String topic) {
        return producer.partitionsFor(topic);
    }

    @Override
    public Map<MetricName, ? extends Metric> metrics() {
        return producer.metrics();
    }

    @Override
    public Uuid clientInstanceId(Duration timeout) {
        return producer.clientInstanceId(timeout);
    }

    @Override
    public void close() {
        producer.close();
    }

    @Override
    public void close(Duration timeout) {
        producer.close(timeout);
    }
}
