package rejoinder.aggregator.summary;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import rejoinder.contracts.summary.StorySummary;
import rejoinder.contracts.summary.StorySummary.Quotation;

/**
 * The last of as many quotations as a summary names: who has fewer reports is not among them, which can be seen without
 * them.
 *
 * @param at when it was said
 */
public record Quotable(long reports, long outlets, Instant at) {
    /** Empty where there are fewer quotations. */
    static Optional<Quotable> of(List<Quotation> quotations) {
        if (quotations.size() < StorySummary.MOST_REPORTED) {
            return Optional.empty();
        }
        Quotation last = quotations.get(quotations.size() - 1);
        return Optional.of(new Quotable(
                last.reports(), last.outlets(), last.reaction().saidAt().at()));
    }

    /** Whether a reaction surely is not among them; of one that is as good as the last it can't be told. */
    boolean excludes(Told told) {
        int less = Long.compare(reports, told.reports());
        int fewer = less != 0 ? less : Long.compare(outlets, told.outlets().size());
        return fewer > 0 || (fewer == 0 && told.milestone().saidAt().at().isAfter(at));
    }
}
