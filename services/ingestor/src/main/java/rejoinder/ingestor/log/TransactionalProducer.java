package rejoinder.ingestor.log;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import rejoinder.contracts.source.Cursor;
import rejoinder.contracts.topic.Topic;
import rejoinder.contracts.topic.Topics;
import rejoinder.ingestor.document.Records;

/**
 * Writes in transactions; a second producer of the same id fences the first. For one thread, but for {@link #encoded}.
 */
public final class TransactionalProducer implements AutoCloseable {
    private static final String SERVICE = "ingestor";
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);
    private static final int BATCH_BYTES = 64 * 1024;
    private static final int LARGEST_REQUEST_BYTES = 9 * 1024 * 1024;

    private final Map<String, Object> settings = new HashMap<>();
    private final Map<String, Serializer<?>> serializers = new ConcurrentHashMap<>();
    private final StringSerializer keys = new StringSerializer();

    private KafkaProducer<byte[], byte[]> producer;

    public TransactionalProducer(String bootstrapServers, String transactionalId) {
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        // A transaction's first records may come before the last one's marks are written: the broker asks for a moment
        // of patience, and records after them, if they were on their way, would be refused and sent again.
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        settings.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 2);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_REQUEST_BYTES);
        // A killed ingestor's open transaction holds readers back until it times out.
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 10_000);
        producer = open();
    }

    /** The transaction could not be written because somebody else follows its sources now; nothing of it was. */
    public static final class Fenced extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Fenced(RuntimeException cause) {
            super("the sources have moved on: " + cause.getMessage(), cause);
        }
    }

    /**
     * Writes a transaction; after an exception nothing of it has been written.
     *
     * @throws Fenced when the group has moved on without this ingestor; it can go on with what it is given next
     */
    public void write(Transaction transaction, ConsumerGroupMetadata group) {
        try {
            transaction.write(this, group);
        } catch (ProducerFencedException | InvalidProducerEpochException e) {
            // The broker gave this producer up while it was away: it begins anew, and so do its sources.
            beginAnew();
            throw new Fenced(e);
        } catch (CommitFailedException | RebalanceInProgressException e) {
            abort();
            throw new Fenced(e);
        } catch (RuntimeException e) {
            abort();
            throw e;
        }
    }

    /**
     * Writes records, and how far a group has come that nobody is a member of; after an exception nothing has been written.
     */
    public void write(
            Iterable<ProducerRecord<byte[], byte[]>> records,
            Map<TopicPartition, Long> positions,
            ConsumerGroupMetadata group) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        positions.forEach((partition, offset) -> offsets.put(partition, new OffsetAndMetadata(offset)));
        try {
            begin();
            records.forEach(this::send);
            commit(offsets, group);
        } catch (ProducerFencedException | InvalidProducerEpochException e) {
            throw new Fenced(e);
        } catch (RuntimeException e) {
            abort();
            throw e;
        }
    }

    private void abort() {
        try {
            producer.abortTransaction();
        } catch (ProducerFencedException | InvalidProducerEpochException e) {
            beginAnew();
        }
    }

    private void beginAnew() {
        producer.close(Duration.ZERO);
        producer = open();
    }

    private KafkaProducer<byte[], byte[]> open() {
        KafkaProducer<byte[], byte[]> opened =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        opened.initTransactions();
        return opened;
    }

    /**
     * A document's records as bytes.
     *
     * @param partition that its cursor belongs to
     * @param cursor the record of its cursor
     */
    public record Encoded(
            Records records,
            int partition,
            List<ProducerRecord<byte[], byte[]>> bytes,
            ProducerRecord<byte[], byte[]> cursor) {}

    /** Encodes a document, its statements and its cursor; on any thread. */
    public Encoded encoded(Topics topics, Records records, int partition) {
        List<ProducerRecord<byte[], byte[]>> bytes =
                new ArrayList<>(records.statements().size() + 1);
        bytes.add(
                record(topics.documents(), Optional.empty(), records.document().id(), records.document()));
        records.statements()
                .forEach(statement ->
                        bytes.add(record(topics.statements(), Optional.empty(), statement.actorId(), statement)));
        return new Encoded(records, partition, bytes, encoded(topics, records.cursor(), partition));
    }

    /** Encodes a cursor; on any thread. */
    ProducerRecord<byte[], byte[]> encoded(Topics topics, Cursor cursor, int partition) {
        return record(topics.cursors(), Optional.of(partition), Topics.cursorKey(cursor), cursor);
    }

    void begin() {
        producer.beginTransaction();
    }

    <V> void send(Topic<V> topic, String key, @Nullable V value) {
        send(record(topic, Optional.empty(), key, value));
    }

    /** A value as bytes, with the value's own time; on any thread. */
    public <V> ProducerRecord<byte[], byte[]> record(
            Topic<V> topic, Optional<Integer> partition, String key, @Nullable V value) {
        Headers headers = new RecordHeaders();
        byte[] bytes = serializer(topic).serialize(topic.name(), headers, value);
        Long timestamp = Optional.ofNullable(value)
                .flatMap(topic.time())
                .map(Instant::toEpochMilli)
                .orElse(null);
        return new ProducerRecord<>(
                topic.name(), partition.orElse(null), timestamp, keys.serialize(topic.name(), key), bytes, headers);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what a send fails with, the commit throws
    void send(ProducerRecord<byte[], byte[]> record) {
        producer.send(record);
    }

    void commit(Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
        if (!offsets.isEmpty()) {
            producer.sendOffsetsToTransaction(offsets, group);
        }
        producer.commitTransaction();
    }

    @SuppressWarnings("unchecked") // one serializer a topic, and a topic has one type
    private <V> Serializer<V> serializer(Topic<V> topic) {
        return (Serializer<V>) serializers.computeIfAbsent(
                topic.name(), name -> topic.valueSerde(SERVICE).serializer());
    }

    @Override
    public void close() {
        producer.close(LONGEST_CLOSE);
    }
}
