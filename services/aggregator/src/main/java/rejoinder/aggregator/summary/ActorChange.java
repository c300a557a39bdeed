package rejoinder.aggregator.summary;

import java.util.Optional;

/** An actor's part in a country or organisation as it is now; empty when there is none any more. */
public record ActorChange(String actor, Optional<ActorPart> part) {}
