package rejoinder.aggregator.summary;

import java.util.Optional;
import rejoinder.contracts.Actor;
import rejoinder.contracts.Represents;
import rejoinder.contracts.summary.Milestone;

/** What an actor's summary needs of a reaction. */
public record Kept(Actor actor, Optional<String> role, Represents represents, Milestone milestone, int reports) {}
