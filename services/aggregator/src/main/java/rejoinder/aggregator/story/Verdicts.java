package rejoinder.aggregator.story;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import rejoinder.aggregator.utterance.UtteranceOf;
import rejoinder.contracts.correction.Correction;
import rejoinder.contracts.topic.Topics;
import rejoinder.contracts.utterance.Utterance;

/** What editors said of single reactions. Their words go with the statement, whatever utterance it becomes part of. */
final class Verdicts {
    private static final Comparator<Correction.OfReaction> LATEST =
            Comparator.comparing(Correction.OfReaction::at).thenComparing(Correction.OfReaction::utterance);

    private final KeyValueStore<String, Correction.OfReaction> store;
    private final Map<String, Map<String, Correction.OfReaction>> byStatement = new HashMap<>();

    Verdicts(KeyValueStore<String, Correction.OfReaction> store) {
        this.store = store;
        try (KeyValueIterator<String, Correction.OfReaction> all = store.all()) {
            all.forEachRemaining(kept -> know(kept.value));
        }
    }

    void put(Correction.OfReaction correction) {
        store.put(Topics.key(correction.story(), correction.utterance()), correction);
        know(correction);
    }

    /** What was said last of an utterance, by story. */
    Map<String, Correction.OfReaction> of(Utterance utterance) {
        if (byStatement.isEmpty()) {
            return Map.of();
        }
        Map<String, Correction.OfReaction> latest = new TreeMap<>();
        utterance.reports().stream()
                .flatMap(report -> Stream.ofNullable(byStatement.get(report.statement())))
                .forEach(byStory -> byStory.forEach(
                        (story, verdict) -> latest.merge(story, verdict, (a, b) -> List.of(a, b).stream()
                                .max(LATEST)
                                .orElseThrow())));
        return latest;
    }

    /** What was said last of an utterance in one story. */
    Optional<Correction.OfReaction> of(Utterance utterance, String story) {
        return Optional.ofNullable(of(utterance).get(story));
    }

    /** Whether an editor said anything of the utterance that was named after a statement. */
    boolean mention(String statement) {
        return byStatement.containsKey(statement);
    }

    private void know(Correction.OfReaction correction) {
        byStatement
                .computeIfAbsent(UtteranceOf.statementOf(correction.utterance()), id -> new TreeMap<>())
                .put(correction.story(), correction);
    }
}
