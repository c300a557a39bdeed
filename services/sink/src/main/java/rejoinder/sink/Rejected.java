package rejoinder.sink;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rejoinder.contracts.statement.RejectedStatement;
import rejoinder.contracts.topic.Rejections;
import rejoinder.contracts.topic.Topics;
import rejoinder.sink.change.Unreadable;

/**
 * Keeps records that can't be written in {@code statements.rejected}, with the reason. A record may be kept twice when
 * the sink fails before its batch is written. Used by one thread.
 */
final class Rejected implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Rejected.class);

    private final Topics topics;
    private final Producer<byte[], byte[]> producer;
    private final MeterRegistry metrics;

    /** The producer becomes this object's to close. */
    Rejected(Topics topics, Producer<byte[], byte[]> producer, MeterRegistry metrics) {
        this.topics = topics;
        this.producer = producer;
        this.metrics = metrics;
    }

    /** Returns when the record is kept; throws {@link KafkaException} when it can't be now. */
    void add(ConsumerRecord<byte[], byte[]> record, Unreadable why) {
        String origin = record.topic() + "-" + record.partition() + "@" + record.offset();
        LOG.warn("rejected {}: {}: {}", origin, why.reason(), why.detail());
        RejectedStatement rejected = new RejectedStatement(
                why.reason(), why.detail(), origin, why.field(), Instant.ofEpochMilli(record.timestamp()));
        try {
            send(record.key(), record.value(), rejected);
        } catch (RecordTooLargeException e) {
            // The reason in the headers made it too large; the origin says where the bytes are.
            LOG.warn("only the reason of {} is kept: {}", origin, e.getMessage());
            send(null, null, rejected);
        }
        metrics.counter("rejoinder.sink.rejected", "reason", why.reason()).increment();
    }

    @Override
    public void close() {
        producer.close(Sink.LONGEST_DISCONNECT);
    }

    private void send(byte[] key, byte[] value, RejectedStatement rejected) {
        try {
            producer.send(Rejections.record(topics, key, value, rejected)).get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException failure ? failure : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
