package rejoinder.aggregator.story;

import java.util.HashMap;
import java.util.Map;
import rejoinder.aggregator.utterance.UtteranceOf;
import rejoinder.contracts.topic.Topics;
import rejoinder.contracts.utterance.Report;
import rejoinder.contracts.utterance.Utterance;

/**
 * What has been matched with all stories while one of them is brought through the history: it need not be looked at for
 * that again. Whoever reads all of a log meets its stories when much of it has been read, and would hardly come to an
 * end. In memory only, and not of more than a number of statements: what is not known here is looked at.
 */
final class UpToDate {
    private static final int MOST = 20_000;

    /** By statement: how many times stories had changed when its utterance was matched. */
    private final Map<String, Integer> matched = new HashMap<>();
    /** How many times stories had changed when this one did. */
    private final Map<String, Integer> followed = new HashMap<>();

    private int changes;

    /** A story was created, changed or deleted. */
    void follow(String story) {
        changes++;
        followed.put(story, changes);
    }

    /** An actor's utterance was matched with all stories as they are. */
    void matched(String actor, Utterance utterance) {
        for (Report report : utterance.reports()) {
            String key = Topics.key(actor, report.statement());
            if (matched.size() < MOST || matched.containsKey(key)) {
                matched.put(key, changes);
            }
        }
    }

    /** Whether the utterance that a statement, by its key, reports was matched since a story changed last. */
    boolean has(String story, String statement) {
        Integer since = followed.get(story);
        Integer then = matched.get(statement);
        return since != null && then != null && then >= since;
    }

    /** Whether an actor's utterance was. */
    boolean has(String story, String actor, String utterance) {
        return has(story, Topics.key(actor, UtteranceOf.statementOf(utterance)));
    }

    /** No story is being brought through the history any more. */
    void clear() {
        matched.clear();
        followed.clear();
    }
}
