package rejoinder.contracts.summary;

import java.util.Optional;
import rejoinder.contracts.Actor;
import rejoinder.contracts.Represents;
import rejoinder.contracts.Stance;

/**
 * What one actor said of a story's trigger event. Role, rank and represents are those of the latest reaction.
 *
 * @param stance of the latest reaction whose stance is not unclear; unclear when there is none
 * @param reports of all reactions together
 */
public record ActorSummary(
        String story,
        Actor actor,
        Optional<String> role,
        int rank,
        Represents represents,
        Stance stance,
        long reactions,
        long reports,
        StanceCounts stances,
        Milestone first,
        Milestone latest) {}
