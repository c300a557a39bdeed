package rejoinder.sink.database;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import rejoinder.sink.change.Change;
import rejoinder.sink.change.Table;

/** Writes batches and how far they get, each batch wholly or not at all. Thread-safe. */
public final class Store {
    private static final String SAVEPOINT = "before_change";

    private final Jdbi jdbi;

    public Store(Database database) {
        this.jdbi = database.jdbi();
    }

    /** The next offset of each partition that has been written; the others are left out. */
    public Map<TopicPartition, Long> positions(Collection<TopicPartition> partitions) {
        return jdbi.withHandle(handle -> {
            Map<TopicPartition, Long> positions = new HashMap<>();
            for (TopicPartition partition : partitions) {
                handle.createQuery(
                                "SELECT next_offset FROM topic_offsets WHERE topic = :topic AND log_partition = :log_partition")
                        .bind("topic", partition.topic())
                        .bind("log_partition", partition.partition())
                        .mapTo(Long.class)
                        .findOne()
                        .ifPresent(next -> positions.put(partition, next));
            }
            return positions;
        });
    }

    /**
     * Writes a batch. What the database refuses for what it holds goes to {@code refusals}, and the rest is written;
     * every other failure throws, and it is unknown then whether the batch was written.
     */
    public Outcome write(Batch batch, Refusals refusals) {
        try {
            try {
                jdbi.useTransaction(handle -> {
                    advance(handle, batch.moves());
                    apply(handle, batch.changes());
                });
            } catch (JdbiException e) {
                if (!Failures.dueToData(e)) {
                    throw e;
                }
                jdbi.useTransaction(handle -> {
                    advance(handle, batch.moves());
                    applyOneByOne(handle, batch.changes(), refusals);
                });
            }
            return Outcome.WRITTEN;
        } catch (StaleException e) {
            return Outcome.STALE;
        }
    }

    /** First of all, and in one order everywhere: another writer of a partition waits here, and finds it moved. */
    private static void advance(Handle handle, List<Batch.Move> moves) {
        moves.stream()
                .sorted(Comparator.comparing(
                                (Batch.Move move) -> move.partition().topic())
                        .thenComparing(move -> move.partition().partition()))
                .forEach(move -> advance(handle, move));
    }

    private static void advance(Handle handle, Batch.Move move) {
        String sql = move.from().isPresent() ? """
                UPDATE topic_offsets SET next_offset = :next
                WHERE topic = :topic AND log_partition = :log_partition AND next_offset = :from
                """ : """
                INSERT INTO topic_offsets (topic, log_partition, next_offset) VALUES (:topic, :log_partition, :next)
                ON CONFLICT (topic, log_partition) DO NOTHING
                """;
        try (var update = handle.createUpdate(sql)) {
            update.bind("topic", move.partition().topic())
                    .bind("log_partition", move.partition().partition())
                    .bind("next", move.next());
            move.from().ifPresent(from -> update.bind("from", from));
            if (update.execute() != 1) {
                throw new StaleException();
            }
        }
    }

    private static void apply(Handle handle, List<Change> changes) {
        Map<Boolean, List<Change>> byHistory =
                changes.stream().collect(Collectors.partitioningBy(change -> change.table() == Table.REACTIONS));
        ReactionHistory.write(handle, byHistory.get(true));
        NewestRows.write(handle, byHistory.get(false));
        SummaryHistory.write(handle, byHistory.get(false));
    }

    private static void applyOneByOne(Handle handle, List<Change> changes, Refusals refusals) {
        for (Change change : changes) {
            handle.savepoint(SAVEPOINT);
            try {
                apply(handle, List.of(change));
                handle.releaseSavepoint(SAVEPOINT);
            } catch (JdbiException e) {
                if (!Failures.dueToData(e)) {
                    throw e;
                }
                handle.rollbackToSavepoint(SAVEPOINT);
                refusals.refused(change, String.valueOf(rootOf(e).getMessage()));
            }
        }
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static final class StaleException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StaleException() {
            super("another writer has moved a partition", null, false, false);
        }
    }
}
