package rejoinder.aggregator.summary;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;
import org.apache.kafka.streams.state.KeyValueStore;
import rejoinder.aggregator.Keys;
import rejoinder.aggregator.state.Tally;
import rejoinder.contracts.summary.Pace;
import rejoinder.contracts.topic.Topics;

/** What is counted for a story one by one: how many actors an outlet reports, how many reactions a minute has. */
final class Counts {
    private static final int FEWEST_OF_SPIKE = 5;
    private static final int TIMES_USUAL = 3;
    private static final Duration DAY = Duration.ofDays(1);
    private static final String OUTLETS = "o";
    /** Where a count stands alone. */
    private static final String TOTAL = "";
    /** In so many rows stand the outlets of a country, so that those of a large one are not written with each. */
    private static final int OUTLET_BUCKETS = 16;
    /** Minutes since 1970 and longer spans may be negative; keys may not. */
    private static final long SHIFT = 1_000_000_000_000L;

    private final KeyValueStore<String, Tally> store;

    Counts(KeyValueStore<String, Tally> store) {
        this.store = store;
    }

    private enum Unit {
        MINUTE("m", Duration.ofMinutes(1), Duration.ofHours(1), 60),
        HOUR("h", Duration.ofHours(1), Duration.ofDays(2), 24),
        DAY("y", Duration.ofDays(1), Duration.ofDays(30), 32);

        private final String key;
        private final Duration length;
        private final Duration shown;
        /** So many spans stand in one row of the store. */
        private final int inRow;

        Unit(String key, Duration length, Duration shown, int inRow) {
            this.key = key;
            this.length = length;
            this.shown = shown;
            this.inRow = inRow;
        }
    }

    /** An outlet began or ceased to report an actor of a country. */
    void outlet(String story, String code, String outlet, int by) {
        String bucket = "|" + Math.floorMod(outlet.hashCode(), OUTLET_BUCKETS);
        if (add(key(story, OUTLETS, code + bucket), outlet, by)) {
            boolean unused = add(key(story, OUTLETS, code), TOTAL, by);
            if (add(key(story, OUTLETS, bucket), outlet, by)) {
                unused = add(key(story, OUTLETS, ""), TOTAL, by);
            }
        }
    }

    /** How many outlets report a country's reactions. */
    long outlets(String story, String code) {
        return counts(key(story, OUTLETS, code)).of(TOTAL);
    }

    /** How many outlets report a story's reactions. */
    long outlets(String story) {
        return counts(key(story, OUTLETS, "")).of(TOTAL);
    }

    /** A minute has more or fewer reactions. */
    void minute(String story, long minute, int by) {
        for (Unit unit : Unit.values()) {
            long number = Math.floorDiv(minute, unit.length.toMinutes());
            boolean unused = add(row(story, unit, number), Long.toString(Math.floorMod(number, unit.inRow)), by);
        }
    }

    /** How many came when, up to the latest reaction. */
    Pace pace(String story, Instant latest) {
        long before = DAY.dividedBy(Unit.HOUR.length);
        NavigableMap<Long, Long> days = counted(story, Unit.DAY, latest, 1);
        NavigableMap<Long, Long> hours = counted(story, Unit.HOUR, latest, before);
        NavigableMap<Long, Long> minutes = counted(story, Unit.MINUTE, latest, 0);
        LongUnaryOperator ofDayBefore =
                hour -> sum(hours.subMap(hour - before, hour).values());
        return new Pace(
                spans(
                        minutes.tailMap(first(Unit.MINUTE, latest)),
                        Unit.MINUTE,
                        minute -> ofDayBefore.applyAsLong(Math.floorDiv(minute, Unit.HOUR.length.toMinutes()))),
                spans(hours.tailMap(first(Unit.HOUR, latest)), Unit.HOUR, ofDayBefore),
                spans(days.tailMap(first(Unit.DAY, latest)), Unit.DAY, day -> days.getOrDefault(day - 1, 0L)));
    }

    private static long sum(Collection<Long> counts) {
        return counts.stream().mapToLong(Long::longValue).sum();
    }

    /** The counts of the spans that are shown and of so many before them, by their numbers. */
    private NavigableMap<Long, Long> counted(String story, Unit unit, Instant latest, long before) {
        NavigableMap<Long, Long> counted = new TreeMap<>();
        long first = first(unit, latest) - before;
        long last = number(unit, latest);
        for (long row = Math.floorDiv(first, unit.inRow); row <= Math.floorDiv(last, unit.inRow); row++) {
            long begin = row * unit.inRow;
            counts(row(story, unit, begin))
                    .forEach((at, count) -> counted.put(begin + Long.parseLong(at), (long) count));
        }
        return counted.subMap(first, true, last, true);
    }

    private static long number(Unit unit, Instant at) {
        return Math.floorDiv(at.getEpochSecond(), unit.length.toSeconds());
    }

    private static long first(Unit unit, Instant latest) {
        return number(unit, latest) - unit.shown.dividedBy(unit.length);
    }

    /**
     * Spans with what they have, each against the day before it.
     *
     * @param dayBefore how many reactions came in the hours of the day before a span
     */
    private static List<Pace.Span> spans(Map<Long, Long> counted, Unit unit, LongUnaryOperator dayBefore) {
        List<Pace.Span> spans = new ArrayList<>();
        counted.forEach((number, count) -> spans.add(new Pace.Span(
                Instant.ofEpochSecond(number * unit.length.toSeconds()),
                count,
                count >= FEWEST_OF_SPIKE && isSpike(unit, count, dayBefore.applyAsLong(number)))));
        return spans;
    }

    /** Against what a span of its length had on average. */
    private static boolean isSpike(Unit unit, long count, long ofDayBefore) {
        return count * DAY.toSeconds() >= TIMES_USUAL * ofDayBefore * unit.length.toSeconds();
    }

    /** The key of the row that a span stands in. */
    private static String row(String story, Unit unit, long number) {
        return key(story, unit.key, Keys.digits(SHIFT + Math.floorDiv(number, unit.inRow)));
    }

    private static String key(String story, String kind, String rest) {
        return Topics.key(story, kind) + "|" + rest;
    }

    /** Adds, and returns whether the count began or ended by that. */
    private boolean add(String key, String name, int by) {
        Tally.Sum sum = counts(key).plus(name, by);
        store.put(key, sum.tally().isEmpty() ? null : sum.tally());
        return sum.beganOrEnded(by);
    }

    private Tally counts(String key) {
        return Optional.ofNullable(store.get(key)).orElse(Tally.NONE);
    }
}
