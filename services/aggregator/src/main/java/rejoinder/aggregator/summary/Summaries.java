package rejoinder.aggregator.summary;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import rejoinder.contracts.Represents;
import rejoinder.contracts.Stance;
import rejoinder.contracts.summary.CountrySummary;
import rejoinder.contracts.summary.Milestone;
import rejoinder.contracts.summary.Pace;
import rejoinder.contracts.summary.StanceCounts;
import rejoinder.contracts.summary.StorySummary;

/** Summaries of groups from their parts. */
final class Summaries {
    private Summaries() {}

    /**
     * @param parts what each of the country's actors said for it, at least one
     */
    static CountrySummary ofCountry(String story, Collection<ActorPart> parts, List<Newest> newest, long outlets) {
        ActorPart speaker = parts.stream()
                .max(Comparator.comparing(ActorPart::position, Order.BY_AUTHORITY))
                .orElseThrow();
        Milestone official = speaker.position();
        List<Milestone> dissent = parts.stream()
                .map(ActorPart::position)
                .filter(position -> position.stance() != Stance.UNCLEAR && official.stance() != Stance.UNCLEAR)
                .filter(position -> Order.differ(position.stance(), official.stance()))
                .sorted(Order.BY_AUTHORITY.reversed())
                .toList();
        ActorPart latest = parts.stream()
                .max(Comparator.comparing(ActorPart::latest, Order.BY_TIME))
                .orElseThrow();
        return new CountrySummary(
                story,
                latest.represents(),
                official,
                parts.stream().mapToLong(ActorPart::reactions).sum(),
                parts.stream().mapToLong(ActorPart::reports).sum(),
                parts.size(),
                StanceCounts.sum(parts.stream().map(ActorPart::stances)),
                parts.stream().map(ActorPart::first).min(Order.BY_TIME).orElseThrow(),
                latest.latest(),
                dissent.size(),
                dissent.stream().limit(CountrySummary.MOST_DISSENT).toList(),
                outlets,
                speaker.changed(),
                Newest.ids(newest));
    }

    static StorySummary ofStory(
            String story, Map<String, CountryLine> lines, Counts counts, Optional<StorySummary.Coverage> coverage) {
        List<CountrySummary> summaries =
                lines.values().stream().map(CountryLine::summary).toList();
        Optional<Milestone> latest =
                summaries.stream().map(CountrySummary::latest).max(Order.BY_TIME);
        return new StorySummary(
                story,
                summaries.stream().mapToLong(CountrySummary::reactions).sum(),
                summaries.stream().mapToLong(CountrySummary::reports).sum(),
                lines.values().stream().mapToLong(CountryLine::countedActors).sum(),
                count(summaries, Represents.Kind.COUNTRY),
                count(summaries, Represents.Kind.ORGANISATION),
                StanceCounts.sum(summaries.stream().map(CountrySummary::stances)),
                summaries.stream().map(CountrySummary::first).min(Order.BY_TIME),
                latest,
                summaries.stream()
                        .map(summary -> new StorySummary.Responder(summary.represents(), summary.first()))
                        .sorted(Comparator.comparing(StorySummary.Responder::first, Order.BY_TIME))
                        .limit(StorySummary.MOST_FIRST_RESPONDERS)
                        .toList(),
                counts.outlets(story),
                latest.map(one -> counts.pace(story, one.saidAt().at())).orElse(Pace.NONE),
                Quotations.most(all(lines).map(CountryLine::mostReported).toList()),
                coverage,
                Newest.ids(Newest.of(all(lines).map(CountryLine::newest).toList())));
    }

    private static Stream<CountryLine> all(Map<String, CountryLine> lines) {
        return lines.values().stream();
    }

    private static long count(List<CountrySummary> summaries, Represents.Kind kind) {
        return summaries.stream()
                .filter(summary -> summary.represents().kind() == kind)
                .count();
    }
}
