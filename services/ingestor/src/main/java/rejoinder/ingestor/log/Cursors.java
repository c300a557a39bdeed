package rejoinder.ingestor.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import rejoinder.contracts.json.JsonSerde;
import rejoinder.contracts.source.Cursor;
import rejoinder.contracts.topic.Topics;

/** How far every item has been read, by key; kept as JSON, since most are never looked at. Not thread-safe. */
public final class Cursors {
    private static final Duration POLL = Duration.ofMillis(100);

    private final JsonSerde<Cursor> json = new JsonSerde<>(Cursor.class);
    private final TreeMap<String, byte[]> kept = new TreeMap<>();

    /** Forgets everything and reads the topic to the end it has now. */
    public void load(String bootstrapServers, Topics topics) {
        kept.clear();
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = new ArrayList<>();
            consumer.partitionsFor(topics.cursors().name())
                    .forEach(info -> partitions.add(new TopicPartition(info.topic(), info.partition())));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    if (record.value() == null) {
                        kept.remove(record.key());
                    } else {
                        kept.put(record.key(), record.value());
                    }
                }
            }
        }
    }

    /** The cursor of a key. */
    public Optional<Cursor> get(String key) {
        return Optional.ofNullable(kept.get(key)).map(json::fromBytes);
    }

    /** The cursors of the documents within a file that holds many. */
    public List<Cursor> within(String fileKey) {
        return kept.subMap(fileKey + "#", fileKey + "$").values().stream()
                .map(json::fromBytes)
                .toList();
    }

    /** Takes over what has been committed. */
    public void put(Cursor cursor) {
        kept.put(Topics.cursorKey(cursor), json.toBytes(cursor));
    }
}
