package rejoinder.aggregator.story;

import java.util.Optional;
import rejoinder.contracts.json.Written;
import rejoinder.contracts.reaction.Reaction;

/**
 * A reaction as it is now, empty when it is none any more.
 *
 * @param before its place among its actor's reactions when it was one before
 */
public record ReactionChange(Optional<String> before, Optional<Written<Reaction>> now) {}
