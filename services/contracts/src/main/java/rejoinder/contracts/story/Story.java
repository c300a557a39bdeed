package rejoinder.contracts.story;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A trigger event with a standing query and a watchlist.
 *
 * @param id slug of lower-case letters, digits and hyphens, at most 80 characters; the key of {@code stories}
 * @param query Lucene syntax; empty catches everything
 * @param from earliest saidAt that counts; the trigger event's time where absent
 * @param until first saidAt that no longer counts
 * @param watchlist names of groups (NATO, EU, ...), codes of countries and organisations, ids of actors
 */
public record Story(
        String id,
        String title,
        TriggerEvent triggerEvent,
        String query,
        Optional<Instant> from,
        Optional<Instant> until,
        List<String> watchlist) {
    /** Id of the built-in story that holds everything. */
    public static final String ALL = "all";

    public Story {
        watchlist = List.copyOf(watchlist);
    }

    /**
     * The built-in story that holds everything officials say. It has no trigger event to speak of, so that nobody has a
     * stance toward it.
     */
    public static Story everything() {
        return new Story(
                ALL,
                "Everything",
                new TriggerEvent(
                        "Everybody",
                        Optional.empty(),
                        Optional.of("Whatever officials say"),
                        Instant.EPOCH,
                        Optional.empty()),
                "",
                Optional.empty(),
                Optional.empty(),
                List.of());
    }
}
