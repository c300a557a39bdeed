package rejoinder.aggregator.summary;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import rejoinder.contracts.summary.StorySummary;
import rejoinder.contracts.summary.StorySummary.Quotation;

/** The quotations with the most reports. */
final class Quotations {
    private static final Comparator<Quotation> MOST = (a, b) -> {
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

    /**
     * As many of a larger set as a summary names, after some of them changed.
     *
     * @param known what they were
     * @param now what became of them
     * @param all calculates them from the whole set, where others may come before the last of them now
     */
    static List<Quotation> changed(List<Quotation> known, List<Quotation> now, Supplier<List<Quotation>> all) {
        boolean mayLackOne = known.size() == StorySummary.MOST_REPORTED
                && (now.size() < known.size() || MOST.compare(last(now), last(known)) > 0);
        return mayLackOne ? all.get() : now;
    }

    private static Quotation last(List<Quotation> quotations) {
        return quotations.get(quotations.size() - 1);
    }

    static List<Quotation> without(List<Quotation> known, Told told) {
        return known.stream()
                .filter(one ->
                        !one.reaction().reaction().equals(told.milestone().reaction()))
                .toList();
    }
}
