package rejoinder.aggregator.summary;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import rejoinder.contracts.summary.Milestone;
import rejoinder.contracts.summary.StorySummary.Coverage;
import rejoinder.contracts.summary.StorySummary.Reacted;

/**
 * Who of those on a watchlist has reacted.
 *
 * @param expected codes of countries and organisations, and ids of actors
 * @param actor an actor's part for a country or organisation
 */
record Expected(
        List<String> expected,
        Map<String, CountryLine> countries,
        BiFunction<String, String, Optional<ActorPart>> actor) {

    /** Empty when nobody is expected. */
    Optional<Coverage> coverage() {
        if (expected.isEmpty()) {
            return Optional.empty();
        }
        List<Reacted> reacted = new ArrayList<>();
        List<String> silent = new ArrayList<>();
        for (String one : expected) {
            first(one).ifPresentOrElse(first -> reacted.add(new Reacted(one, first)), () -> silent.add(one));
        }
        reacted.sort(Comparator.comparing(Reacted::first, Order.BY_TIME).thenComparing(Reacted::expected));
        return Optional.of(new Coverage(reacted, silent));
    }

    private Optional<Milestone> first(String one) {
        CountryLine line = countries.get(one);
        return line != null
                ? Optional.of(line.summary().first())
                : countries.keySet().stream()
                        .flatMap(code -> actor.apply(code, one).stream())
                        .map(ActorPart::first)
                        .min(Order.BY_TIME);
    }
}
