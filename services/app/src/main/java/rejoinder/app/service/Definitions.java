package rejoinder.app.service;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import rejoinder.contracts.topic.Topic;

/** Writes definitions (stories, sources) to their compacted topics, where they are not there already. */
public final class Definitions {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int TIMEOUT_MILLIS = 30_000;

    private final String bootstrapServers;

    public Definitions(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** Writes {@code value} unless the topic's newest value for {@code key} equals it; returns whether it wrote. */
    public <V> boolean ensure(Topic<V> topic, String key, V value) throws InterruptedException {
        if (newest(topic, key).equals(Optional.of(value))) {
            return false;
        }
        write(topic, key, Optional.of(value));
        return true;
    }

    /** Writes the newest value of a key; an empty one deletes it. Returns once all replicas in sync have it. */
    public <V> void write(Topic<V> topic, String key, Optional<V> value) throws InterruptedException {
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true);
        try (KafkaProducer<String, V> producer = new KafkaProducer<>(
                settings, topic.keySerde().serializer(), topic.valueSerde("app").serializer())) {
            producer.send(new ProducerRecord<>(topic.name(), key, value.orElse(null)))
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "can't write to " + topic.name() + ": " + e.getCause().getMessage(), e.getCause());
        }
    }

    /** The newest value of each key. */
    public <V> Map<String, V> all(Topic<V> topic) {
        Map<String, V> newest = new TreeMap<>();
        read(topic, record -> {
            if (record.value() == null) {
                newest.remove(record.key());
            } else {
                newest.put(record.key(), record.value());
            }
        });
        return newest;
    }

    private <V> Optional<V> newest(Topic<V> topic, String key) {
        return Optional.ofNullable(all(topic).get(key));
    }

    private <V> void read(Topic<V> topic, Consumer<ConsumerRecord<String, V>> each) {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                TIMEOUT_MILLIS,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false);
        try (KafkaConsumer<String, V> consumer = new KafkaConsumer<>(
                settings,
                topic.keySerde().deserializer(),
                topic.valueSerde("app").deserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(Definitions::partition)
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (!reached(consumer, ends)) {
                consumer.poll(POLL).forEach(each);
            }
        }
    }

    private static boolean reached(KafkaConsumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private static TopicPartition partition(PartitionInfo info) {
        return new TopicPartition(info.topic(), info.partition());
    }
}
