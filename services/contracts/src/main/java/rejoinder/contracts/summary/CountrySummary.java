package rejoinder.contracts.summary;

import java.util.List;
import rejoinder.contracts.Represents;

/**
 * What the speakers of one country or organisation said of a story's trigger event.
 *
 * @param officialPosition latest stance of the highest-ranking speaker
 * @param actors how many actors spoke
 * @param dissenters how many of them stand differently from the official position; {@code dissent} lists the highest
 *     ranking, at most {@link #MOST_DISSENT}
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
        List<Milestone> dissent) {
    /** The most dissenting actors a summary lists. */
    public static final int MOST_DISSENT = 20;

    public CountrySummary {
        dissent = List.copyOf(dissent);
    }
}
