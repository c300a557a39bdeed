package rejoinder.ingestor;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
import rejoinder.ingestor.log.TransactionalProducer;

/**
 * Adds what was found to a transaction: read, compared with what was known, or rejected with its reason. Reading is done
 * on all cores, adding in the order of what was found. For one thread.
 */
final class Intake implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    private static final String WITHDRAWN = "withdrawn";

    private final DocumentPipeline pipeline;
    private final Cursors cursors;
    private final TransactionalProducer producer;
    private final Topics topics;
    private final Clock clock;
    private final MeterRegistry metrics;
    private final Counter documents;
    private final Counter statements;
    private final ExecutorService readers =
            Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(), run -> {
                Thread thread = new Thread(run, "ingestor-read");
                thread.setDaemon(true);
                return thread;
            });

    Intake(
            DocumentPipeline pipeline,
            Cursors cursors,
            TransactionalProducer producer,
            Topics topics,
            Clock clock,
            MeterRegistry metrics) {
        this.pipeline = pipeline;
        this.cursors = cursors;
        this.producer = producer;
        this.topics = topics;
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

        Added plus(Added other) {
            return new Added(documents + other.documents, statements + other.statements);
        }
    }

    /** An item to read, and what was received. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Received(Item item, byte[] bytes) {
        String key() {
            return Topics.key(item.source(), item.name());
        }
    }

    /** What reading gave. */
    private record Read(
            Optional<Cursor> known, Optional<TransactionalProducer.Encoded> records, Optional<Rejected> bad) {}

    /** Takes what following a source came upon, in order. */
    Added take(Transaction transaction, int partition, String source, List<Found> found, FileBeingRead file) {
        List<Callable<Found>> openings = new ArrayList<>();
        for (Found one : found) {
            openings.add(one instanceof Found.Unopened unopened ? unopened.opening()::get : () -> one);
        }
        Added added = Added.NOTHING;
        List<Received> items = new ArrayList<>();
        for (Found one : openings.size() > 1
                ? onAllCores(openings)
                : found.stream().map(Intake::opened).toList()) {
            if (one instanceof Found.Document document) {
                file.seen(document.item().name(), name -> cursors.hasAnyWithin(partition, Topics.key(source, name)));
                items.add(new Received(document.item(), new byte[0]));
            } else {
                added = added.plus(read(transaction, partition, items));
                items.clear();
                note(transaction, partition, source, one, file);
            }
        }
        return added.plus(read(transaction, partition, items));
    }

    private static Found opened(Found found) {
        return found instanceof Found.Unopened unopened ? unopened.opening().get() : found;
    }

    private void note(Transaction transaction, int partition, String source, Found found, FileBeingRead file) {
        if (found instanceof Found.Bad bad) {
            reject(transaction, null, bad.bytes(), bad.rejected(), bad.origin());
            bad.mark().ifPresent(mark -> transaction.add(partition, stillKnown(partition, mark)));
        } else if (found instanceof Found.Read read) {
            file.vanished(read.mark().item())
                    .ifPresent(vanished -> cursors.within(partition, Topics.cursorKey(read.mark()), vanished)
                            .forEach(known -> withdraw(transaction, partition, known)));
            transaction.add(partition, read.mark());
        } else if (found instanceof Found.Gone gone) {
            String key = Topics.key(source, gone.name());
            transaction
                    .cursor(key)
                    .or(() -> cursors.get(partition, key))
                    .ifPresent(known -> withdraw(transaction, partition, known));
        } else if (found instanceof Found.Position position) {
            transaction.add(partition, Cursor.position(source, position.position()));
        }
    }

    /** Reads items; what they say anew is asserted, what they no longer say retracted. */
    Added read(Transaction transaction, int partition, List<Received> items) {
        Added added = Added.NOTHING;
        List<Received> together = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (Received item : items) {
            if (!keys.add(item.key())) {
                // What it is compared with stands in this very batch.
                added = added.plus(readTogether(transaction, partition, together));
                together.clear();
                keys.clear();
                keys.add(item.key());
            }
            together.add(item);
        }
        return added.plus(readTogether(transaction, partition, together));
    }

    private Added readTogether(Transaction transaction, int partition, List<Received> items) {
        List<Callable<Read>> readings = new ArrayList<>();
        for (Received item : items) {
            Optional<Cursor> known = transaction.cursor(item.key()).or(() -> cursors.get(partition, item.key()));
            readings.add(() -> read(item.item(), known, partition));
        }
        Added added = Added.NOTHING;
        List<Read> all = onAllCores(readings);
        for (int i = 0; i < all.size(); i++) {
            added = added.plus(add(transaction, partition, items.get(i), all.get(i)));
        }
        return added;
    }

    private Read read(Item item, Optional<Cursor> known, int partition) {
        try {
            Optional<Records> records = pipeline.read(item, known);
            return new Read(known, records.map(one -> producer.encoded(topics, one, partition)), Optional.empty());
        } catch (Rejected e) {
            return new Read(known, Optional.empty(), Optional.of(e));
        }
    }

    private Added add(Transaction transaction, int partition, Received received, Read read) {
        Item item = received.item();
        if (read.bad().isPresent()) {
            boolean rejectedBefore = read.known()
                    .filter(cursor -> cursor.fingerprint().equals("rejected " + item.fingerprint()))
                    .isPresent();
            if (!rejectedBefore) {
                byte[] key = received.key().getBytes(StandardCharsets.UTF_8);
                reject(transaction, key, received.bytes(), read.bad().get(), item.documentId());
            }
            transaction.add(partition, stillKnown(partition, rejectedMark(item)));
            return Added.NOTHING;
        }
        if (read.records().isEmpty() && item.modifiedAt().isPresent()) {
            // Touched, not changed: the next look need not read it again.
            read.known().ifPresent(cursor -> transaction.add(partition, touched(cursor, item)));
        }
        read.records().ifPresent(transaction::add);
        return read.records().map(one -> new Added(1, one.records().asserted())).orElse(Added.NOTHING);
    }

    private <T> List<T> onAllCores(List<Callable<T>> work) {
        try {
            if (work.size() == 1) {
                return List.of(work.get(0).call());
            }
            List<T> results = new ArrayList<>(work.size());
            for (Future<List<T>> share : readers.invokeAll(shares(work))) {
                results.addAll(share.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("reading failed: " + e.getCause(), e.getCause());
        } catch (Exception e) {
            throw new IllegalStateException("reading failed: " + e, e);
        }
    }

    /** Few large pieces: handing over costs more than a small one takes. */
    private static <T> List<Callable<List<T>>> shares(List<Callable<T>> work) {
        int size = Math.max(1, work.size() / (4 * Runtime.getRuntime().availableProcessors()));
        List<Callable<List<T>>> shares = new ArrayList<>();
        for (int from = 0; from < work.size(); from += size) {
            List<Callable<T>> share = work.subList(from, Math.min(from + size, work.size()));
            shares.add(() -> {
                List<T> results = new ArrayList<>(share.size());
                for (Callable<T> one : share) {
                    results.add(one.call());
                }
                return results;
            });
        }
        return shares;
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
        cursors.takeOver(transaction);
        documents.increment(transaction.documents());
        statements.increment((double) transaction.asserted());
    }

    @Override
    public void close() {
        readers.shutdownNow();
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
        readTogether(transaction, partition, List.of(new Received(gone, new byte[0])));
    }
}
