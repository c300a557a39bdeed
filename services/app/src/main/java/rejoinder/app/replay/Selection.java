package rejoinder.app.replay;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What is wanted of a log. Several values of one kind are "or", the kinds are "and"; an empty set wants all.
 *
 * @param fromMicros the first moment, in microseconds since 1970
 * @param toMicros the moment before which it ends
 */
record Selection(
        Set<String> stories,
        Set<String> actors,
        Set<String> represents,
        Set<String> stances,
        long fromMicros,
        long toMicros) {
    Selection {
        stories = Set.copyOf(stories);
        actors = Set.copyOf(actors);
        represents = Set.copyOf(represents);
        stances = Set.copyOf(stances);
    }

    /** Whether nothing but the key decides, so that a retraction can be judged by itself. */
    private boolean byKey() {
        return actors.isEmpty() && represents.isEmpty() && stances.isEmpty();
    }

    private boolean wants(Facts facts) {
        return in(stories, facts.story())
                && in(actors, facts.actor())
                && in(represents, facts.represents())
                && in(stances, facts.stance());
    }

    private static boolean in(Set<String> wanted, Optional<String> value) {
        return wanted.isEmpty() || value.filter(wanted::contains).isPresent();
    }

    private boolean during(long micros) {
        return micros >= fromMicros && micros < toMicros;
    }

    /** What becomes of a record. */
    enum Verdict {
        SENT,
        RETRACTED,
        LEFT_OUT,
        /** Wanted, but without a time on the chosen clock. */
        TIMELESS
    }

    /**
     * Judges the records of a log in its order, and remembers which of the things in it are known to the reader: one
     * that was wanted and is not any more is retracted, and what was never sent needs no retraction.
     */
    static final class Judge {
        private final Selection selection;
        private final Set<Long> known = new HashSet<>();

        Judge(Selection selection) {
            this.selection = selection;
        }

        Verdict of(Facts facts) {
            boolean wanted = !facts.retraction() && selection.wants(facts);
            boolean was = selection.byKey()
                    ? facts.retraction() && in(selection.stories, facts.story())
                    : !wanted && known.remove(number(facts.id()));
            if (wanted && !selection.byKey()) {
                known.add(number(facts.id()));
            }
            if (!wanted && !was) {
                return Verdict.LEFT_OUT;
            }
            if (facts.micros().isEmpty()) {
                return Verdict.TIMELESS;
            }
            if (!selection.during(facts.micros().getAsLong())) {
                return Verdict.LEFT_OUT;
            }
            return wanted ? Verdict.SENT : Verdict.RETRACTED;
        }

        /** Stands for an id in an eighth of its memory (FNV-1a); two of a million ids share one about once in 10^7 replays. */
        private static long number(String id) {
            long hash = 0xcbf29ce484222325L;
            for (int i = 0; i < id.length(); i++) {
                hash = (hash ^ id.charAt(i)) * 0x100000001b3L;
            }
            return hash;
        }
    }
}
