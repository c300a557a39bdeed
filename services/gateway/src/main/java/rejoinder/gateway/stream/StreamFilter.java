package rejoinder.gateway.stream;

import java.util.Set;
import rejoinder.gateway.read.ReactionFilter;

/** Which changes a subscriber wants; an empty set of stories wants all. */
record StreamFilter(Set<String> stories, ReactionFilter reactions) {
    /** What becomes of a change for one subscriber. */
    enum Verdict {
        REACTION,
        RETRACTION,
        NOTHING
    }

    StreamFilter {
        stories = Set.copyOf(stories);
    }

    /**
     * A reaction that is wanted is sent; one that was wanted in its version before and is no longer, or that is gone, is
     * retracted. Where the version before is not known, a gone one is retracted: doing so twice harms nobody.
     */
    Verdict verdict(Change change) {
        if (!stories.isEmpty() && !stories.contains(change.story())) {
            return Verdict.NOTHING;
        }
        if (change.now().filter(this::wants).isPresent()) {
            return Verdict.REACTION;
        }
        boolean held = change.before().map(this::wants).orElse(change.now().isEmpty());
        return held ? Verdict.RETRACTION : Verdict.NOTHING;
    }

    private boolean wants(Traits traits) {
        return reactions.accepts(traits.actor(), traits.represents(), traits.stance());
    }
}
