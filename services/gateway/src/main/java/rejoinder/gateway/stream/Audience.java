package rejoinder.gateway.stream;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Who wants what, found by one thing that they ask for: a change is told to those who may want it, however many there are
 * who can't. For one thread at a time.
 */
final class Audience<T> {
    private final Set<T> all = new LinkedHashSet<>();
    private final Set<T> unnarrowed = new LinkedHashSet<>();
    private final Map<String, Set<T>> byStory = new HashMap<>();
    private final Map<String, Set<T>> byActor = new HashMap<>();
    private final Map<String, Set<T>> byRepresents = new HashMap<>();

    void add(T member, StreamFilter filter) {
        if (all.add(member)) {
            places(filter, places -> places.add(member));
        }
    }

    void remove(T member, StreamFilter filter) {
        if (all.remove(member)) {
            places(filter, places -> places.remove(member));
            forget(byStory, filter.stories());
            forget(byActor, filter.reactions().actors());
            forget(byRepresents, filter.reactions().represents());
        }
    }

    void clear() {
        Stream.of(all, unnarrowed).forEach(Set::clear);
        Stream.of(byStory, byActor, byRepresents).forEach(Map::clear);
    }

    int size() {
        return all.size();
    }

    /** Everybody, in the order in which they came. */
    Collection<T> all() {
        return all;
    }

    /** All who may want a change, and some who don't, each once. */
    List<T> of(Change change) {
        Stream<T> narrowed = change.story().stream().flatMap(story -> at(byStory, story));
        // Without a version before, a retraction is for everybody who could have been told of it.
        boolean unknown = change.now().isEmpty() && change.before().isEmpty();
        Stream<T> otherwise = unknown
                ? Stream.of(byActor, byRepresents)
                        .flatMap(index -> index.values().stream().flatMap(Set::stream))
                : Stream.of(change.now(), change.before())
                        .flatMap(Optional::stream)
                        .flatMap(this::of);
        return Stream.of(unnarrowed.stream(), narrowed, otherwise)
                .flatMap(each -> each)
                .distinct()
                .toList();
    }

    private Stream<T> of(Traits traits) {
        return Stream.concat(
                traits.actor().stream().flatMap(actor -> at(byActor, actor)),
                traits.represents().stream().flatMap(code -> at(byRepresents, code)));
    }

    private static <T> Stream<T> at(Map<String, Set<T>> index, String key) {
        return index.getOrDefault(key, Set.of()).stream();
    }

    private static <T> void forget(Map<String, Set<T>> index, Set<String> keys) {
        keys.forEach(key -> index.computeIfPresent(key, (same, places) -> places.isEmpty() ? null : places));
    }

    private void places(StreamFilter filter, Consumer<Set<T>> each) {
        if (!filter.stories().isEmpty()) {
            places(byStory, filter.stories(), each);
        } else if (!filter.reactions().actors().isEmpty()) {
            places(byActor, filter.reactions().actors(), each);
        } else if (!filter.reactions().represents().isEmpty()) {
            places(byRepresents, filter.reactions().represents(), each);
        } else {
            each.accept(unnarrowed);
        }
    }

    private static <T> void places(Map<String, Set<T>> index, Set<String> keys, Consumer<Set<T>> each) {
        keys.forEach(key -> each.accept(index.computeIfAbsent(key, any -> new LinkedHashSet<>())));
    }
}
