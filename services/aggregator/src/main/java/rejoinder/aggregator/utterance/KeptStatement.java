package rejoinder.aggregator.utterance;

import rejoinder.contracts.statement.Statement;

/** A statement in the store, and the utterance it belongs to now. */
public record KeptStatement(Statement.Asserted statement, String utterance) {}
