package rejoinder.sink.database;

import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import rejoinder.sink.change.Change;

/**
 * What is written in one transaction.
 *
 * @param changes in the order of their partitions' logs
 * @param moves how far each partition gets, one a partition; also without changes, since marks of transactions and
 *     rejected records take offsets too
 */
public record Batch(List<Change> changes, List<Move> moves) {
    public Batch {
        changes = List.copyOf(changes);
        moves = List.copyOf(moves);
    }

    /**
     * A partition's next offset.
     *
     * @param from where the database must stand; empty when it must not know the partition yet
     */
    public record Move(TopicPartition partition, OptionalLong from, long next) {}
}
