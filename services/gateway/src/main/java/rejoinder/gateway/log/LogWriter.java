package rejoinder.gateway.log;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rejoinder.contracts.topic.Topic;
import rejoinder.gateway.http.Unavailable;

/**
 * Writes to topics, and returns once what was written is committed by all replicas in sync. Connects at the first
 * write, so that it can be made while Kafka is still coming up. Thread-safe.
 */
public final class LogWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LogWriter.class);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(3);

    private final String bootstrapServers;
    private @Nullable Producer<byte[], byte[]> producer;
    private boolean closed;

    public LogWriter(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** A key and its value; a null value is a tombstone. */
    public record Entry<V>(String key, @Nullable V value) {}

    /**
     * Writes all entries and waits for them. Blocks.
     *
     * @throws Unavailable when Kafka does not answer; some of the entries may have been written
     */
    public <V> void write(Topic<V> topic, List<Entry<V>> entries) {
        try {
            begin(topic, entries).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof Unavailable unavailable ? unavailable : new IllegalStateException(e);
        }
    }

    /**
     * Writes all entries; completes when they are written, with {@link Unavailable} when Kafka does not answer. Blocks only
     * while Kafka has not been found or its buffer is full.
     */
    public <V> CompletableFuture<Void> begin(Topic<V> topic, List<Entry<V>> entries) {
        CompletableFuture<?>[] sends;
        try {
            Producer<byte[], byte[]> open = producer();
            sends = entries.stream()
                    .map(entry -> send(open, record(topic, entry)))
                    .toArray(CompletableFuture<?>[]::new);
        } catch (KafkaException | IllegalStateException e) {
            return CompletableFuture.failedFuture(unavailable(topic, e));
        }
        return CompletableFuture.allOf(sends)
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(
                        unavailable(topic, failure instanceof CompletionException ? failure.getCause() : failure)));
    }

    private static Unavailable unavailable(Topic<?> topic, Throwable failure) {
        LOG.warn("can't write to {}: {}", topic.name(), failure.getMessage());
        return new Unavailable("Kafka does not take this now, so nothing is promised", failure);
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (producer != null) {
            producer.close(LONGEST_CLOSE);
        }
    }

    private static CompletableFuture<Void> send(
            Producer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record) {
        CompletableFuture<Void> sent = new CompletableFuture<>();
        // The callback has the outcome; the future would only say it again.
        var unused = producer.send(record, (metadata, failure) -> {
            if (failure == null) {
                sent.complete(null);
            } else {
                sent.completeExceptionally(failure);
            }
        });
        return sent;
    }

    private static <V> ProducerRecord<byte[], byte[]> record(Topic<V> topic, Entry<V> entry) {
        ProducerRecord<byte[], byte[]> headers =
                new ProducerRecord<>(topic.name(), entry.key().getBytes(StandardCharsets.UTF_8), null);
        byte[] value =
                topic.valueSerde("gateway").serializer().serialize(topic.name(), headers.headers(), entry.value());
        return new ProducerRecord<>(topic.name(), null, headers.key(), value, headers.headers());
    }

    private synchronized Producer<byte[], byte[]> producer() {
        if (closed) {
            throw new IllegalStateException("the gateway is stopping");
        }
        if (producer == null) {
            producer = new KafkaProducer<>(
                    Map.of(
                            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                            bootstrapServers,
                            ProducerConfig.CLIENT_ID_CONFIG,
                            "rejoinder-gateway",
                            ProducerConfig.ACKS_CONFIG,
                            "all",
                            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                            true,
                            ProducerConfig.LINGER_MS_CONFIG,
                            2,
                            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                            Integer.parseInt(Topic.MAX_MESSAGE_BYTES),
                            ProducerConfig.MAX_BLOCK_MS_CONFIG,
                            5000,
                            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                            5000,
                            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                            10_000),
                    new ByteArraySerializer(),
                    new ByteArraySerializer());
        }
        return producer;
    }
}
