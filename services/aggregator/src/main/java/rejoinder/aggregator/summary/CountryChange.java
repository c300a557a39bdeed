package rejoinder.aggregator.summary;

import java.util.Optional;
import rejoinder.contracts.summary.CountrySummary;

/**
 * What a story's summary hears: of the story itself ({@code code} empty), that it exists or not; of a country or
 * organisation, its summary as it is now.
 *
 * @param countedActors how many of its actors count here for the story as a whole
 */
public record CountryChange(String code, boolean exists, Optional<CountrySummary> summary, long countedActors) {
    /** That a story exists, or not. */
    public static CountryChange story(boolean exists) {
        return new CountryChange("", exists, Optional.empty(), 0);
    }
}
