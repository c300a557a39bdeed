package rejoinder.aggregator.utterance;

import java.time.Instant;
import java.util.Optional;
import rejoinder.contracts.statement.Statement;
import rejoinder.contracts.utterance.Utterance;

/** What merging tells. */
public sealed interface Merged {
    /**
     * An utterance as it is, empty when it is no more.
     *
     * @param before where it stood when it was told last; empty when it was not
     */
    record Change(Optional<Place> before, Optional<Utterance> now) implements Merged {}

    /**
     * Where an utterance stands among its actor's.
     *
     * @param code of what the actor represented
     */
    record Place(String actor, String code, Instant saidAt, String utterance) {
        /** Of an utterance. */
        public static Place of(Utterance utterance) {
            return new Place(
                    utterance.actor().id(),
                    utterance.represents().code(),
                    utterance.saidAt().at(),
                    utterance.id());
        }
    }

    /** An utterance that leaves the stores, and stays in its topics as it is. */
    record Archived(Utterance utterance) implements Merged {}

    /** A statement that belongs to another actor, in whose partition it is to be heard. */
    record Moved(Statement statement) implements Merged {}
}
