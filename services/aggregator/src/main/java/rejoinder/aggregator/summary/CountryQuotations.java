package rejoinder.aggregator.summary;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import rejoinder.aggregator.Keys;
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
        return Quoted.in(store, country);
    }

    /** What one of its actors said for it is quoted so now. */
    void put(String country, String actor, List<Quotation> now) {
        Quoted.keep(store, country + "|" + actor, now);
        List<Quotation> known = of(country);
        List<Quotation> others = known.stream()
                .filter(one -> !one.reaction().actorId().equals(actor))
                .toList();
        List<Quotation> most =
                Quotations.changed(known, Quotations.most(List.of(others, now)), () -> ofActors(country));
        if (!most.equals(known)) {
            Quoted.keep(store, country, most);
        }
    }

    private List<Quotation> ofActors(String country) {
        List<List<Quotation>> all = new ArrayList<>();
        try (KeyValueIterator<String, Quoted> actors = store.range(country + "|", Keys.after(country))) {
            actors.forEachRemaining(one -> all.add(one.value.mostReported()));
        }
        return Quotations.most(all);
    }
}
