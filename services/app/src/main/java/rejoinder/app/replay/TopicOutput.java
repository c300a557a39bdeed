package rejoinder.app.replay;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import rejoinder.app.cli.UserError;
import rejoinder.contracts.topic.PartitionCount;

/** Events as records of another topic, with key, headers and timestamp of the log. */
final class TopicOutput implements Output {
    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;
    private final boolean samePartitions;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    private TopicOutput(KafkaProducer<byte[], byte[]> producer, String topic, boolean samePartitions) {
        this.producer = producer;
        this.topic = topic;
        this.samePartitions = samePartitions;
    }

    /** Creates the topic with as many partitions as the log has, where it is missing. */
    static TopicOutput to(String bootstrapServers, String topic, int partitions) throws InterruptedException {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            NewTopic wanted = new NewTopic(topic, Optional.of(partitions), Optional.empty())
                    // Replayed history carries old timestamps, and Kafka would delete it at once.
                    .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1"));
            try {
                admin.createTopics(Set.of(wanted)).all().get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw new UserError(
                            "can't create the topic " + topic + ": "
                                    + e.getCause().getMessage(),
                            e);
                }
            }
            int there = PartitionCount.of(admin, topic);
            return new TopicOutput(producer(bootstrapServers), topic, there == partitions);
        } catch (IllegalStateException | KafkaException e) {
            throw new UserError("Kafka at " + bootstrapServers + " can't be used: " + e.getMessage(), e);
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(String bootstrapServers) {
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.LINGER_MS_CONFIG,
                5,
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                10 * 1024 * 1024,
                ProducerConfig.BATCH_SIZE_CONFIG,
                256 * 1024);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public void send(Event event) throws IOException {
        check();
        ProducerRecord<byte[], byte[]> sent = new ProducerRecord<>(
                topic,
                samePartitions ? event.partition() : null,
                event.timestamp(),
                event.key().get(),
                event.value().map(Bytes::get).orElse(null),
                event.headers());
        var unused = producer.send(sent, (metadata, failed) -> {
            if (failed != null) {
                failure.compareAndSet(null, failed);
            }
        });
    }

    @Override
    public void flush() throws IOException {
        producer.flush();
        check();
    }

    private void check() throws IOException {
        Exception failed = failure.get();
        if (failed != null) {
            throw new IOException("can't write to the topic " + topic + ": " + failed.getMessage(), failed);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            flush();
        } finally {
            producer.close();
        }
    }
}
