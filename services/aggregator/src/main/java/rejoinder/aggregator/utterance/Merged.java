package rejoinder.aggregator.utterance;

import java.util.Optional;
import rejoinder.contracts.statement.Statement;
import rejoinder.contracts.utterance.Utterance;

/** What merging tells. */
public sealed interface Merged {
    /** An utterance as it was and as it is; empty where it was not, or is no more. */
    record Change(Optional<Utterance> before, Optional<Utterance> now) implements Merged {}

    /** An utterance that leaves the stores, and stays in its topics as it is. */
    record Archived(Utterance utterance) implements Merged {}

    /** A statement that belongs to another actor, in whose partition it is to be heard. */
    record Moved(Statement statement) implements Merged {}
}
