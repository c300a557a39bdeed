package rejoinder.sink;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rejoinder.contracts.statement.RejectedStatement;
import rejoinder.contracts.topic.Rejections;
import rejoinder.contracts.topic.Topics;

/** Keeps records that can't be written, with the reason. */
final class Rejected implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Rejected.class);

    private final Topics topics;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Counter counter;

    Rejected(Topics topics, KafkaProducer<byte[], byte[]> producer, MeterRegistry metrics) {
        this.topics = topics;
        this.producer = producer;
        this.counter = Counter.builder("rejoinder.sink.rejected")
                .description("Records that could not be written to the database")
                .register(metrics);
    }

    /** Returns when the record is kept. */
    void add(ConsumerRecord<byte[], byte[]> record, String reason, String detail) {
        String origin = record.topic() + "-" + record.partition() + "@" + record.offset();
        LOG.warn("rejected {}: {}: {}", origin, reason, detail);
        RejectedStatement rejected = new RejectedStatement(
                reason, detail, origin, Optional.empty(), Instant.ofEpochMilli(record.timestamp()));
        try {
            producer.send(Rejections.record(topics, record.key(), record.value(), rejected))
                    .get();
            counter.increment();
        } catch (ExecutionException e) {
            throw new IllegalStateException("can't keep the rejected " + origin, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while keeping the rejected " + origin, e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
