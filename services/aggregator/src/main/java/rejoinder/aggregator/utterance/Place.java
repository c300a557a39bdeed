package rejoinder.aggregator.utterance;

import java.time.Instant;
import rejoinder.aggregator.Keys;
import rejoinder.contracts.statement.Statement;

/** Where a statement stands in the store: by actor, then by time, so that a range holds just a window. */
final class Place {
    private Place() {}

    static String of(Statement.Asserted statement) {
        return statement.actorId() + "|" + Keys.time(statement.saidAt().at()) + "|" + statement.id();
    }

    /** Smallest place of the actor's statements at or after a time. */
    static String from(String actor, Instant at) {
        return actor + "|" + Keys.time(at);
    }

    /** Greater than every place of the actor's statements at or before a time. */
    static String until(String actor, Instant at) {
        return Keys.after(actor + "|" + Keys.time(at));
    }
}
