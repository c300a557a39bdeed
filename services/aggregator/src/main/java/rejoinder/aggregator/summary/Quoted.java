package rejoinder.aggregator.summary;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;
import rejoinder.contracts.summary.StorySummary.Quotation;

/** The quotations with the most reports of an actor for a country or organisation, or of a country or organisation. */
public record Quoted(List<Quotation> mostReported) {
    public Quoted {
        mostReported = List.copyOf(mostReported);
    }

    /** What a store has under a key. */
    static List<Quotation> in(KeyValueStore<String, Quoted> store, String key) {
        return Optional.ofNullable(store.get(key)).map(Quoted::mostReported).orElse(List.of());
    }

    /** Keeps quotations in a store; none take no room. */
    static void keep(KeyValueStore<String, Quoted> store, String key, List<Quotation> mostReported) {
        store.put(key, mostReported.isEmpty() ? null : new Quoted(mostReported));
    }
}
