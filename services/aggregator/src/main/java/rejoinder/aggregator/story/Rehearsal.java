package rejoinder.aggregator.story;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import rejoinder.aggregator.utterance.Utterances;
import rejoinder.contracts.json.Written;
import rejoinder.contracts.story.Story;
import rejoinder.contracts.story.TriggerEvent;
import rejoinder.contracts.utterance.Utterance;

/**
 * Goes through statements for a story that nobody asked for, and tells nothing: what a story does with a history is
 * compiled by then when the first one comes after a start. A little at a time, of which new statements notice nothing,
 * and only so many that the compiler has seen enough.
 */
final class Rehearsal {
    /** Words that are usual in one language or another. */
    private static final String QUERY =
            "the OR that OR on OR to OR of OR in OR de OR la OR el OR der OR die OR na OR \u0432 OR \u043d\u0435";

    private static final Story STORY = new Story(
            "rehearsal",
            "Rehearsal",
            new TriggerEvent(
                    "Nobody at All", Optional.of("I close it."), Optional.empty(), Instant.EPOCH, Optional.empty()),
            QUERY,
            Optional.empty(),
            Optional.empty(),
            List.of());

    private static final Duration PIECE = Duration.ofMillis(5);
    /** So many times as long as a piece. */
    private static final int REST = 4;

    private final AtomicInteger left;
    private final Stories stories;
    private final StoryMatcher matcher;
    private final Utterances utterances;
    private String last = "";
    private long due;

    /**
     * @param left how many statements the instance is still to look at; shared by all its tasks
     */
    Rehearsal(AtomicInteger left, Stories stories, Utterances utterances) {
        this.left = left;
        this.stories = stories;
        this.matcher = stories.unkept(STORY);
        this.utterances = utterances;
    }

    /** Looks at some more, if it is time; at a time in milliseconds. */
    void goOn(long now) {
        if (left.get() <= 0 || now < due) {
            return;
        }
        long begin = System.nanoTime();
        look(begin + PIECE.toNanos(), now);
        due = now + REST * Duration.ofNanos(System.nanoTime() - begin).toMillis() + REST;
    }

    private void look(long end, long now) {
        Set<String> looked = new HashSet<>();
        try (KeyValueIterator<String, byte[]> from = utterances.statementsAfter(last)) {
            while (from.hasNext() && left.get() > 0 && end - System.nanoTime() > 0) {
                KeyValue<String, byte[]> next = from.next();
                last = next.key;
                left.decrementAndGet();
                if (matcher.query().mayMatch(next.value)) {
                    utterances
                            .reportedBy(next.value, looked::add, now)
                            .filter(utterance -> stories.catches(matcher, utterance))
                            .ifPresent(this::react);
                }
            }
            // Of few statements each is looked at again.
            last = from.hasNext() ? last : "";
        }
    }

    private void react(Utterance utterance) {
        Written.of(matcher.react(utterance, Optional.empty(), Optional.empty()), MatchStories.REACTIONS);
    }
}
