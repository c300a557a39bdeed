package rejoinder.aggregator.utterance;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import rejoinder.aggregator.Keys;
import rejoinder.reading.SketchIndex;

/**
 * Where each statement stands, by actor and week, so that those of a few weeks can be had without the others. Weeks in
 * use are held in memory with an index of their words: finding a statement's neighbours costs about the same whether
 * its actor spoke ten times or ten thousand times.
 */
final class Places {
    private static final long WEEK_SECONDS = Duration.ofDays(7).toSeconds();
    /** Weeks are counted from a long time ago, so that they are never negative. */
    private static final long SHIFT = 1_000_000;
    /** A week is large with this share of what may be held. */
    private static final int SHARE_OF_LARGE = 16;

    private static final int ROOM_FOR_LARGE = 3;

    private final KeyValueStore<String, Placed> store;
    private final int mostHeld;
    private final Held ordinary;
    /** Of whoever says much: among the others they would take the room of all, and be read again and again. */
    private final Held large;

    private final int manyOfWeek;
    private final Map<String, Long> newest = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > mostHeld;
        }
    };

    /**
     * @param mostHeld how many statements may be held in memory; three times as many of weeks that have many
     */
    Places(KeyValueStore<String, Placed> store, int mostHeld) {
        this.store = store;
        this.mostHeld = mostHeld;
        this.manyOfWeek = mostHeld / SHARE_OF_LARGE;
        this.ordinary = new Held(mostHeld);
        this.large = new Held(ROOM_FOR_LARGE * mostHeld);
    }

    /** The key of a statement's place. */
    static String key(String actor, Instant at, String statement) {
        return group(actor, week(at)) + "|" + statement;
    }

    /** The actor in a place's key. */
    static String actor(String key) {
        return key.substring(0, key.lastIndexOf('|', key.lastIndexOf('|') - 1));
    }

    /** The statement in a place's key. */
    static String statement(String key) {
        return key.substring(key.lastIndexOf('|') + 1);
    }

    Optional<Placed> get(String actor, Instant at, String statement) {
        Week week = week(actor, week(at));
        Integer number = week.byId.get(statement);
        return number == null ? Optional.empty() : Optional.of(week.entries.get(number));
    }

    void put(String actor, String statement, Placed placed) {
        long number = week(placed.at());
        Week week = week(actor, number);
        store.put(key(actor, placed.at(), statement), placed);
        newest.merge(actor, number, Math::max);
        Integer known = week.byId.get(statement);
        if (known != null
                && Arrays.equals(
                        week.entries.get(known).sketch().hashes(),
                        placed.sketch().hashes())) {
            week.entries.set(known, placed);
            return;
        }
        if (known != null) {
            week.entries.set(known, null);
        }
        week.add(statement, placed);
        grown(new ActorWeek(actor, number), week);
    }

    /** There is one more in a week. */
    private void grown(ActorWeek which, Week week) {
        if (large.weeks.containsKey(which)) {
            large.held++;
        } else if (week.entries.size() > manyOfWeek) {
            ordinary.weeks.remove(which);
            ordinary.held -= week.entries.size();
            large.hold(which, week);
        } else {
            ordinary.held++;
        }
    }

    void remove(String actor, Instant at, String statement) {
        store.delete(key(actor, at, statement));
        held(new ActorWeek(actor, week(at))).ifPresent(week -> Optional.ofNullable(week.byId.remove(statement))
                .ifPresent(known -> week.entries.set(known, null)));
    }

    /** Calls {@code each} with the id and place of every statement that may say the same words within a window. */
    void near(String actor, Placed placed, Duration window, BiConsumer<String, Placed> each) {
        long last = week(placed.at().plus(window));
        for (long number = week(placed.at().minus(window)); number <= last; number++) {
            Week week = week(actor, number);
            week.index.maybeSame(placed.sketch(), i -> {
                Placed other = week.entries.get(i);
                if (other != null
                        && Duration.between(other.at(), placed.at()).abs().compareTo(window) <= 0) {
                    each.accept(week.ids.get(i), other);
                }
            });
        }
        ordinary.forgetOthers(actor);
        large.forgetOthers(actor);
    }

    private Week week(String actor, long number) {
        ActorWeek which = new ActorWeek(actor, number);
        return held(which).orElseGet(() -> {
            Week week = number > newestWeek(actor) ? new Week() : read(group(actor, number));
            (week.entries.size() > manyOfWeek ? large : ordinary).hold(which, week);
            return week;
        });
    }

    private Optional<Week> held(ActorWeek which) {
        Week week = ordinary.weeks.get(which);
        return week == null && !large.weeks.isEmpty()
                ? Optional.ofNullable(large.weeks.get(which))
                : Optional.ofNullable(week);
    }

    private Week read(String group) {
        Week week = new Week();
        try (KeyValueIterator<String, Placed> range = store.range(group + "|", Keys.after(group))) {
            while (range.hasNext()) {
                KeyValue<String, Placed> next = range.next();
                week.add(statement(next.key), next.value);
            }
        }
        return week;
    }

    /** A week after which the store has nothing of an actor: most of what is said is newer, and need not be looked for. */
    private long newestWeek(String actor) {
        return newest.computeIfAbsent(actor, one -> {
            try (KeyValueIterator<String, Placed> range = store.reverseRange(one + "|", Keys.after(one))) {
                return range.hasNext() ? week(range.next().value.at()) : Long.MIN_VALUE;
            }
        });
    }

    private static String group(String actor, long week) {
        return actor + "|" + Keys.digits(week);
    }

    private static long week(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), WEEK_SECONDS) + SHIFT;
    }

    private record ActorWeek(String actor, long week) {}

    /** Weeks in use, up to a number of statements: those that were not used for longest go first. */
    private static final class Held {
        private final Map<ActorWeek, Week> weeks = new LinkedHashMap<>(64, 0.75f, true);
        private final int most;
        /** Statements, and one for each week. */
        private int held;

        Held(int most) {
            this.most = most;
        }

        void hold(ActorWeek which, Week week) {
            weeks.put(which, week);
            held += week.entries.size() + 1;
        }

        void forgetOthers(String actor) {
            Iterator<Map.Entry<ActorWeek, Week>> eldest = weeks.entrySet().iterator();
            while (held > most && eldest.hasNext()) {
                Map.Entry<ActorWeek, Week> next = eldest.next();
                if (!next.getKey().actor().equals(actor)) {
                    held -= next.getValue().entries.size() + 1;
                    eldest.remove();
                }
            }
        }
    }

    /** The statements of one actor in one week; an entry is null once its statement is gone or replaced. */
    private static final class Week {
        private final SketchIndex index = new SketchIndex();
        private final List<String> ids = new ArrayList<>(1);
        private final List<Placed> entries = new ArrayList<>(1);
        private final Map<String, Integer> byId = new HashMap<>(2);

        void add(String id, Placed placed) {
            int number = index.add(placed.sketch());
            ids.add(id);
            entries.add(placed);
            byId.put(id, number);
        }
    }
}
