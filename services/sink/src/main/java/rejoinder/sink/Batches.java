package rejoinder.sink;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import rejoinder.contracts.topic.Topic;
import rejoinder.contracts.topic.Topics;
import rejoinder.sink.database.Batch;
import rejoinder.sink.database.LogRecord;
import rejoinder.sink.database.Position;

/** Turns polled records into batches; what is no record of its topic is rejected. */
final class Batches {
    private final Topics topics;
    private final Rejected rejected;

    Batches(Topics topics, Rejected rejected) {
        this.topics = topics;
        this.rejected = rejected;
    }

    /**
     * @param positions where each partition stands in the database; a record's own offset will not do, since the marks
     *     of transactions lie between records
     */
    Batch of(ConsumerRecords<byte[], byte[]> records, Map<TopicPartition, Long> positions) {
        List<Batch.Move> moves = new ArrayList<>();
        for (TopicPartition partition : records.partitions()) {
            moves.add(new Batch.Move(
                    new Position(partition.topic(), partition.partition(), positions.getOrDefault(partition, 0L)),
                    records.nextOffsets().get(partition).offset()));
        }
        return new Batch(
                read(records, topics.stories()),
                read(records, topics.reactions()),
                read(records, topics.actorSummaries()),
                read(records, topics.countrySummaries()),
                read(records, topics.storySummaries()),
                moves);
    }

    private <V> List<LogRecord<V>> read(ConsumerRecords<byte[], byte[]> records, Topic<V> topic) {
        List<LogRecord<V>> read = new ArrayList<>();
        records.records(topic.name()).forEach(record -> read(record, topic).ifPresent(read::add));
        return read;
    }

    private <V> Optional<LogRecord<V>> read(ConsumerRecord<byte[], byte[]> record, Topic<V> topic) {
        if (record.key() == null) {
            rejected.add(record, "no-key", "a record of " + topic.name() + " needs a key");
            return Optional.empty();
        }
        try {
            Optional<LogRecord.Value<V>> value = Optional.ofNullable(record.value())
                    .map(bytes -> new LogRecord.Value<>(
                            topic.json().fromBytes(bytes), new String(bytes, StandardCharsets.UTF_8)));
            String key = new String(record.key(), StandardCharsets.UTF_8);
            return Optional.of(new LogRecord<>(record.partition(), record.offset(), record.timestamp(), key, value));
        } catch (SerializationException e) {
            rejected.add(record, "not-json", String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }
}
