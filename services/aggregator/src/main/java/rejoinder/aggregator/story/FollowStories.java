package rejoinder.aggregator.story;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import rejoinder.aggregator.Names;
import rejoinder.aggregator.utterance.Members;
import rejoinder.contracts.reaction.Reaction;
import rejoinder.contracts.story.Story;
import rejoinder.reading.StanceJudge;

/**
 * Keeps the stories of a task and looks through the history for those that were created, changed or deleted: a bounded
 * piece at a time, between new statements, its progress in a store so that it goes on after a restart.
 */
public final class FollowStories implements Processor<String, Story, String, Reaction> {
    private static final int PIECE = 500;
    private static final Duration BETWEEN_PIECES = Duration.ofMillis(20);

    private final StanceJudge judge;
    private KeyValueStore<String, Story> stories;
    private KeyValueStore<String, Progress> progress;
    private KeyValueStore<String, Members> utterances;
    private KeyValueStore<String, Reaction> reactions;
    private Matching matching;
    private boolean busy = true;

    public FollowStories(StanceJudge judge) {
        this.judge = judge;
    }

    @Override
    public void init(ProcessorContext<String, Reaction> context) {
        stories = context.getStateStore(Names.STORIES);
        progress = context.getStateStore(Names.STORY_PROGRESS);
        utterances = context.getStateStore(Names.UTTERANCES);
        reactions = context.getStateStore(Names.REACTIONS);
        matching = new Matching(context, judge);
        context.schedule(BETWEEN_PIECES, PunctuationType.WALL_CLOCK_TIME, now -> goOn());
    }

    @Override
    public void process(Record<String, Story> record) {
        Story before = stories.get(record.key());
        if (record.value() == null ? before == null : record.value().equals(before)) {
            return;
        }
        stories.put(record.key(), record.value());
        progress.put(record.key(), new Progress("", record.timestamp()));
        busy = true;
    }

    private void goOn() {
        if (!busy) {
            return;
        }
        List<KeyValue<String, Progress>> unfinished = new ArrayList<>();
        try (KeyValueIterator<String, Progress> all = progress.all()) {
            all.forEachRemaining(unfinished::add);
        }
        busy = !unfinished.isEmpty();
        unfinished.forEach(this::goOn);
    }

    private void goOn(KeyValue<String, Progress> unfinished) {
        String id = unfinished.key;
        Progress at = unfinished.value;
        Record<String, Object> cause = new Record<>(id, null, at.timestamp());
        Story story = stories.get(id);
        String last = story == null ? endReactions(id, cause) : lookThrough(story, at, cause);
        progress.put(id, last.isEmpty() ? null : new Progress(last, at.timestamp()));
    }

    /** Looks at the next piece; returns the last key looked at, empty when all has been seen. */
    private String lookThrough(Story story, Progress at, Record<String, ?> cause) {
        List<KeyValue<String, Members>> piece = new ArrayList<>();
        try (KeyValueIterator<String, Members> from = utterances.range(at.after(), null)) {
            while (from.hasNext() && piece.size() < PIECE) {
                KeyValue<String, Members> next = from.next();
                if (!next.key.equals(at.after())) {
                    piece.add(next);
                }
            }
        }
        piece.forEach(next -> matching.story(story, next.value.utterance(), cause));
        return piece.size() < PIECE ? "" : piece.get(piece.size() - 1).key;
    }

    private String endReactions(String story, Record<String, ?> cause) {
        List<String> piece = new ArrayList<>();
        try (KeyValueIterator<String, Reaction> of = reactions.range(story + "|", story + "}")) {
            while (of.hasNext() && piece.size() < PIECE) {
                piece.add(of.next().key);
            }
        }
        piece.forEach(reaction -> matching.end(reaction, cause));
        return piece.size() < PIECE ? "" : piece.get(piece.size() - 1);
    }
}
