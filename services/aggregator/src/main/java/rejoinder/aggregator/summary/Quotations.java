package rejoinder.aggregator.summary;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import rejoinder.contracts.summary.StorySummary;
import rejoinder.contracts.summary.StorySummary.Quotation;

/** The quotations with the most reports. */
final class Quotations {
    private static final Comparator<Quotation> MOST = Comparator.comparingLong(Quotation::reports)
            .thenComparing(Quotation::outlets)
            .reversed()
            .thenComparing(Quotation::reaction, Order.BY_TIME);

    private Quotations() {}

    static List<Quotation> most(Stream<Quotation> all) {
        return all.sorted(MOST).limit(StorySummary.MOST_REPORTED).toList();
    }

    /** These and a reaction, if several report it. */
    static List<Quotation> with(List<Quotation> known, Told told) {
        return told.text()
                .map(text -> most(Stream.concat(
                        known.stream(),
                        Stream.of(new Quotation(
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
