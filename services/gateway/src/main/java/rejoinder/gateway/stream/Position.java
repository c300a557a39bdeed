package rejoinder.gateway.stream;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/** How far a log is read: the next offset of each partition, 0 where none is named. Immutable. */
record Position(SortedMap<Integer, Long> next) {
    static final Position START = new Position(new TreeMap<>());

    Position {
        next = Collections.unmodifiableSortedMap(new TreeMap<>(next));
    }

    static Position of(Map<Integer, Long> next) {
        return new Position(new TreeMap<>(next));
    }

    /** Offsets by partition number. */
    static Position ofOffsets(Map<TopicPartition, Long> offsets) {
        TreeMap<Integer, Long> next = new TreeMap<>();
        offsets.forEach((partition, offset) -> next.put(partition.partition(), offset));
        return new Position(next);
    }

    long of(int partition) {
        return next.getOrDefault(partition, 0L);
    }

    /** This position with one partition read further. */
    Position with(int partition, long offset) {
        TreeMap<Integer, Long> moved = new TreeMap<>(next);
        moved.merge(partition, offset, Math::max);
        return new Position(moved);
    }

    /** The further of both in each partition: one of them, where it is as far as the other in all. */
    Position furthest(Position other) {
        if (other.reaches(this)) {
            return other;
        }
        if (reaches(other)) {
            return this;
        }
        TreeMap<Integer, Long> furthest = new TreeMap<>(next);
        other.next.forEach((partition, offset) -> furthest.merge(partition, offset, Math::max));
        return new Position(furthest);
    }

    /** Whether this is as far as the other in every partition, or further. */
    boolean reaches(Position other) {
        for (Map.Entry<Integer, Long> each : other.next.entrySet()) {
            if (of(each.getKey()) < each.getValue()) {
                return false;
            }
        }
        return true;
    }
}
