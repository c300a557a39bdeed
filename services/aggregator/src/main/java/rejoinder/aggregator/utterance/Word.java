package rejoinder.aggregator.utterance;

import rejoinder.contracts.correction.Correction;
import rejoinder.contracts.statement.Statement;

/** What changes utterances. */
public sealed interface Word {
    /**
     * A statement.
     *
     * @param json its bytes, which are kept as they are
     */
    // The bytes are the statement's own; comparing them is nobody's business.
    @SuppressWarnings("ArrayRecordComponent")
    record Said(Statement statement, byte[] json) implements Word {}

    /** Two actors are one. */
    record OneActor(Correction.OfActor correction) implements Word {}
}
