package rejoinder.aggregator.summary;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import rejoinder.aggregator.Keys;
import rejoinder.contracts.summary.StorySummary;
import rejoinder.contracts.summary.StorySummary.Quotation;

/**
 * The quotations with the most reports of countries and organisations, by difference with each actor's that change: all
 * of a country's actors are looked at only where one of its quotations is gone or fell behind.
 */
final class CountryQuotations {
    private final KeyValueStore<String, Quoted> store;

    CountryQuotations(KeyValueStore<String, Quoted> store) {
        this.store = store;
    }

    /** Of a country or organisation in a story, those with the most reports first. */
    List<Quotation> of(String country) {
        return Optional.ofNullable(store.get(country)).orElse(Quoted.NONE).mostReported();
    }

    /** What one of its actors said for it is quoted so now. */
    void put(String country, String actor, List<Quotation> now) {
        write(country + "|" + actor, now);
        List<Quotation> known = of(country);
        List<Quotation> others = known.stream()
                .filter(one -> !one.reaction().actorId().equals(actor))
                .toList();
        List<Quotation> most = Quotations.most(List.of(others, now));
        boolean hasMore = known.size() == StorySummary.MOST_REPORTED;
        boolean mayLackOne =
                hasMore && (most.size() < known.size() || Quotations.MOST.compare(last(most), last(known)) > 0);
        write(country, mayLackOne ? Quotations.most(ofActors(country)) : most);
    }

    private static Quotation last(List<Quotation> quotations) {
        return quotations.get(quotations.size() - 1);
    }

    private List<List<Quotation>> ofActors(String country) {
        List<List<Quotation>> all = new ArrayList<>();
        try (KeyValueIterator<String, Quoted> actors = store.range(country + "|", Keys.after(country))) {
            actors.forEachRemaining(one -> all.add(one.value.mostReported()));
        }
        return all;
    }

    private void write(String key, List<Quotation> quotations) {
        store.put(key, quotations.isEmpty() ? null : new Quoted(quotations));
    }
}
