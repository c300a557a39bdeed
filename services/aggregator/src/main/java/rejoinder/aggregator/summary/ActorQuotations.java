package rejoinder.aggregator.summary;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.kafka.streams.state.KeyValueStore;
import rejoinder.contracts.summary.StorySummary.Quotation;

/**
 * The quotations with the most reports of each actor's parts. They change with few of the reactions and are larger than
 * the rest of a part, so they stand apart from it. What changes them takes a part's key and what it needs to be quoted
 * there, and returns the quotations if they changed.
 */
final class ActorQuotations {
    private final KeyValueStore<String, Quoted> store;

    ActorQuotations(KeyValueStore<String, Quoted> store) {
        this.store = store;
    }

    /** Of a part, those with the most reports first. */
    List<Quotation> of(String part) {
        return Quoted.in(store, part);
    }

    /** A part has one more reaction. */
    Optional<List<Quotation>> add(String part, Optional<Quotable> quotable, Told told) {
        return isQuoted(quotable, told) ? change(part, known -> Quotations.with(known, told)) : Optional.empty();
    }

    /**
     * A part has one less, which the store of reactions has no more.
     *
     * @param left the part's reactions
     */
    Optional<List<Quotation>> remove(String part, Optional<Quotable> quotable, Told told, ActorReactions.Group left) {
        return isQuoted(quotable, told)
                ? change(part, known -> Quotations.changed(known, Quotations.without(known, told), left::mostReported))
                : Optional.empty();
    }

    /**
     * The same reaction has other reports.
     *
     * @param all the part's reactions
     */
    Optional<List<Quotation>> replace(
            String part, Optional<Quotable> quotable, Told before, Told now, ActorReactions.Group all) {
        return isQuoted(quotable, before) || isQuoted(quotable, now)
                ? change(
                        part,
                        known -> Quotations.changed(
                                known, Quotations.with(Quotations.without(known, before), now), all::mostReported))
                : Optional.empty();
    }

    /** Whether it may be among a part's quotations. */
    private static boolean isQuoted(Optional<Quotable> quotable, Told told) {
        return told.text().isPresent()
                && quotable.filter(least -> least.excludes(told)).isEmpty();
    }

    private Optional<List<Quotation>> change(String part, UnaryOperator<List<Quotation>> change) {
        List<Quotation> known = of(part);
        List<Quotation> now = change.apply(known);
        if (now.equals(known)) {
            return Optional.empty();
        }
        Quoted.keep(store, part, now);
        return Optional.of(now);
    }
}
