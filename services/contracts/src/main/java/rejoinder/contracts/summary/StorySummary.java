package rejoinder.contracts.summary;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.Optional;
import rejoinder.contracts.Lists;
import rejoinder.contracts.Represents;

/**
 * The state of a story as a whole. A story nobody reacted to has zero counts and no first and latest.
 *
 * @param actors how many different actors spoke
 * @param firstResponders the first reaction of each country or organisation, earliest first, at most
 *     {@link #MOST_FIRST_RESPONDERS}
 * @param outlets how many different outlets report the reactions
 * @param mostReported the quotations with the most reports, at least two, at most {@link #MOST_REPORTED}
 * @param watchlist who of those expected has reacted; absent where nobody is expected
 * @param reactionIds the newest reactions it stands on, newest first, at most {@link ActorSummary#MOST_REACTIONS}
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
        List<Responder> firstResponders,
        @JsonSetter(nulls = Nulls.AS_EMPTY) long outlets,
        Pace pace,
        List<Quotation> mostReported,
        Optional<Coverage> watchlist,
        List<String> reactionIds) {
    /** The most first responders a summary lists. */
    public static final int MOST_FIRST_RESPONDERS = 10;

    /** The most quotations a summary lists. */
    public static final int MOST_REPORTED = 10;

    public StorySummary {
        firstResponders = List.copyOf(firstResponders);
        pace = pace == null ? Pace.NONE : pace;
        mostReported = Lists.orNone(mostReported);
        reactionIds = Lists.orNone(reactionIds);
    }

    /** Who answered first for a country or organisation. */
    public record Responder(Represents represents, Milestone first) {}

    /** A quotation that many report; {@code text} is cut after 500 code points. */
    public record Quotation(Milestone reaction, Represents represents, String text, long reports, long outlets) {}

    /**
     * Who of those on the watchlist has reacted.
     *
     * @param reacted by the time of their first reaction
     * @param silent in the order of the watchlist, groups taken apart
     */
    public record Coverage(List<Reacted> reacted, List<String> silent) {
        public Coverage {
            reacted = List.copyOf(reacted);
            silent = List.copyOf(silent);
        }
    }

    /**
     * One on the watchlist who has reacted.
     *
     * @param expected the code or actor id expected
     */
    public record Reacted(String expected, Milestone first) {}
}
