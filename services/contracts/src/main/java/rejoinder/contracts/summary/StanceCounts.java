package rejoinder.contracts.summary;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import rejoinder.contracts.Stance;

/**
 * How many reactions of each stance; stances that do not occur are left out, the rest stand in the order of the scale.
 * Immutable.
 */
public record StanceCounts(@JsonValue Map<Stance, Long> counts) {
    /** Nothing counted. */
    public static final StanceCounts NONE = new StanceCounts(Map.of());

    @JsonCreator
    public StanceCounts {
        EnumMap<Stance, Long> kept = new EnumMap<>(Stance.class);
        counts.forEach((stance, count) -> {
            if (count < 0) {
                throw new IllegalArgumentException("negative count for " + stance.json());
            }
            if (count > 0) {
                kept.put(stance, count);
            }
        });
        counts = Collections.unmodifiableMap(kept);
    }

    /** The sum of many. */
    public static StanceCounts sum(Stream<StanceCounts> all) {
        EnumMap<Stance, Long> sum = new EnumMap<>(Stance.class);
        all.forEach(one -> one.counts.forEach((stance, count) -> sum.merge(stance, count, Long::sum)));
        return new StanceCounts(sum);
    }

    /** The count of one stance. */
    public long of(Stance stance) {
        return counts.getOrDefault(stance, 0L);
    }

    /** The sum of all. */
    public long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** These counts with {@code delta} added to one; {@link IllegalArgumentException} when that would be negative. */
    public StanceCounts plus(Stance stance, long delta) {
        EnumMap<Stance, Long> sum = new EnumMap<>(Stance.class);
        sum.putAll(counts);
        sum.merge(stance, delta, Long::sum);
        return new StanceCounts(sum);
    }

    /** The sum of both. */
    public StanceCounts plus(StanceCounts other) {
        return sum(Stream.of(this, other));
    }

    /** These counts without the other's; {@link IllegalArgumentException} when one would be negative. */
    public StanceCounts minus(StanceCounts other) {
        EnumMap<Stance, Long> rest = new EnumMap<>(Stance.class);
        rest.putAll(counts);
        other.counts.forEach((stance, count) -> rest.merge(stance, -count, Long::sum));
        return new StanceCounts(rest);
    }
}
