package rejoinder.aggregator.summary;

import java.util.List;
import rejoinder.contracts.summary.StorySummary;

/** The quotations with the most reports of an actor for a country or organisation, or of a country or organisation. */
public record Quoted(List<StorySummary.Quotation> mostReported) {
    static final Quoted NONE = new Quoted(List.of());

    public Quoted {
        mostReported = List.copyOf(mostReported);
    }
}
