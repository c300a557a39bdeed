package rejoinder.contracts.table;

import java.util.stream.Stream;
import rejoinder.contracts.reaction.Reaction;
import rejoinder.contracts.utterance.Report;

/** One report of a reaction, with the reaction it is of. */
public record Reported(Reaction reaction, Report report) {
    /** All reports that a reaction lists. */
    public static Stream<Reported> of(Reaction reaction) {
        return reaction.reports().stream().map(report -> new Reported(reaction, report));
    }
}
