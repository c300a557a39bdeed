package rejoinder.gateway.stream;

import java.util.Optional;
import rejoinder.contracts.Stance;

/** What filters ask of an item; what it does not have, it does not match. */
record Traits(Optional<String> actor, Optional<String> represents, Optional<Stance> stance) {}
