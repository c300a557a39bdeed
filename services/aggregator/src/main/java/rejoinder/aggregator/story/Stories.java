package rejoinder.aggregator.story;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.lucene.monitor.MatchingQueries;
import org.apache.lucene.monitor.Monitor;
import org.apache.lucene.monitor.MonitorQuery;
import org.apache.lucene.monitor.QueryMatch;
import org.apache.lucene.monitor.TermFilteredPresearcher;
import rejoinder.contracts.query.Said;
import rejoinder.contracts.query.StoryQuery;
import rejoinder.contracts.story.Story;
import rejoinder.contracts.utterance.Utterance;
import rejoinder.reading.RememberedConcepts;
import rejoinder.reading.StanceJudge;

/**
 * The stories of a task. Their queries stand in a Lucene Monitor, so that an utterance is tried only on those that its
 * words can concern, unless they ask for words alone and are few; and only what some query asks about is looked at.
 */
final class Stories implements AutoCloseable {
    /** With more words than these, looking for each of them costs more than it spares. */
    private static final int MOST_WORDS = 200;
    /** Of more stories than these the Monitor finds sooner which ones an utterance's words can concern. */
    private static final int MOST_ASKED_ONE_BY_ONE = 8;

    private final KeyValueStore<String, Story> store;
    private final StanceJudge judge;
    private final Map<String, StoryMatcher> matchers = new TreeMap<>();
    private final RememberedConcepts concepts;
    private final Monitor monitor;
    private Set<String> asked = Set.of();
    /** Words of which whatever any query catches has at least one; empty when that can't be said. */
    private Optional<Set<String>> oneOf = Optional.empty();

    Stories(KeyValueStore<String, Story> store, StanceJudge judge, RememberedConcepts concepts) {
        this.store = store;
        this.judge = judge;
        this.concepts = concepts;
        try {
            this.monitor = new Monitor(StoryQuery.analyzer(), new TermFilteredPresearcher());
        } catch (IOException e) {
            throw new UncheckedIOException("queries in memory can't fail to be kept", e);
        }
        try (KeyValueIterator<String, Story> kept = store.all()) {
            kept.forEachRemaining(story -> know(story.value));
        }
    }

    Optional<Story> get(String id) {
        return Optional.ofNullable(matchers.get(id)).map(StoryMatcher::story);
    }

    Optional<StoryMatcher> matcher(String id) {
        return Optional.ofNullable(matchers.get(id));
    }

    void put(Story story) {
        store.put(story.id(), story);
        know(story);
    }

    void remove(String id) {
        store.delete(id);
        matchers.remove(id);
        try {
            monitor.deleteById(id);
        } catch (IOException e) {
            throw new UncheckedIOException("a query in memory can't fail to be deleted", e);
        }
        askAgain();
    }

    /** Of a story that is none of these. */
    StoryMatcher unkept(Story story) {
        return new StoryMatcher(story, judge, concepts);
    }

    /** The stories whose query, time and actor let an utterance be a reaction. */
    List<StoryMatcher> caughtBy(Utterance utterance) {
        Said said = Said.of(utterance);
        List<StoryMatcher> admitting = matchers.values().stream()
                .filter(matcher -> matcher.admits(utterance))
                .toList();
        boolean hasOneOf = admitting.stream()
                        .anyMatch(matcher -> !matcher.query().fields().isEmpty())
                && oneOf.map(words -> StoryQuery.hasOneOf(words, said, asked)).orElse(true);
        List<StoryMatcher> caught = new ArrayList<>();
        Set<String> ofMonitor = new HashSet<>();
        for (StoryMatcher matcher : admitting) {
            if (hasOneOf && isOfMonitor(matcher.query())) {
                ofMonitor.add(matcher.story().id());
            } else if ((hasOneOf || matcher.query().fields().isEmpty())
                    && matcher.query().matches(said)) {
                caught.add(matcher);
            }
        }
        if (!ofMonitor.isEmpty()) {
            ask(said).stream().filter(ofMonitor::contains).map(matchers::get).forEach(caught::add);
        }
        caught.removeIf(matcher -> matcher.repeatsTrigger(utterance));
        return caught;
    }

    /** Whether the Monitor is to be asked: what asks for words alone, or for nothing, is sooner asked by itself. */
    private boolean isOfMonitor(StoryQuery query) {
        boolean few = matchers.size() <= MOST_ASKED_ONE_BY_ONE;
        return !query.fields().isEmpty() && !(few && query.asksForWords());
    }

    /** Whether one story catches an utterance. */
    boolean catches(StoryMatcher matcher, Utterance utterance) {
        Said said = Said.of(utterance);
        return matcher.admits(utterance) && matcher.query().matches(said) && !matcher.repeatsTrigger(utterance);
    }

    @Override
    public void close() {
        try {
            monitor.close();
        } catch (IOException e) {
            throw new UncheckedIOException("queries in memory can't fail to be closed", e);
        }
    }

    private Collection<String> ask(Said said) {
        try {
            MatchingQueries<QueryMatch> matches =
                    monitor.match(StoryQuery.document(said, asked), QueryMatch.SIMPLE_MATCHER);
            return matches.getMatches().stream().map(QueryMatch::getQueryId).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("words in memory can't fail to be matched", e);
        }
    }

    private void know(Story story) {
        StoryMatcher matcher = new StoryMatcher(story, judge, concepts);
        matchers.put(story.id(), matcher);
        try {
            if (matcher.query().fields().isEmpty()) {
                monitor.deleteById(story.id());
            } else {
                monitor.register(new MonitorQuery(story.id(), matcher.query().lucene()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a query in memory can't fail to be kept", e);
        }
        askAgain();
    }

    private void askAgain() {
        Set<String> fields = new HashSet<>();
        matchers.values().forEach(matcher -> fields.addAll(matcher.query().fields()));
        asked = Set.copyOf(fields);
        oneOf = union();
    }

    private Optional<Set<String>> union() {
        Set<String> words = new HashSet<>();
        for (StoryMatcher matcher : matchers.values()) {
            if (!matcher.query().fields().isEmpty()) {
                if (matcher.query().oneOf().isEmpty()) {
                    return Optional.empty();
                }
                words.addAll(matcher.query().oneOf().get());
            }
        }
        return words.size() > MOST_WORDS ? Optional.empty() : Optional.of(Set.copyOf(words));
    }
}
