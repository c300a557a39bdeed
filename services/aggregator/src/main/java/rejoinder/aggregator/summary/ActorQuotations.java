package rejoinder.aggregator.summary;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.kafka.streams.state.KeyValueStore;
import rejoinder.contracts.summary.StorySummary;
import rejoinder.contracts.summary.StorySummary.Quotation;

/**
 * The quotations with the most reports of each actor's parts. They change with few of the reactions and are larger than
 * the rest of a part, so they stand apart from it. Each method takes a part's key, what it needs to be quoted there, and
 * returns the quotations if they changed.
 */
final class ActorQuotations {
    private final KeyValueStore<String, Quoted> store;

    ActorQuotations(KeyValueStore<String, Quoted> store) {
        this.store = store;
    }

    /** Of a part, those with the most reports first. */
    List<Quotation> of(String part) {
        return Optional.ofNullable(store.get(part)).orElse(Quoted.NONE).mostReported();
    }

    /** A part has one more reaction. */
    Optional<Quoted> add(String part, Optional<Quotable> quotable, Told told) {
        return isQuoted(quotable, told) ? change(part, known -> Quotations.with(known, told)) : Optional.empty();
    }

    /**
     * A part has one less, which the store of reactions has no more.
     *
     * @param left the part's reactions
     */
    Optional<Quoted> remove(String part, Optional<Quotable> quotable, Told told, ActorReactions.Group left) {
        return isQuoted(quotable, told) ? change(part, known -> without(known, told, left)) : Optional.empty();
    }

    /**
     * The same reaction has other reports.
     *
     * @param all the part's reactions
     */
    Optional<Quoted> replace(
            String part, Optional<Quotable> quotable, Told before, Told now, ActorReactions.Group all) {
        if (!isQuoted(quotable, before) && !isQuoted(quotable, now)) {
            return Optional.empty();
        }
        return change(part, known -> {
            List<Quotation> rest = fellBehind(before, now)
                    ? Quotations.without(without(known, before, all), now)
                    : Quotations.without(known, before);
            return Quotations.with(rest, now);
        });
    }

    /** Whether it may be among a part's quotations. */
    private static boolean isQuoted(Optional<Quotable> quotable, Told told) {
        return told.text().isPresent()
                && quotable.filter(least -> least.excludes(told)).isEmpty();
    }

    private static boolean fellBehind(Told before, Told now) {
        return now.reports() < before.reports()
                || (now.reports() == before.reports()
                        && now.outlets().size() < before.outlets().size());
    }

    private Optional<Quoted> change(String part, UnaryOperator<List<Quotation>> change) {
        List<Quotation> known = of(part);
        Quoted now = new Quoted(change.apply(known));
        if (now.mostReported().equals(known)) {
            return Optional.empty();
        }
        store.put(part, now.mostReported().isEmpty() ? null : now);
        return Optional.of(now);
    }

    private static List<Quotation> without(List<Quotation> known, Told told, ActorReactions.Group left) {
        List<Quotation> rest = Quotations.without(known, told);
        boolean mayLackOne = known.size() == StorySummary.MOST_REPORTED && rest.size() < known.size();
        return mayLackOne ? left.mostReported() : rest;
    }
}
