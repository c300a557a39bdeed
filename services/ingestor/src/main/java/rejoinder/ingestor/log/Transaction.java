package rejoinder.ingestor.log;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import rejoinder.contracts.source.Cursor;
import rejoinder.contracts.source.SourceStatus;
import rejoinder.contracts.statement.RejectedStatement;
import rejoinder.contracts.topic.Rejections;
import rejoinder.contracts.topic.Topics;

/** What is to be written together, documents in the order they came. Not thread-safe. */
public final class Transaction {
    private final Topics topics;
    private List<ProducerRecord<byte[], byte[]>> written = List.of();
    private final Map<String, Placed> cursors = new HashMap<>();
    private final List<TransactionalProducer.Encoded> documents = new ArrayList<>();
    private final Map<String, Optional<SourceStatus>> statuses = new HashMap<>();
    private final List<ProducerRecord<byte[], byte[]>> rejections = new ArrayList<>();
    private final Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();

    /** A cursor, the partition it belongs to, and its record where it has been made already. */
    private record Placed(int partition, Cursor cursor, Optional<ProducerRecord<byte[], byte[]>> encoded) {}

    public Transaction(Topics topics) {
        this.topics = topics;
    }

    /** Adds a document with its statements and its cursor. */
    public void add(TransactionalProducer.Encoded encoded) {
        documents.add(encoded);
        cursors.put(
                Topics.cursorKey(encoded.records().cursor()),
                new Placed(encoded.partition(), encoded.records().cursor(), Optional.of(encoded.cursor())));
    }

    /** Adds a cursor alone. */
    public void add(int partition, Cursor cursor) {
        cursors.put(Topics.cursorKey(cursor), new Placed(partition, cursor, Optional.empty()));
    }

    /** Says how a source is doing; nothing more is said of one that has been removed. */
    public void say(String source, Optional<SourceStatus> status) {
        statuses.put(source, status);
    }

    /** Adds what could not be read. */
    public void reject(byte[] key, byte[] value, RejectedStatement rejected) {
        rejections.add(Rejections.record(topics, key, value, rejected));
    }

    /** Moves a partition of the group on. */
    public void moveTo(TopicPartition partition, long offset) {
        offsets.put(partition, new OffsetAndMetadata(offset));
    }

    /** The cursor of a key, as far as this transaction changes it. */
    public Optional<Cursor> cursor(String key) {
        return Optional.ofNullable(cursors.get(key)).map(Placed::cursor);
    }

    /** How many documents it writes. */
    public int documents() {
        return documents.size();
    }

    /** How many statements it asserts. */
    public long asserted() {
        return documents.stream()
                .mapToLong(encoded -> encoded.records().asserted())
                .sum();
    }

    /** Whether there is nothing to write. */
    public boolean isEmpty() {
        return cursors.isEmpty() && rejections.isEmpty() && offsets.isEmpty() && statuses.isEmpty();
    }

    /** How much there is to write, in documents and rejections. */
    public int size() {
        return documents.size() + rejections.size();
    }

    /** Writes everything, wholly or not at all; throws what the producer throws. */
    void write(TransactionalProducer producer, ConsumerGroupMetadata group) {
        producer.begin();
        documents.forEach(encoded -> encoded.bytes().forEach(producer::send));
        written = cursorRecords(producer);
        written.forEach(producer::send);
        statuses.forEach((source, status) -> producer.send(topics.sourceStatus(), source, status.orElse(null)));
        rejections.forEach(producer::send);
        producer.commit(offsets, group);
    }

    /** The records of cursors that have been written. */
    List<ProducerRecord<byte[], byte[]>> writtenCursors() {
        return written;
    }

    private List<ProducerRecord<byte[], byte[]>> cursorRecords(TransactionalProducer producer) {
        return cursors.values().stream()
                .map(placed ->
                        placed.encoded().orElseGet(() -> producer.encoded(topics, placed.cursor(), placed.partition())))
                .toList();
    }
}
