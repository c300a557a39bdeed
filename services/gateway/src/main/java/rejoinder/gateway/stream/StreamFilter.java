package rejoinder.gateway.stream;

import java.util.Optional;
import java.util.Set;
import rejoinder.gateway.read.ReactionFilter;

/**
 * Which changes a subscriber wants; an empty set of stories wants all.
 *
 * @param leastRank only of who has this rank or a higher one; 0 for all
 */
record StreamFilter(Set<String> stories, ReactionFilter reactions, int leastRank) {
    /** What becomes of a change for one subscriber. */
    enum Verdict {
        SHOWN,
        RETRACTION,
        NOTHING
    }

    StreamFilter {
        stories = Set.copyOf(stories);
    }

    /** Whatever the rank. */
    StreamFilter(Set<String> stories, ReactionFilter reactions) {
        this(stories, reactions, 0);
    }

    /**
     * What is wanted is sent; what was wanted in its version before and is no longer, or is gone, is retracted. Where
     * the version before is not known, a gone one is retracted: doing so twice harms nobody.
     */
    Verdict verdict(Change change) {
        if (!wants(change.story())) {
            return Verdict.NOTHING;
        }
        if (change.now().filter(this::wants).isPresent()) {
            return Verdict.SHOWN;
        }
        boolean held = change.before().map(this::wants).orElse(change.now().isEmpty());
        return held ? Verdict.RETRACTION : Verdict.NOTHING;
    }

    /** Whether items with these traits are wanted, whatever story they are of. */
    boolean wants(Traits traits) {
        return traits.rank() >= leastRank && reactions.accepts(traits.actor(), traits.represents(), traits.stance());
    }

    private boolean wants(Optional<String> story) {
        return stories.isEmpty() || story.filter(stories::contains).isPresent();
    }
}
