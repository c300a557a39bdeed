package rejoinder.aggregator.story;

import java.util.Optional;
import rejoinder.aggregator.utterance.Merged;
import rejoinder.contracts.correction.Correction;
import rejoinder.contracts.reaction.Reactor;
import rejoinder.contracts.story.Story;
import rejoinder.contracts.utterance.Utterance;

/** What makes reactions begin, change and end. */
public sealed interface StoryInput {
    /** An utterance changed. */
    record Uttered(Merged.Change change) implements StoryInput {}

    /** An utterance left the stores. */
    record Archived(Utterance utterance) implements StoryInput {}

    /** A story was created or changed; empty when it was deleted. */
    record Told(Optional<Story> story) implements StoryInput {}

    /** Somebody has reacted, or has not any more. */
    record Reacted(Optional<Reactor> reactor) implements StoryInput {}

    /** An editor says whether an utterance is a reaction. */
    record Corrected(Correction.OfReaction correction) implements StoryInput {}
}
