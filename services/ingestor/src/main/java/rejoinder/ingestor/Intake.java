package rejoinder.ingestor;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rejoinder.contracts.source.Cursor;
import rejoinder.contracts.statement.RejectedStatement;
import rejoinder.contracts.topic.Topics;
import rejoinder.ingestor.document.DocumentPipeline;
import rejoinder.ingestor.document.Item;
import rejoinder.ingestor.document.Records;
import rejoinder.ingestor.document.Rejected;
import rejoinder.ingestor.follow.Found;
import rejoinder.ingestor.log.Cursors;
import rejoinder.ingestor.log.Transaction;

/** Adds what was found to a transaction: read, compared with what was known, or rejected with its reason. */
final class Intake {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    private static final String WITHDRAWN = "withdrawn";

    private final DocumentPipeline pipeline;
    private final Cursors cursors;
    private final Clock clock;
    private final MeterRegistry metrics;
    private final Counter documents;
    private final Counter statements;

    Intake(DocumentPipeline pipeline, Cursors cursors, Clock clock, MeterRegistry metrics) {
        this.pipeline = pipeline;
        this.cursors = cursors;
        this.clock = clock;
        this.metrics = metrics;
        this.documents = Counter.builder("rejoinder.ingestor.documents")
                .description("Documents published, each revision once")
                .register(metrics);
        this.statements = Counter.builder("rejoinder.ingestor.statements")
                .description("Statements asserted")
                .register(metrics);
    }

    /** What an item added. */
    record Added(int documents, long statements) {
        static final Added NOTHING = new Added(0, 0);
    }

    /** Takes what following a source came upon; {@code seen} are the items of the file that is being read. */
    Added take(Transaction transaction, int partition, String source, Found found, Set<String> seen) {
        if (found instanceof Found.Document document) {
            seen.add(document.item().name());
            return read(transaction, partition, document.item(), new byte[0]);
        }
        if (found instanceof Found.Bad bad) {
            reject(transaction, null, bad.bytes(), bad.rejected(), bad.origin());
            bad.mark().ifPresent(mark -> transaction.add(partition, stillKnown(partition, mark)));
        } else if (found instanceof Found.Read read) {
            withdrawVanished(transaction, partition, read.mark(), seen);
            transaction.add(partition, read.mark());
            seen.clear();
        } else if (found instanceof Found.Gone gone) {
            cursors.get(partition, Topics.key(source, gone.name()))
                    .ifPresent(known -> withdraw(transaction, partition, known));
        } else if (found instanceof Found.Position position) {
            transaction.add(partition, Cursor.position(source, position.position()));
        }
        return Added.NOTHING;
    }

    /** Reads an item; what it says anew is asserted, what it no longer says retracted. */
    Added read(Transaction transaction, int partition, Item item, byte[] received) {
        String key = Topics.key(item.source(), item.name());
        Optional<Cursor> known = transaction.cursor(key).or(() -> cursors.get(partition, key));
        try {
            Optional<Records> records = pipeline.read(item, known);
            records.ifPresent(one -> transaction.add(partition, one));
            if (records.isEmpty() && item.modifiedAt().isPresent()) {
                // Touched, not changed: the next look need not read it again.
                known.ifPresent(cursor -> transaction.add(partition, touched(cursor, item)));
            }
            return records.map(one -> new Added(1, one.asserted())).orElse(Added.NOTHING);
        } catch (Rejected e) {
            boolean rejectedBefore = known.filter(
                            cursor -> cursor.fingerprint().equals("rejected " + item.fingerprint()))
                    .isPresent();
            if (!rejectedBefore) {
                reject(transaction, key.getBytes(StandardCharsets.UTF_8), received, e, item.documentId());
            }
            transaction.add(partition, stillKnown(partition, rejectedMark(item)));
            return Added.NOTHING;
        }
    }

    /** Adds what could not be read. */
    void reject(Transaction transaction, byte[] key, byte[] value, Rejected rejected, String origin) {
        LOG.info("rejected {}: {}: {}", origin, rejected.reason(), rejected.getMessage());
        metrics.counter("rejoinder.ingestor.rejected", "reason", rejected.reason())
                .increment();
        transaction.reject(
                key,
                value,
                new RejectedStatement(
                        rejected.reason(), rejected.getMessage(), origin, rejected.field(), clock.instant()));
    }

    /** Takes over what has been committed. */
    void committed(Transaction transaction) {
        transaction.cursors().forEach(placed -> cursors.put(placed.partition(), placed.cursor()));
        documents.increment(transaction.documents());
        statements.increment((double) transaction.asserted());
    }

    /** A file that can't be read any more keeps what its last revision said, to be retracted by the next one. */
    private Cursor stillKnown(int partition, Cursor mark) {
        return cursors.get(partition, Topics.cursorKey(mark))
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

    private static Cursor touched(Cursor cursor, Item item) {
        return new Cursor(
                cursor.source(),
                cursor.item(),
                cursor.document(),
                cursor.fingerprint(),
                cursor.revision(),
                item.size(),
                item.modifiedAt(),
                cursor.statements());
    }

    private static Cursor rejectedMark(Item item) {
        return new Cursor(
                item.source(),
                item.name(),
                Optional.empty(),
                "rejected " + item.fingerprint(),
                0,
                item.size(),
                item.modifiedAt(),
                List.of());
    }

    private void withdrawVanished(Transaction transaction, int partition, Cursor file, Set<String> seen) {
        for (Cursor known : cursors.within(partition, Topics.cursorKey(file))) {
            if (!seen.contains(known.item())) {
                withdraw(transaction, partition, known);
            }
        }
    }

    private void withdraw(Transaction transaction, int partition, Cursor known) {
        if (known.document().isEmpty() || known.fingerprint().equals(WITHDRAWN)) {
            return;
        }
        Item gone = new Item(
                known.source(),
                known.item(),
                known.document().get(),
                new Item.Gone(),
                WITHDRAWN,
                0,
                Optional.empty(),
                clock.instant(),
                Optional.empty());
        read(transaction, partition, gone, new byte[0]);
    }
}
