package rejoinder.aggregator.story;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.lucene.index.memory.MemoryIndex;
import rejoinder.aggregator.Names;
import rejoinder.contracts.reaction.Reaction;
import rejoinder.contracts.story.Story;
import rejoinder.contracts.topic.Topics;
import rejoinder.contracts.utterance.Utterance;
import rejoinder.reading.StanceJudge;

/** What both triggers of matching, a new utterance and a changed story, have in common; one a task. */
final class Matching {
    private final ProcessorContext<String, Reaction> context;
    private final KeyValueStore<String, Story> stories;
    private final KeyValueStore<String, Reaction> reactions;
    private final StanceJudge judge;
    private final Map<String, Map.Entry<Story, StoryMatcher>> matchers = new HashMap<>();

    Matching(ProcessorContext<String, Reaction> context, StanceJudge judge) {
        this.context = context;
        this.stories = context.getStateStore(Names.STORIES);
        this.reactions = context.getStateStore(Names.REACTIONS);
        this.judge = judge;
    }

    /** Brings the reactions of all stories to one utterance up to date; null when it is no more. */
    void utterance(String utteranceId, Utterance utterance, Record<String, ?> cause) {
        Map<String, Story> all = new TreeMap<>();
        try (KeyValueIterator<String, Story> kept = stories.all()) {
            kept.forEachRemaining(story -> all.put(story.key, story.value));
        }
        if (all.isEmpty()) {
            return;
        }
        Optional<MemoryIndex> index = Optional.ofNullable(utterance).map(StoryQuery::index);
        all.values()
                .forEach(story -> update(
                        Topics.key(story.id(), utteranceId),
                        index.flatMap(words -> matcher(story).reaction(utterance, words)),
                        cause));
    }

    /** Brings the reaction of one story to one utterance up to date. */
    void story(Story story, Utterance utterance, Record<String, ?> cause) {
        update(
                Topics.key(story.id(), utterance.id()),
                matcher(story).reaction(utterance, StoryQuery.index(utterance)),
                cause);
    }

    /** Ends a reaction. */
    void end(String reaction, Record<String, ?> cause) {
        update(reaction, Optional.empty(), cause);
    }

    private void update(String id, Optional<Reaction> now, Record<String, ?> cause) {
        Optional<Reaction> before = Optional.ofNullable(reactions.get(id));
        if (now.equals(before)) {
            return;
        }
        reactions.put(id, now.orElse(null));
        context.forward(new Record<>(id, now.orElse(null), cause.timestamp()));
    }

    private StoryMatcher matcher(Story story) {
        Map.Entry<Story, StoryMatcher> known = matchers.get(story.id());
        if (known == null || !known.getKey().equals(story)) {
            known = Map.entry(story, new StoryMatcher(story, judge));
            matchers.put(story.id(), known);
        }
        return known.getValue();
    }
}
