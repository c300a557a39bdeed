package rejoinder.ingestor.log;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import rejoinder.contracts.source.Cursor;
import rejoinder.contracts.statement.RejectedStatement;
import rejoinder.contracts.statement.Statement;
import rejoinder.contracts.topic.Rejections;
import rejoinder.contracts.topic.Topics;
import rejoinder.ingestor.document.Records;

/** What is to be written together, documents in the order they came. Not thread-safe. */
public final class Transaction {
    private final Topics topics;
    private final Map<String, Cursor> cursors = new HashMap<>();
    private final List<Records> documents = new ArrayList<>();
    private final List<ProducerRecord<byte[], byte[]>> rejections = new ArrayList<>();
    private final Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();

    public Transaction(Topics topics) {
        this.topics = topics;
    }

    /** Adds a document with its statements and its cursor. */
    public void add(Records records) {
        documents.add(records);
        cursors.put(Topics.cursorKey(records.cursor()), records.cursor());
    }

    /** Adds a cursor alone. */
    public void add(Cursor cursor) {
        cursors.put(Topics.cursorKey(cursor), cursor);
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
    public java.util.Optional<Cursor> cursor(String key) {
        return java.util.Optional.ofNullable(cursors.get(key));
    }

    /** All cursors it changes. */
    public List<Cursor> cursors() {
        return List.copyOf(cursors.values());
    }

    /** How many documents it writes. */
    public int documents() {
        return documents.size();
    }

    /** How many statements it asserts. */
    public long asserted() {
        return documents.stream()
                .flatMap(records -> records.statements().stream())
                .filter(Statement.Asserted.class::isInstance)
                .count();
    }

    /** Whether there is nothing to write. */
    public boolean isEmpty() {
        return cursors.isEmpty() && rejections.isEmpty() && offsets.isEmpty();
    }

    /** How much there is to write, in records. */
    public int size() {
        return documents.size() + rejections.size();
    }

    /** Writes everything, wholly or not at all; throws what the producer throws. */
    void write(TransactionalProducer producer, ConsumerGroupMetadata group) {
        producer.begin();
        for (Records records : documents) {
            producer.send(topics.documents(), records.document().id(), records.document());
            records.statements()
                    .forEach(statement -> producer.send(topics.statements(), statement.actorId(), statement));
        }
        cursors.forEach((key, cursor) -> producer.send(topics.cursors(), key, cursor));
        rejections.forEach(producer::send);
        producer.commit(offsets, group);
    }
}
