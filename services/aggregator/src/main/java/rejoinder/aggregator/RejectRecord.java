package rejoinder.aggregator;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rejoinder.contracts.statement.RejectedStatement;
import rejoinder.contracts.topic.Rejections;
import rejoinder.contracts.topic.Topics;

/**
 * No record stops the stream and none vanishes: what can't be read, processed or written goes to
 * {@code statements.rejected} as it was received, with the reason, and is counted.
 */
public final class RejectRecord
        implements DeserializationExceptionHandler, ProcessingExceptionHandler, ProductionExceptionHandler {
    /** Setting that holds the {@link Topics}. */
    static final String TOPICS = "rejoinder.topics";

    /** Setting that holds the {@link MeterRegistry}. */
    static final String METRICS = "rejoinder.metrics";

    private static final Logger LOG = LoggerFactory.getLogger(RejectRecord.class);
    private static final String TOO_LARGE = "too-large";
    /** Bytes of the largest value that is kept whole; a larger one stands where it came from. */
    private static final int MOST_KEPT = 1024 * 1024;

    private Topics topics;
    private MeterRegistry metrics;

    @Override
    public void configure(Map<String, ?> configs) {
        topics = (Topics) configs.get(TOPICS);
        metrics = (MeterRegistry) configs.get(METRICS);
    }

    @Override
    public DeserializationExceptionHandler.Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception failure) {
        return DeserializationExceptionHandler.Response.resume(reject(
                failure instanceof RecordTooLargeException ? TOO_LARGE : "not-json",
                failure,
                origin(context),
                record.key(),
                record.value(),
                record.timestamp()));
    }

    @Override
    public ProcessingExceptionHandler.Response handleError(
            ErrorHandlerContext context, Record<?, ?> record, Exception failure) {
        return ProcessingExceptionHandler.Response.resume(reject(
                "processing",
                failure,
                origin(context) + " in " + context.processorNodeId(),
                context.sourceRawKey(),
                context.sourceRawValue(),
                context.timestamp()));
    }

    @Override
    public ProductionExceptionHandler.Response handleError(
            ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception failure) {
        if (failure instanceof RecordTooLargeException) {
            return ProductionExceptionHandler.Response.resume(reject(
                    TOO_LARGE,
                    failure,
                    origin(context) + " for " + record.topic(),
                    record.key(),
                    context.sourceRawValue(),
                    context.timestamp()));
        }
        return ProductionExceptionHandler.Response.fail();
    }

    @Override
    @SuppressWarnings("rawtypes") // the interface is
    public ProductionExceptionHandler.Response handleSerializationError(
            ErrorHandlerContext context,
            ProducerRecord record,
            Exception failure,
            ProductionExceptionHandler.SerializationExceptionOrigin origin) {
        return ProductionExceptionHandler.Response.resume(reject(
                "not-writable",
                failure,
                origin(context) + " for " + record.topic(),
                context.sourceRawKey(),
                context.sourceRawValue(),
                context.timestamp()));
    }

    private List<ProducerRecord<byte[], byte[]>> reject(
            String reason, Exception failure, String origin, byte[] key, byte[] value, long timestamp) {
        LOG.warn("rejected {}: {}", origin, reason, failure);
        metrics.counter("rejoinder.aggregator.rejected", "reason", reason).increment();
        boolean isCut = value != null && value.length > MOST_KEPT;
        String detail =
                isCut ? firstLine(failure) + "; of its value the first " + MOST_KEPT + " bytes" : firstLine(failure);
        RejectedStatement rejected = new RejectedStatement(
                reason, detail, origin, Optional.empty(), Instant.ofEpochMilli(Math.max(0, timestamp)));
        return List.of(Rejections.record(topics, key, isCut ? Arrays.copyOf(value, MOST_KEPT) : value, rejected));
    }

    /** The record it stems from; what is told later than it was heard stems from many. */
    private static String origin(ErrorHandlerContext context) {
        return context.topic() == null
                ? "what was gathered"
                : context.topic() + "-" + context.partition() + "@" + context.offset();
    }

    private static String firstLine(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        String where = deepest.getStackTrace().length == 0 ? "" : " at " + deepest.getStackTrace()[0];
        return String.valueOf(deepest).lines().findFirst().orElse("") + where;
    }
}
