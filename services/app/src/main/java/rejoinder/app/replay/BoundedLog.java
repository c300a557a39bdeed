package rejoinder.app.replay;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import rejoinder.app.cli.UserError;

/**
 * A topic from its oldest record to what was its newest when it was opened: it ends, however fast the live system goes
 * on writing. It belongs to no consumer group, so no offset of the live system can move.
 */
public final class BoundedLog implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final int TIMEOUT_MILLIS = 30_000;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> begins;
    private final Map<TopicPartition, Long> ends;

    private BoundedLog(
            KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> begins, Map<TopicPartition, Long> ends) {
        this.consumer = consumer;
        this.begins = begins;
        this.ends = ends;
    }

    /** Opens a topic; {@link UserError} when Kafka does not answer or there is no such topic. */
    public static BoundedLog open(String bootstrapServers, String topic) {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                5000,
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                4 * 1024 * 1024,
                ConsumerConfig.RECEIVE_BUFFER_CONFIG,
                CommonClientConfigs.RECEIVE_BUFFER_LOWER_BOUND,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                TIMEOUT_MILLIS);
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            if (partitions.isEmpty()) {
                throw new UserError("there is no topic " + topic + " on " + bootstrapServers + "; check --namespace");
            }
            consumer.assign(partitions);
            BoundedLog log =
                    new BoundedLog(consumer, consumer.beginningOffsets(partitions), consumer.endOffsets(partitions));
            consumer.seekToBeginning(partitions);
            return log;
        } catch (org.apache.kafka.common.KafkaException e) {
            consumer.close();
            throw new UserError("Kafka at " + bootstrapServers + " can't be read: " + e.getMessage(), e);
        } catch (UserError e) {
            consumer.close();
            throw e;
        }
    }

    /** Positions in the log from its oldest to its newest record, markers of transactions included. */
    public long length() {
        return ends.entrySet().stream()
                .mapToLong(end -> end.getValue() - begins.get(end.getKey()))
                .sum();
    }

    /** Of each partition, the first offset that is not read. */
    public Map<Integer, Long> endOffsets() {
        return ends.entrySet().stream()
                .collect(Collectors.toMap(end -> end.getKey().partition(), Map.Entry::getValue));
    }

    /** How many partitions it has. */
    public int partitions() {
        return ends.size();
    }

    /** What becomes of each record; whatever it throws ends the reading. */
    @FunctionalInterface
    public interface Taking<E extends Exception> {
        void take(ConsumerRecord<byte[], byte[]> record) throws E;
    }

    /** Hands over every record, partition by partition in order, and tells after each batch how far it is. */
    public <E extends Exception> void forEach(Taking<E> each, LongConsumer progress) throws E {
        while (!ended()) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (record.offset() < ends.get(new TopicPartition(record.topic(), record.partition()))) {
                    each.take(record);
                }
            }
            progress.accept(begins.entrySet().stream()
                    .mapToLong(begin ->
                            Math.min(consumer.position(begin.getKey()), ends.get(begin.getKey())) - begin.getValue())
                    .sum());
        }
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
