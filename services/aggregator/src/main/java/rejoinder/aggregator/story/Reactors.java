package rejoinder.aggregator.story;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import rejoinder.aggregator.Keys;
import rejoinder.contracts.Actor;
import rejoinder.contracts.reaction.Reaction;
import rejoinder.contracts.reaction.Reactor;
import rejoinder.contracts.story.Story;
import rejoinder.contracts.topic.Topics;
import rejoinder.contracts.utterance.Utterance;

/**
 * Who has reacted in which story, and so, whose reaction another one answers: the first of them whom its words name, in
 * full or, where nobody else in the story is called the same, by the last name.
 */
final class Reactors {
    private static final int SHORTEST_NAME = 3;
    private static final int MOST_NAMES = 50;
    /** One bit for each type of character that stands above or below another one. */
    private static final int MARKS =
            1 << Character.NON_SPACING_MARK | 1 << Character.COMBINING_SPACING_MARK | 1 << Character.ENCLOSING_MARK;

    private final KeyValueStore<String, Reactor> store;
    private final KeyValueStore<String, String> mentions;
    /** By story and last name, then by the key of the reactor. */
    private final Map<String, Map<String, Map<String, Actor>>> byName = new HashMap<>();

    Reactors(KeyValueStore<String, Reactor> store, KeyValueStore<String, String> mentions) {
        this.store = store;
        this.mentions = mentions;
        try (KeyValueIterator<String, Reactor> all = store.all()) {
            all.forEachRemaining(one -> know(one.value.story(), one.key, one.value.actor()));
        }
    }

    /** Learns that somebody has reacted; returns the reactions that may name him, as actor and utterance. */
    List<String> put(String key, Reactor reactor) {
        store.put(key, reactor);
        know(reactor.story(), key, reactor.actor());
        return naming(reactor.story(), lastName(reactor.actor()));
    }

    /** Learns that somebody has not reacted any more; the same. */
    List<String> remove(String key) {
        Reactor known = store.delete(key);
        if (known == null) {
            return List.of();
        }
        String name = lastName(known.actor());
        Map<String, Map<String, Actor>> names = byName.getOrDefault(known.story(), Map.of());
        if (names.containsKey(name)) {
            names.get(name).remove(key);
        }
        return naming(known.story(), name);
    }

    /** Remembers whom a reaction may name. */
    void remember(String story, Utterance utterance) {
        for (String name : names(utterance.text())) {
            mentions.putIfAbsent(
                    Topics.key(story, name) + "|" + Topics.key(utterance.actor().id(), utterance.id()), "");
        }
    }

    /** Forgets whom a reaction may name, since it can't change any more. */
    void forget(String story, Utterance utterance) {
        for (String name : names(utterance.text())) {
            mentions.delete(
                    Topics.key(story, name) + "|" + Topics.key(utterance.actor().id(), utterance.id()));
        }
    }

    /** Whose reaction an utterance answers in a story. */
    Optional<Reaction.Answer> answered(Story story, Utterance utterance) {
        Map<String, Map<String, Actor>> reactors = byName.getOrDefault(story.id(), Map.of());
        if (reactors.isEmpty()) {
            return Optional.empty();
        }
        String trigger = story.triggerEvent().actor().toLowerCase(Locale.ROOT);
        Predicate<Actor> another = actor -> !actor.id().equals(utterance.actor().id())
                && !trigger.contains(lastName(actor).toLowerCase(Locale.ROOT));
        for (String name : names(utterance.text())) {
            Map<String, Actor> called = new TreeMap<>();
            reactors.getOrDefault(name, Map.of()).values().stream()
                    .filter(another)
                    .forEach(actor -> called.put(actor.id(), actor));
            Optional<Actor> inFull = called.values().stream()
                    .filter(actor -> utterance.text().contains(actor.name()))
                    .findFirst();
            Optional<Actor> only = called.size() == 1 ? called.values().stream().findFirst() : Optional.empty();
            Optional<Actor> found = inFull.or(() -> only);
            if (found.isPresent()) {
                return found.map(actor ->
                        new Reaction.Answer(actor.id(), actor.name(), inFull.isPresent() ? actor.name() : name));
            }
        }
        return Optional.empty();
    }

    /** What an upper-case letter begins and at least two letters follow, each once; not more than a number of them. */
    static Set<String> names(String text) {
        Set<String> names = new LinkedHashSet<>();
        int at = 0;
        while (at < text.length() && names.size() < MOST_NAMES) {
            int end = nameEnd(text, at);
            if (end > at) {
                names.add(text.substring(at, end));
                at = end;
            } else {
                at += Character.charCount(text.codePointAt(at));
            }
        }
        return names;
    }

    /** Where the name that begins at a place ends; the place itself, if none does. */
    private static int nameEnd(String text, int begin) {
        int first = text.codePointAt(begin);
        if (Character.getType(first) != Character.UPPERCASE_LETTER) {
            return begin;
        }
        int end = begin + Character.charCount(first);
        int letters = 1;
        while (end < text.length() && isInName(text.codePointAt(end))) {
            end += Character.charCount(text.codePointAt(end));
            letters++;
        }
        return letters < SHORTEST_NAME ? begin : end;
    }

    private static boolean isInName(int c) {
        return c == '-' || Character.isLetter(c) || (MARKS >> Character.getType(c) & 1) == 1;
    }

    private List<String> naming(String story, String name) {
        String prefix = Topics.key(story, name);
        List<String> naming = new ArrayList<>();
        if (name.length() >= SHORTEST_NAME) {
            try (KeyValueIterator<String, String> all = mentions.range(prefix + "|", Keys.after(prefix))) {
                while (all.hasNext()) {
                    naming.add(all.next().key.substring(prefix.length() + 1));
                }
            }
        }
        return naming;
    }

    private static String lastName(Actor actor) {
        return actor.name().substring(actor.name().lastIndexOf(' ') + 1);
    }

    private void know(String story, String key, Actor actor) {
        byName.computeIfAbsent(story, id -> new HashMap<>())
                .computeIfAbsent(lastName(actor), name -> new TreeMap<>())
                .put(key, actor);
    }
}
