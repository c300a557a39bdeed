package rejoinder.ingestor;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rejoinder.contracts.document.PushedDocument;
import rejoinder.contracts.document.PushedStatement;
import rejoinder.contracts.document.Submission;
import rejoinder.contracts.json.JsonSerde;
import rejoinder.contracts.json.Schemas;
import rejoinder.contracts.source.Cursor;
import rejoinder.contracts.source.Source;
import rejoinder.contracts.statement.RejectedStatement;
import rejoinder.contracts.topic.Topics;
import rejoinder.ingestor.document.DocumentPipeline;
import rejoinder.ingestor.document.Fingerprint;
import rejoinder.ingestor.document.Item;
import rejoinder.ingestor.document.Records;
import rejoinder.ingestor.document.Rejected;
import rejoinder.ingestor.folder.DropFolder;
import rejoinder.ingestor.log.Cursors;
import rejoinder.ingestor.log.Transaction;
import rejoinder.ingestor.log.TransactionalProducer;

/** Poll, look, read, commit; one thread. */
final class IngestLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IngestLoop.class);
    private static final Duration IDLE_POLL = Duration.ofMillis(50);

    private final IngestorSettings settings;
    private final Topics topics;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final TransactionalProducer producer;
    private final DocumentPipeline pipeline;
    private final Schemas schemas;
    private final Clock clock;
    private final Cursors cursors = new Cursors();
    private final Map<String, Followed> followed = new TreeMap<>();
    private final JsonSerde<Source> sourceJson = new JsonSerde<>(Source.class);
    private final JsonSerde<Submission> submissionJson = new JsonSerde<>(Submission.class);
    private final Counter documents;
    private final Counter statements;
    private final MeterRegistry metrics;
    private final Timer transactions;
    private final AtomicInteger waiting = new AtomicInteger();
    private Instant nextLook = Instant.EPOCH;
    private volatile boolean ready;
    private volatile boolean stopping;

    /** A source this ingestor follows, and what it has seen of the file it is reading. */
    private static final class Followed {
        private final TopicPartition partition;
        private final DropFolder folder;
        private final Set<String> seen = new HashSet<>();

        Followed(TopicPartition partition, DropFolder folder) {
            this.partition = partition;
            this.folder = folder;
        }
    }

    IngestLoop(
            IngestorSettings settings,
            Topics topics,
            KafkaConsumer<byte[], byte[]> consumer,
            TransactionalProducer producer,
            DocumentPipeline pipeline,
            Schemas schemas,
            Clock clock,
            MeterRegistry metrics) {
        this.settings = settings;
        this.topics = topics;
        this.consumer = consumer;
        this.producer = producer;
        this.pipeline = pipeline;
        this.schemas = schemas;
        this.clock = clock;
        this.metrics = metrics;
        this.documents = Counter.builder("rejoinder.ingestor.documents")
                .description("Documents published, each revision once")
                .register(metrics);
        this.statements = Counter.builder("rejoinder.ingestor.statements")
                .description("Statements asserted")
                .register(metrics);
        this.transactions = Timer.builder("rejoinder.ingestor.transactions")
                .description("Time to write a transaction")
                .register(metrics);
        metrics.gauge("rejoinder.ingestor.waiting", waiting);
    }

    boolean ready() {
        return ready;
    }

    void stop() {
        stopping = true;
        consumer.wakeup();
    }

    void run() {
        try {
            consumer.subscribe(
                    List.of(topics.sources().name(), topics.submissions().name()), new Assignment());
            boolean busy = false;
            while (!stopping) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(busy ? Duration.ZERO : IDLE_POLL);
                ready = !consumer.assignment().isEmpty();
                records.records(topics.sources().name()).forEach(this::follow);
                submissions(records);
                look();
                busy = readFolders();
            }
        } catch (WakeupException e) {
            if (!stopping) {
                throw e;
            }
        } finally {
            ready = false;
        }
    }

    @Override
    public void close() {
        followed.values().forEach(source -> source.folder.close());
        consumer.close();
        producer.close();
    }

    private void follow(ConsumerRecord<byte[], byte[]> record) {
        String id = new String(record.key(), StandardCharsets.UTF_8);
        Optional.ofNullable(followed.remove(id)).ifPresent(source -> source.folder.close());
        if (record.value() == null) {
            LOG.info("source {} was removed", id);
            return;
        }
        Source source;
        try {
            source = sourceJson.fromBytes(record.value());
        } catch (SerializationException e) {
            LOG.warn("source {} has no readable definition and is not followed", id, e);
            return;
        }
        if (source.kind() != Source.Kind.FOLDER || source.paused()) {
            return;
        }
        String path = source.settings().get("path");
        if (path == null) {
            LOG.warn("source {} is a folder without the setting path and is not followed", id);
            return;
        }
        LOG.info("following source {}", id);
        followed.put(
                id,
                new Followed(
                        new TopicPartition(record.topic(), record.partition()),
                        new DropFolder(source, Path.of(path), schemas, clock)));
        nextLook = Instant.EPOCH;
    }

    private void submissions(ConsumerRecords<byte[], byte[]> records) {
        Transaction transaction = new Transaction(topics);
        for (ConsumerRecord<byte[], byte[]> record :
                records.records(topics.submissions().name())) {
            TopicPartition partition = new TopicPartition(record.topic(), record.partition());
            transaction.moveTo(partition, record.offset() + 1);
            try {
                Submission submission = submissionJson.fromBytes(record.value());
                read(transaction, item(submission, record.value()), record.value());
            } catch (SerializationException e) {
                String origin = record.topic() + "-" + record.partition() + "@" + record.offset();
                reject(
                        transaction,
                        record.key(),
                        record.value(),
                        new Rejected("not-json", String.valueOf(e.getMessage()), Optional.empty()),
                        origin);
            }
            if (transaction.size() >= settings.batchDocuments()) {
                commit(transaction);
                transaction = new Transaction(topics);
            }
        }
        commit(transaction);
    }

    private Item item(Submission submission, byte[] bytes) {
        Item.Content content = submission.document().isPresent()
                ? new Item.Text(submission.document().get(), List.of())
                : new Item.Row(submission.statement().orElseThrow());
        return new Item(
                submission.source(),
                submission.id(),
                submission.id(),
                content,
                fingerprint(submission),
                bytes.length,
                Optional.empty(),
                submission.receivedAt(),
                Optional.empty());
    }

    /** Of what was pushed, not of when: the same push twice has the same. */
    private static String fingerprint(Submission submission) {
        return Fingerprint.of(submission
                .document()
                .map(new JsonSerde<>(PushedDocument.class)::toBytes)
                .or(() -> submission.statement().map(new JsonSerde<>(PushedStatement.class)::toBytes))
                .orElseThrow());
    }

    private void look() {
        if (clock.instant().isBefore(nextLook)) {
            return;
        }
        nextLook = clock.instant().plus(settings.scanInterval());
        followed.values().forEach(source -> source.folder.look(cursors::get));
    }

    /** Reads one batch of each source; returns whether there is more. */
    private boolean readFolders() {
        boolean more = false;
        int left = 0;
        for (Followed source : followed.values()) {
            Transaction transaction = new Transaction(topics);
            Optional<Found> found = Optional.empty();
            while (transaction.size() < settings.batchDocuments()) {
                found = source.folder.next();
                if (found.isEmpty()) {
                    break;
                }
                take(transaction, source, found.get());
            }
            if (!transaction.isEmpty()) {
                // The group's view of this partition goes along, so that a source that has moved to another ingestor
                // is fenced here.
                transaction.moveTo(source.partition, consumer.position(source.partition));
            }
            commit(transaction);
            more |= found.isPresent();
            left += source.folder.waiting();
        }
        waiting.set(left);
        return more;
    }

    private void take(Transaction transaction, Followed source, Found found) {
        if (found instanceof Found.Document document) {
            source.seen.add(document.item().name());
            read(transaction, document.item(), new byte[0]);
        } else if (found instanceof Found.Bad bad) {
            reject(transaction, null, bad.bytes(), bad.rejected(), bad.origin());
            bad.mark().ifPresent(mark -> transaction.add(stillKnown(mark)));
        } else if (found instanceof Found.Read read) {
            withdrawVanished(transaction, source, read.mark());
            transaction.add(read.mark());
            source.seen.clear();
        }
    }

    /** A file that can't be read any more keeps what its last revision said, to be retracted by the next one. */
    private Cursor stillKnown(Cursor mark) {
        return cursors.get(Topics.cursorKey(mark))
                .map(known -> new Cursor(
                        known.source(),
                        known.item(),
                        known.document(),
                        mark.fingerprint(),
                        known.revision(),
                        mark.size(),
                        mark.modifiedAt(),
                        known.statements()))
                .orElse(mark);
    }

    private void withdrawVanished(Transaction transaction, Followed source, Cursor file) {
        for (Cursor known : cursors.within(Topics.cursorKey(file))) {
            if (!source.seen.contains(known.item()) && known.document().isPresent() && known.size() > 0) {
                Item gone = new Item(
                        known.source(),
                        known.item(),
                        known.document().get(),
                        new Item.Gone(),
                        "withdrawn",
                        0,
                        Optional.empty(),
                        clock.instant(),
                        Optional.empty());
                read(transaction, gone, new byte[0]);
            }
        }
    }

    private void read(Transaction transaction, Item item, byte[] received) {
        String key = Topics.key(item.source(), item.name());
        Optional<Cursor> known = transaction.cursor(key).or(() -> cursors.get(key));
        try {
            Optional<Records> records = pipeline.read(item, known);
            records.ifPresent(transaction::add);
            if (records.isEmpty() && item.modifiedAt().isPresent()) {
                // Touched, not changed: the next look need not read it again.
                known.ifPresent(cursor -> transaction.add(new Cursor(
                        cursor.source(),
                        cursor.item(),
                        cursor.document(),
                        cursor.fingerprint(),
                        cursor.revision(),
                        item.size(),
                        item.modifiedAt(),
                        cursor.statements())));
            }
        } catch (Rejected e) {
            boolean rejectedBefore = known.filter(
                            cursor -> cursor.fingerprint().equals("rejected " + item.fingerprint()))
                    .isPresent();
            if (!rejectedBefore) {
                reject(transaction, key.getBytes(StandardCharsets.UTF_8), received, e, item.documentId());
            }
            transaction.add(stillKnown(new Cursor(
                    item.source(),
                    item.name(),
                    Optional.empty(),
                    "rejected " + item.fingerprint(),
                    0,
                    item.size(),
                    item.modifiedAt(),
                    List.of())));
        }
    }

    private void reject(Transaction transaction, byte[] key, byte[] value, Rejected rejected, String origin) {
        LOG.info("rejected {}: {}: {}", origin, rejected.reason(), rejected.getMessage());
        metrics.counter("rejoinder.ingestor.rejected", "reason", rejected.reason())
                .increment();
        transaction.reject(
                key,
                value,
                new RejectedStatement(
                        rejected.reason(), rejected.getMessage(), origin, rejected.field(), clock.instant()));
    }

    private void commit(Transaction transaction) {
        if (transaction.isEmpty()) {
            return;
        }
        transactions.record(() -> producer.write(transaction, consumer.groupMetadata()));
        transaction.cursors().forEach(cursors::put);
        documents.increment(transaction.documents());
        statements.increment((double) transaction.asserted());
    }

    /** What comes with partitions, and goes with them. */
    private final class Assignment implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            cursors.load(settings.bootstrapServers(), topics);
            // Definitions are few, and all of them are needed.
            consumer.seekToBeginning(partitions.stream()
                    .filter(partition ->
                            partition.topic().equals(topics.sources().name()))
                    .toList());
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            followed.values().removeIf(source -> {
                boolean gone = partitions.contains(source.partition);
                if (gone) {
                    source.folder.close();
                }
                return gone;
            });
        }
    }
}
