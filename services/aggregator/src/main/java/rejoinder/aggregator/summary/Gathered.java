package rejoinder.aggregator.summary;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is still to be told of an actor in a story.
 *
 * @param codes what has changed, by what the actor spoke for
 */
public record Gathered(Map<String, Delta> codes, long timestamp) {
    static final Gathered NONE = new Gathered(Map.of(), 0);

    public Gathered {
        codes = Map.copyOf(codes);
    }

    /**
     * Differences; what cancels out is left out.
     *
     * @param quoted whether the quotations with the most reports changed
     */
    public record Delta(Map<String, Integer> outlets, Map<Long, Integer> minutes, boolean quoted) {
        static final Delta NONE = new Delta(Map.of(), Map.of(), false);

        public Delta {
            outlets = Map.copyOf(outlets);
            minutes = Map.copyOf(minutes);
        }

        Delta plus(Delta other) {
            return new Delta(sum(outlets, other.outlets), sum(minutes, other.minutes), quoted || other.quoted);
        }

        private static <K extends Comparable<K>> Map<K, Integer> sum(Map<K, Integer> a, Map<K, Integer> b) {
            Map<K, Integer> sum = new TreeMap<>(a);
            b.forEach((key, by) -> sum.merge(key, by, (x, y) -> x + y == 0 ? null : Integer.valueOf(x + y)));
            return sum;
        }
    }

    Gathered plus(String code, Delta delta, long at) {
        Map<String, Delta> sum = new TreeMap<>(codes);
        sum.merge(code, delta, Delta::plus);
        return new Gathered(sum, Math.max(timestamp, at));
    }

    /** How many differences there are. */
    int size() {
        return codes.values().stream()
                .mapToInt(delta -> delta.outlets().size() + delta.minutes().size())
                .sum();
    }

    Delta of(String code) {
        return Optional.ofNullable(codes.get(code)).orElse(Delta.NONE);
    }
}
