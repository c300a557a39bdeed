package rejoinder.aggregator.summary;

import java.util.List;
import rejoinder.contracts.summary.CountrySummary;
import rejoinder.contracts.summary.StorySummary;

/**
 * What a story's summary needs of a country or organisation.
 *
 * @param countedActors how many of its actors count here for the story as a whole
 */
public record CountryLine(
        CountrySummary summary, long countedActors, List<Newest> newest, List<StorySummary.Quotation> mostReported) {
    public CountryLine {
        newest = List.copyOf(newest);
        mostReported = List.copyOf(mostReported);
    }
}
