package rejoinder.aggregator.summary;

import java.util.Optional;
import rejoinder.contracts.Actor;
import rejoinder.contracts.Represents;
import rejoinder.contracts.summary.Milestone;
import rejoinder.contracts.summary.StanceCounts;

/**
 * What one actor said for one country or organisation.
 *
 * @param position the latest reaction whose stance is decided, else the latest
 * @param counted whether the actor counts here for the story as a whole: once, where the latest reaction is
 */
public record ActorPart(
        Actor actor,
        Optional<String> role,
        Represents represents,
        long reactions,
        long reports,
        StanceCounts stances,
        Milestone first,
        Milestone latest,
        Milestone position,
        boolean counted) {
    ActorPart counted(boolean now) {
        return new ActorPart(actor, role, represents, reactions, reports, stances, first, latest, position, now);
    }
}
