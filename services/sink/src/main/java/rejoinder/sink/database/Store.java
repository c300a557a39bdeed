package rejoinder.sink.database;

import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Writes batches and their positions, each batch wholly or not at all. Thread-safe. */
public final class Store {
    private final Jdbi jdbi;

    public Store(Database database) {
        this.jdbi = database.jdbi();
    }

    /** The next offset to write of a partition; empty when none has been written. */
    public Optional<Long> nextOffset(String topic, int partition) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT next_offset FROM topic_offsets WHERE topic = :topic AND log_partition = :partition")
                .bind("topic", topic)
                .bind("partition", partition)
                .mapTo(Long.class)
                .findOne());
    }

    /**
     * Writes a batch.
     *
     * @throws StalePositionException when a partition no longer stands where the batch begins
     */
    public void write(Batch batch) {
        jdbi.useTransaction(handle -> {
            batch.moves().forEach(move -> advance(handle, move));
            StoryRows.write(handle, batch.stories());
            ReactionRows.write(handle, batch.reactions());
            SummaryRows.writeActors(handle, batch.actors());
            SummaryRows.writeCountries(handle, batch.countries());
            SummaryRows.writeStories(handle, batch.storySummaries());
        });
    }

    private static void advance(Handle handle, Batch.Move move) {
        Position from = move.from();
        int moved = handle.createUpdate("""
                        INSERT INTO topic_offsets (topic, log_partition, next_offset)
                        VALUES (:topic, :partition, :next)
                        ON CONFLICT (topic, log_partition) DO UPDATE SET next_offset = excluded.next_offset
                        WHERE topic_offsets.next_offset = :from
                        """)
                .bind("topic", from.topic())
                .bind("partition", from.partition())
                .bind("next", move.nextOffset())
                .bind("from", from.nextOffset())
                .execute();
        if (moved != 1) {
            throw new StalePositionException(from);
        }
    }
}
