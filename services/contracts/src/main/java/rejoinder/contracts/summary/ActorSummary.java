package rejoinder.contracts.summary;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.Optional;
import rejoinder.contracts.Actor;
import rejoinder.contracts.Lists;
import rejoinder.contracts.Represents;
import rejoinder.contracts.Stance;

/**
 * What one actor said of a story's trigger event. Role, rank and represents are those of the latest reaction.
 *
 * @param stance of the latest reaction whose stance is not unclear; unclear when there is none
 * @param reports of all reactions together
 * @param outlets how many different outlets report them
 * @param changed the last time a decided stance followed another one
 * @param reactionIds the newest reactions it stands on, newest first, at most {@link #MOST_REACTIONS}
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
        Milestone latest,
        @JsonSetter(nulls = Nulls.AS_EMPTY) long outlets,
        Optional<StanceChange> changed,
        List<String> reactionIds) {
    /** The most reactions a summary names. */
    public static final int MOST_REACTIONS = 10;

    public ActorSummary {
        reactionIds = Lists.orNone(reactionIds);
    }
}
