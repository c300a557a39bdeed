package rejoinder.aggregator.summary;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import rejoinder.contracts.summary.StorySummary;
import rejoinder.contracts.summary.StorySummary.Quotation;

/** The quotations with the most reports. */
final class Quotations {
    /** The most reports first. */
    static final Comparator<Quotation> MOST = (a, b) -> {
        int reports = Long.compare(b.reports(), a.reports());
        int outlets = reports != 0 ? reports : Long.compare(b.outlets(), a.outlets());
        return outlets != 0 ? outlets : Order.BY_TIME.compare(a.reaction(), b.reaction());
    };

    private Quotations() {}

    /**
     * Those with the most reports first, as many as a summary names.
     *
     * @param lists each in that order
     */
    static List<Quotation> most(Collection<List<Quotation>> lists) {
        return Leading.of(lists, MOST, StorySummary.MOST_REPORTED);
    }

    /** These and a reaction, if several report it. */
    static List<Quotation> with(List<Quotation> known, Told told) {
        return told.text()
                .map(text -> most(List.of(
                        known,
                        List.of(new Quotation(
                                told.milestone(),
                                told.represents(),
                                text,
                                told.reports(),
                                told.outlets().size())))))
                .orElse(known);
    }

    static List<Quotation> without(List<Quotation> known, Told told) {
        return known.stream()
                .filter(one ->
                        !one.reaction().reaction().equals(told.milestone().reaction()))
                .toList();
    }
}
