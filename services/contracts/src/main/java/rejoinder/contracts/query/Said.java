package rejoinder.contracts.query;

import java.util.List;
import java.util.Optional;
import rejoinder.contracts.Actor;
import rejoinder.contracts.Represents;
import rejoinder.contracts.SaidAt;
import rejoinder.contracts.reaction.Reaction;
import rejoinder.contracts.utterance.Report;
import rejoinder.contracts.utterance.Utterance;

/** What queries see of an utterance. */
public record Said(Actor actor, Optional<String> role, Represents represents, SaidAt saidAt, List<Report> reports) {
    public Said {
        reports = List.copyOf(reports);
    }

    public static Said of(Utterance utterance) {
        return new Said(
                utterance.actor(), utterance.role(), utterance.represents(), utterance.saidAt(), utterance.reports());
    }

    /** A reaction is its utterance, seen from a story. */
    public static Said of(Reaction reaction) {
        return new Said(
                reaction.actor(), reaction.role(), reaction.represents(), reaction.saidAt(), reaction.reports());
    }
}
