package rejoinder.aggregator.summary;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import rejoinder.aggregator.Keys;
import rejoinder.contracts.summary.Pace;
import rejoinder.contracts.topic.Topics;

/** What is counted for a story one by one: how many actors an outlet reports, how many reactions a minute has. */
final class Counts {
    private static final int FEWEST_OF_SPIKE = 5;
    private static final int TIMES_USUAL = 3;
    private static final Duration DAY = Duration.ofDays(1);
    private static final String OUTLETS = "o";
    /** Minutes since 1970 and longer spans may be negative; keys may not. */
    private static final long SHIFT = 1_000_000_000_000L;

    private final KeyValueStore<String, Long> store;

    Counts(KeyValueStore<String, Long> store) {
        this.store = store;
    }

    private enum Unit {
        MINUTE("m", Duration.ofMinutes(1), Duration.ofHours(1)),
        HOUR("h", Duration.ofHours(1), Duration.ofDays(2)),
        DAY("y", Duration.ofDays(1), Duration.ofDays(30));

        private final String key;
        private final Duration length;
        private final Duration shown;

        Unit(String key, Duration length, Duration shown) {
            this.key = key;
            this.length = length;
            this.shown = shown;
        }
    }

    /** An outlet began or ceased to report an actor of a country. */
    void outlet(String story, String code, String outlet, int by) {
        if (add(key(story, OUTLETS, code + "|" + outlet), by)) {
            long unused = plus(key(story, OUTLETS, code), by);
            if (add(key(story, OUTLETS, "|" + outlet), by)) {
                unused = plus(key(story, OUTLETS, ""), by);
            }
        }
    }

    /** How many outlets report a country's reactions. */
    long outlets(String story, String code) {
        return value(key(story, OUTLETS, code));
    }

    /** How many outlets report a story's reactions. */
    long outlets(String story) {
        return value(key(story, OUTLETS, ""));
    }

    /** A minute has more or fewer reactions. */
    void minute(String story, long minute, int by) {
        for (Unit unit : Unit.values()) {
            long number = Math.floorDiv(minute, unit.length.toMinutes());
            long unused = plus(span(story, unit, number), by);
        }
    }

    /** How many came when, up to the latest reaction. */
    Pace pace(String story, Instant latest) {
        return new Pace(
                spans(story, Unit.MINUTE, latest), spans(story, Unit.HOUR, latest), spans(story, Unit.DAY, latest));
    }

    private List<Pace.Span> spans(String story, Unit unit, Instant latest) {
        long last = Math.floorDiv(latest.getEpochSecond(), unit.length.toSeconds());
        long first = last - unit.shown.dividedBy(unit.length);
        List<Pace.Span> spans = new ArrayList<>();
        List<KeyValue<String, Long>> counted = new ArrayList<>();
        try (KeyValueIterator<String, Long> range =
                store.range(span(story, unit, first), span(story, unit, last) + "\0")) {
            range.forEachRemaining(counted::add);
        }
        for (KeyValue<String, Long> one : counted) {
            long number = Long.parseLong(one.key.substring(one.key.lastIndexOf('|') + 1)) - SHIFT;
            Instant from = Instant.ofEpochSecond(number * unit.length.toSeconds());
            spans.add(new Pace.Span(from, one.value, isSpike(story, unit, from, one.value)));
        }
        return spans;
    }

    /** Against what a span of its length had on average during the hours of the day before. */
    private boolean isSpike(String story, Unit unit, Instant from, long count) {
        if (count < FEWEST_OF_SPIKE) {
            return false;
        }
        long hour = Math.floorDiv(from.getEpochSecond(), Unit.HOUR.length.toSeconds());
        long before = 0;
        try (KeyValueIterator<String, Long> hours = store.range(
                span(story, Unit.HOUR, hour - DAY.dividedBy(Unit.HOUR.length)),
                span(story, Unit.HOUR, hour - 1) + "\0")) {
            while (hours.hasNext()) {
                before += hours.next().value;
            }
        }
        return count * DAY.toSeconds() >= TIMES_USUAL * before * unit.length.toSeconds();
    }

    private static String span(String story, Unit unit, long number) {
        return key(story, unit.key, Keys.digits(SHIFT + number));
    }

    private static String key(String story, String kind, String rest) {
        return Topics.key(story, kind) + "|" + rest;
    }

    /** Adds, and returns whether the count began or ended by that. */
    private boolean add(String key, int by) {
        long now = plus(key, by);
        return now == 0 || now == by;
    }

    private long plus(String key, long by) {
        long now = value(key) + by;
        store.put(key, now == 0 ? null : Long.valueOf(now));
        return now;
    }

    private long value(String key) {
        Long known = store.get(key);
        return known == null ? 0 : known;
    }
}
