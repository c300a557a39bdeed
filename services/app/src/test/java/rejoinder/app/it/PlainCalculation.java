package rejoinder.app.it;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import rejoinder.app.it.GeneratedWorld.Article;
import rejoinder.app.it.GeneratedWorld.Official;
import rejoinder.app.it.GeneratedWorld.Said;

/** What the summaries of a generated world must be: counted in one thread, from the truth, with none of our code. */
final class PlainCalculation {
    private final Map<Said, Long> reports;

    PlainCalculation(List<Article> articles) {
        this.reports = articles.stream()
                .flatMap(article -> article.reports().stream())
                .collect(Collectors.groupingBy(Function.identity(), LinkedHashMap::new, Collectors.counting()));
    }

    /** Totals of a group of utterances. */
    record Totals(long reactions, long reports, Map<String, Long> stances) {}

    /** A country's totals, its speakers and its official position. */
    record CountryTotals(Totals totals, long actors, String officialStance, String officialActor) {}

    Totals story() {
        return totals(reports.keySet());
    }

    Map<String, Totals> actors() {
        return byKey(said -> said.official().id()).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, group -> totals(group.getValue()), (a, b) -> a, TreeMap::new));
    }

    Map<String, CountryTotals> countries() {
        Map<String, CountryTotals> countries = new TreeMap<>();
        byKey(said -> said.official().country().code()).forEach((code, said) -> {
            Set<Official> speakers = said.stream().map(Said::official).collect(Collectors.toSet());
            Said position = said.stream()
                    .max(Comparator.comparingInt((Said one) -> one.official().rank())
                            .thenComparingInt(Said::number))
                    .orElseThrow();
            countries.put(
                    code,
                    new CountryTotals(
                            totals(said),
                            speakers.size(),
                            position.stance().json(),
                            position.official().id()));
        });
        return countries;
    }

    private Map<String, List<Said>> byKey(Function<Said, String> key) {
        return reports.keySet().stream().collect(Collectors.groupingBy(key));
    }

    private Totals totals(Collection<Said> said) {
        return new Totals(
                said.size(),
                said.stream().mapToLong(reports::get).sum(),
                said.stream()
                        .collect(Collectors.groupingBy(
                                one -> one.stance().json(), TreeMap::new, Collectors.counting())));
    }
}
