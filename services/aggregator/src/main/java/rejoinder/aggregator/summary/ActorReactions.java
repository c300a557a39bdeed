package rejoinder.aggregator.summary;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import rejoinder.aggregator.Keys;
import rejoinder.contracts.Stance;
import rejoinder.contracts.summary.ActorSummary;
import rejoinder.contracts.summary.Milestone;
import rejoinder.contracts.summary.StanceChange;
import rejoinder.contracts.summary.StorySummary;
import rejoinder.contracts.topic.Topics;

/** Every reaction by story, actor, code and time; those whose stance is decided stand in a second order as well. */
final class ActorReactions {
    private static final String DECIDED = "d|";

    private final KeyValueStore<String, Told> store;

    ActorReactions(KeyValueStore<String, Told> store) {
        this.store = store;
    }

    Optional<Told> get(String story, String place) {
        return Optional.ofNullable(store.get(Told.key(story, place)));
    }

    void put(String story, Told told) {
        store.put(Told.key(story, told.place()), told);
        if (isDecided(told.milestone())) {
            store.put(decided(story) + told.place(), told);
        }
    }

    void remove(String story, Told told) {
        store.delete(Told.key(story, told.place()));
        if (isDecided(told.milestone())) {
            store.delete(decided(story) + told.place());
        }
    }

    static boolean isDecided(Milestone milestone) {
        return milestone.stance() != Stance.UNCLEAR;
    }

    /** Those of the group that a reaction belongs to. */
    Group in(String story, Told told) {
        return new Group(story, Topics.key(told.actor().id(), told.represents().code()));
    }

    /** The last change of stance of an actor who spoke for several. */
    Optional<StanceChange> lastChange(String story, String actor, Collection<String> codes) {
        List<KeyValueIterator<String, Told>> open = new ArrayList<>();
        try {
            for (String code : codes) {
                String group = decided(story) + Topics.key(actor, code);
                open.add(store.reverseRange(group + "|", Keys.after(group)));
            }
            return lastChange(open);
        } finally {
            open.forEach(KeyValueIterator::close);
        }
    }

    private static Optional<StanceChange> lastChange(List<KeyValueIterator<String, Told>> latestFirst) {
        List<Optional<Milestone>> heads = new ArrayList<>();
        latestFirst.forEach(one -> heads.add(next(one)));
        Optional<Milestone> later = Optional.empty();
        while (true) {
            int latest = -1;
            for (int i = 0; i < heads.size(); i++) {
                if (heads.get(i).isPresent()
                        && (latest < 0
                                || Order.BY_TIME.compare(
                                                heads.get(i).get(),
                                                heads.get(latest).get())
                                        > 0)) {
                    latest = i;
                }
            }
            if (latest < 0) {
                return Optional.empty();
            }
            Milestone earlier = heads.get(latest).orElseThrow();
            if (later.isPresent() && later.get().stance() != earlier.stance()) {
                return Optional.of(change(earlier.stance(), later.get()));
            }
            later = Optional.of(earlier);
            heads.set(latest, next(latestFirst.get(latest)));
        }
    }

    private static Optional<Milestone> next(KeyValueIterator<String, Told> iterator) {
        return iterator.hasNext() ? Optional.of(iterator.next().value.milestone()) : Optional.empty();
    }

    static StanceChange change(Stance from, Milestone to) {
        return new StanceChange(from, to.stance(), to.reaction(), to.saidAt());
    }

    private static String decided(String story) {
        return DECIDED + story + "|";
    }

    /** What one actor said for one country or organisation, in the order of time. */
    final class Group {
        private final String story;
        private final String group;

        private Group(String story, String group) {
            this.story = story;
            this.group = group;
        }

        Told first() {
            try (KeyValueIterator<String, Told> all = store.range(key() + "|", Keys.after(key()))) {
                return all.next().value;
            }
        }

        Told latest() {
            try (KeyValueIterator<String, Told> all = store.reverseRange(key() + "|", Keys.after(key()))) {
                return all.next().value;
            }
        }

        List<Newest> newest() {
            List<Newest> newest = new ArrayList<>();
            try (KeyValueIterator<String, Told> all = store.reverseRange(key() + "|", Keys.after(key()))) {
                while (all.hasNext() && newest.size() < ActorSummary.MOST_REACTIONS) {
                    newest.add(Newest.of(all.next().value.milestone()));
                }
            }
            return newest;
        }

        List<StorySummary.Quotation> mostReported() {
            List<StorySummary.Quotation> most = List.of();
            try (KeyValueIterator<String, Told> all = store.range(key() + "|", Keys.after(key()))) {
                while (all.hasNext()) {
                    most = Quotations.with(most, all.next().value);
                }
            }
            return most;
        }

        Optional<Milestone> latestDecided() {
            try (KeyValueIterator<String, Told> all =
                    store.reverseRange(decidedKey() + "|", Keys.after(decidedKey()))) {
                return next(all);
            }
        }

        Optional<Milestone> decidedAfter(Milestone milestone) {
            try (KeyValueIterator<String, Told> all =
                    store.range(decidedKey(milestone) + "\0", Keys.after(decidedKey()))) {
                return next(all);
            }
        }

        Optional<Milestone> decidedBefore(Milestone milestone) {
            try (KeyValueIterator<String, Told> all = store.reverseRange(decidedKey() + "|", decidedKey(milestone))) {
                Optional<Milestone> found = next(all);
                return found.filter(one -> one.reaction().equals(milestone.reaction()))
                                .isPresent()
                        ? next(all)
                        : found;
            }
        }

        Optional<StanceChange> lastChange() {
            try (KeyValueIterator<String, Told> all =
                    store.reverseRange(decidedKey() + "|", Keys.after(decidedKey()))) {
                return ActorReactions.lastChange(List.of(all));
            }
        }

        private String key() {
            return Told.group(story) + "|" + group;
        }

        private String decidedKey() {
            return decided(story) + group;
        }

        private String decidedKey(Milestone milestone) {
            return decidedKey() + "|" + Keys.time(milestone.saidAt().at()) + "|"
                    + milestone.reaction().substring(story.length() + 1);
        }
    }
}
