package rejoinder.ingestor.log;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import rejoinder.contracts.topic.Topic;

/** Writes in transactions; a second producer of the same id fences the first. Not thread-safe. */
public final class TransactionalProducer implements AutoCloseable {
    private static final String SERVICE = "ingestor";
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);
    private static final int LARGEST_REQUEST_BYTES = 9 * 1024 * 1024;

    private final KafkaProducer<byte[], byte[]> producer;
    private final Map<String, Serializer<?>> serializers = new HashMap<>();
    private final StringSerializer keys = new StringSerializer();

    public TransactionalProducer(String bootstrapServers, String transactionalId) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_REQUEST_BYTES);
        // A killed ingestor's open transaction holds readers back until it times out.
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 10_000);
        producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
    }

    /** Writes a transaction; after an exception nothing of it has been written. */
    public void write(Transaction transaction, ConsumerGroupMetadata group) {
        try {
            transaction.write(this, group);
        } catch (org.apache.kafka.common.errors.ProducerFencedException e) {
            throw e;
        } catch (RuntimeException e) {
            producer.abortTransaction();
            throw e;
        }
    }

    void begin() {
        producer.beginTransaction();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what a send fails with, the commit throws
    <V> void send(Topic<V> topic, String key, V value) {
        Headers headers = new RecordHeaders();
        byte[] bytes = serializer(topic).serialize(topic.name(), headers, value);
        Long timestamp =
                topic.time().apply(value).map(java.time.Instant::toEpochMilli).orElse(null);
        producer.send(
                new ProducerRecord<>(topic.name(), null, timestamp, keys.serialize(topic.name(), key), bytes, headers));
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
