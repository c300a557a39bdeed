package rejoinder.contracts.reaction;

import java.util.List;
import java.util.Optional;
import rejoinder.contracts.Actor;
import rejoinder.contracts.Represents;
import rejoinder.contracts.SaidAt;
import rejoinder.contracts.Stance;
import rejoinder.contracts.utterance.Report;

/**
 * An utterance that answers a story's trigger event, with its stance.
 *
 * @param id {@code story|utterance}, the record's key
 * @param evidence the words that decided the stance
 * @param stanceRule name of the rule that decided it
 * @param lagSeconds from the trigger event; negative only within a day of unknown hour
 */
public record Reaction(
        String id,
        String story,
        String utterance,
        Actor actor,
        Optional<String> role,
        int rank,
        Represents represents,
        String text,
        Optional<String> language,
        Stance stance,
        List<Evidence> evidence,
        String stanceRule,
        SaidAt saidAt,
        long lagSeconds,
        int reportCount,
        int outletCount,
        List<Report> reports) {
    public Reaction {
        evidence = List.copyOf(evidence);
        reports = List.copyOf(reports);
    }
}
