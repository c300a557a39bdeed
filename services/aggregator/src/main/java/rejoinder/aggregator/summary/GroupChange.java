package rejoinder.aggregator.summary;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import rejoinder.contracts.summary.StorySummary;

/**
 * What a story's groups hear: of the story itself, or of what one actor said for one country or organisation.
 *
 * @param definition of the story itself: whom it watches; empty when it is no more
 */
public record GroupChange(Optional<Definition> definition, Optional<Part> part) {
    /**
     * A story as it is defined.
     *
     * @param exists false when it was deleted
     * @param expected codes and ids of those on its watchlist, groups taken apart
     */
    public record Definition(boolean exists, List<String> expected) {
        public Definition {
            expected = List.copyOf(expected);
        }
    }

    /**
     * An actor's part as it is now, empty when there is none any more.
     *
     * @param outlets since the last time: outlets that began (1) or ceased (-1) to report the actor
     * @param minutes since the last time: how many more or fewer reactions a minute has, by minutes since 1970
     * @param mostReported the reactions with the most reports, when they changed since the last time
     */
    public record Part(
            String code,
            String actor,
            Optional<ActorPart> now,
            Map<String, Integer> outlets,
            Map<Long, Integer> minutes,
            Optional<List<StorySummary.Quotation>> mostReported) {
        public Part {
            outlets = Map.copyOf(outlets);
            minutes = Map.copyOf(minutes);
            mostReported = mostReported.map(List::copyOf);
        }
    }

    /** That a story exists, and whom it watches; or that it exists no more. */
    public static GroupChange story(boolean exists, List<String> expected) {
        return new GroupChange(Optional.of(new Definition(exists, expected)), Optional.empty());
    }

    static GroupChange part(Part part) {
        return new GroupChange(Optional.empty(), Optional.of(part));
    }
}
