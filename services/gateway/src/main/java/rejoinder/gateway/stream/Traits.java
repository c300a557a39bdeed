package rejoinder.gateway.stream;

import java.util.Optional;
import rejoinder.contracts.Stance;

/**
 * What filters ask of an item; what it does not have, it does not match.
 *
 * @param rank of the actor, 0 to 100; 0 where there is none
 */
record Traits(Optional<String> actor, Optional<String> represents, Optional<Stance> stance, int rank) {}
