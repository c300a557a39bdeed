package rejoinder.contracts.summary;

import java.util.List;
import java.util.Optional;
import rejoinder.contracts.Represents;

/**
 * The state of a story as a whole. A story nobody reacted to has zero counts and no first and latest.
 *
 * @param actors how many different actors spoke
 * @param firstResponders the first reaction of each country or organisation, earliest first, at most
 *     {@link #MOST_FIRST_RESPONDERS}
 */
public record StorySummary(
        String story,
        long reactions,
        long reports,
        long actors,
        long countries,
        long organisations,
        StanceCounts stances,
        Optional<Milestone> first,
        Optional<Milestone> latest,
        List<Responder> firstResponders) {
    /** The most first responders a summary lists. */
    public static final int MOST_FIRST_RESPONDERS = 10;

    public StorySummary {
        firstResponders = List.copyOf(firstResponders);
    }

    /** Who answered first for a country or organisation. */
    public record Responder(Represents represents, Milestone first) {}
}
