package rejoinder.gateway.stream;

import rejoinder.contracts.Stance;

/** What filters ask of a reaction. */
record Traits(String actor, String represents, Stance stance) {}
