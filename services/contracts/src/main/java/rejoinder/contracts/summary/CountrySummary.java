package rejoinder.contracts.summary;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.Optional;
import rejoinder.contracts.Lists;
import rejoinder.contracts.Represents;

/**
 * What the speakers of one country or organisation said of a story's trigger event.
 *
 * @param officialPosition latest stance of the highest-ranking speaker
 * @param actors how many actors spoke
 * @param dissenters how many of them stand differently from the official position; {@code dissent} lists the highest
 *     ranking, at most {@link #MOST_DISSENT}
 * @param outlets how many different outlets report the reactions
 * @param changed the last change of stance of who makes the official position
 * @param reactionIds the newest reactions it stands on, newest first, at most {@link ActorSummary#MOST_REACTIONS}
 */
public record CountrySummary(
        String story,
        Represents represents,
        Milestone officialPosition,
        long reactions,
        long reports,
        long actors,
        StanceCounts stances,
        Milestone first,
        Milestone latest,
        long dissenters,
        List<Milestone> dissent,
        @JsonSetter(nulls = Nulls.AS_EMPTY) long outlets,
        Optional<StanceChange> changed,
        List<String> reactionIds) {
    /** The most dissenting actors a summary lists. */
    public static final int MOST_DISSENT = 20;

    public CountrySummary {
        dissent = List.copyOf(dissent);
        reactionIds = Lists.orNone(reactionIds);
    }
}
