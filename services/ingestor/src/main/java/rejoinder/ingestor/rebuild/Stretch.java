package rejoinder.ingestor.rebuild;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A part of a topic, as far as it is committed: from where each partition begins to where it ends. For one thread. */
final class Stretch implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int MOST_AT_ONCE = 1000;
    private static final int MOST_BYTES = 8 * 1024 * 1024;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> from;
    private final Map<TopicPartition, Long> ends;
    private final long length;

    /**
     * @param from the first offset of each partition; those that have none begin with their oldest record
     * @param ends the first offset of each partition that is not read
     */
    Stretch(String bootstrapServers, Map<TopicPartition, Long> from, Map<TopicPartition, Long> ends) {
        this.consumer = consumer(bootstrapServers);
        this.from = from;
        this.ends = ends;
        consumer.assign(ends.keySet());
        Map<TopicPartition, Long> oldest = consumer.beginningOffsets(ends.keySet());
        long between = 0;
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            long begin = Math.max(from.getOrDefault(end.getKey(), 0L), oldest.get(end.getKey()));
            consumer.seek(end.getKey(), begin);
            between += Math.max(0, end.getValue() - begin);
        }
        this.length = between;
    }

    private static KafkaConsumer<byte[], byte[]> consumer(String bootstrapServers) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_AT_ONCE);
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, MOST_BYTES);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, MOST_BYTES / 2);
        settings.put(ConsumerConfig.RECEIVE_BUFFER_CONFIG, CommonClientConfigs.RECEIVE_BUFFER_LOWER_BOUND);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Where the partitions of a topic end now, as far as they are committed. */
    static Map<TopicPartition, Long> ends(String bootstrapServers, String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(bootstrapServers)) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            return consumer.endOffsets(partitions);
        }
    }

    /** Offsets from its beginning to its end. */
    long length() {
        return length;
    }

    /** Hands over records as they come, with where each partition that moved goes on; ends with the stretch. */
    void forEach(BiConsumer<List<ConsumerRecord<byte[], byte[]>>, Map<TopicPartition, Long>> each) {
        Map<TopicPartition, Long> told = new HashMap<>(from);
        boolean ended = false;
        while (!ended) {
            ended = ended();
            List<ConsumerRecord<byte[], byte[]>> records = ended ? List.of() : poll();
            Map<TopicPartition, Long> moved = new HashMap<>();
            for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
                long position = Math.min(consumer.position(end.getKey()), end.getValue());
                if (position > told.getOrDefault(end.getKey(), 0L)) {
                    moved.put(end.getKey(), position);
                    told.put(end.getKey(), position);
                }
            }
            if (!moved.isEmpty()) {
                each.accept(records, moved);
            }
        }
    }

    private List<ConsumerRecord<byte[], byte[]>> poll() {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            if (record.offset() < ends.get(new TopicPartition(record.topic(), record.partition()))) {
                records.add(record);
            }
        }
        return records;
    }

    private boolean ended() {
        boolean all = true;
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            boolean here = consumer.position(end.getKey()) >= end.getValue();
            all &= here;
            if (here && !consumer.paused().contains(end.getKey())) {
                consumer.pause(List.of(end.getKey()));
            }
        }
        return all;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
