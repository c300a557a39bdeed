package rejoinder.gateway.roundup;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import rejoinder.contracts.SaidAt;
import rejoinder.contracts.Stance;
import rejoinder.contracts.reaction.Reaction;
import rejoinder.contracts.statement.Statement;
import rejoinder.contracts.story.Story;
import rejoinder.contracts.summary.CountrySummary;
import rejoinder.contracts.utterance.Report;

/**
 * What officials said about a story's trigger event, put together as an article would: each with the reaction that tells
 * their position.
 *
 * @param asOf the moment it stands for
 */
record RoundUp(Story story, Instant asOf, Grouping grouping, List<Group> groups) {
    RoundUp {
        groups = List.copyOf(groups);
    }

    /** How reactions are put together. */
    enum Grouping {
        /** By official position, then by country or organisation, then by rank. */
        POSITION,
        /** By country or organisation, then by rank. */
        COUNTRY,
        /** By what each speaker's own stance is, then by rank. */
        STANCE,
        /** By rank, then by name. */
        ACTOR,
        /** By day, in the order of what was said. */
        TIME;

        /** Whether a line must say itself whom its speaker represents. */
        boolean namesPlaces() {
            return this == STANCE || this == ACTOR || this == TIME;
        }

        /** Whether a line must say itself what its stance is. */
        boolean namesStances() {
            return this == ACTOR || this == TIME;
        }
    }

    /** A heading, where there is one, and the places below it. */
    record Group(Optional<String> heading, List<Place> places) {
        Group {
            places = List.copyOf(places);
        }
    }

    /** A country or organisation with its heading, or whatever stands together without one. */
    record Place(Optional<String> heading, List<Line> lines) {
        Place {
            lines = List.copyOf(lines);
        }
    }

    /**
     * One reaction.
     *
     * @param quoted whether the words are the speaker's own; else they are those of the outlet
     */
    record Line(
            String text,
            boolean quoted,
            Optional<String> language,
            String speaker,
            Optional<String> role,
            int rank,
            String represents,
            Stance stance,
            SaidAt saidAt,
            Optional<String> outlet,
            Optional<String> url,
            int outlets) {}

    /** Takes in reactions one by one and keeps of each actor the one that tells their position. */
    static final class Collected {
        private static final Comparator<Line> HIGHEST_FIRST =
                Comparator.comparingInt(Line::rank).reversed().thenComparing(Line::speaker);
        private static final Comparator<Line> EARLIEST_FIRST =
                Comparator.comparing((Line line) -> line.saidAt().at()).thenComparing(Line::speaker);

        private final Map<String, Map<String, Kept>> byCode = new HashMap<>();

        /** What is kept of a reaction until all are seen. */
        private record Kept(Line line, String id) {
            /** Decided before unclear, later before earlier, and an order that never depends on chance. */
            private boolean tellsMoreThan(Kept other) {
                int decided = Boolean.compare(line.stance() != Stance.UNCLEAR, other.line.stance() != Stance.UNCLEAR);
                int later = line.saidAt().at().compareTo(other.line.saidAt().at());
                return decided != 0 ? decided > 0 : later != 0 ? later > 0 : id.compareTo(other.id) < 0;
            }
        }

        void add(Reaction reaction) {
            Optional<Report> shown = reaction.reports().stream()
                    .filter(report -> report.text().equals(reaction.text()))
                    .findFirst()
                    .or(() -> reaction.reports().stream().findFirst());
            Line line = new Line(
                    reaction.text(),
                    shown.filter(report -> report.type() == Statement.Type.DIRECT)
                            .isPresent(),
                    reaction.language(),
                    reaction.actor().name(),
                    reaction.role(),
                    reaction.rank(),
                    reaction.represents().name(),
                    reaction.stance(),
                    reaction.saidAt(),
                    shown.map(Report::outlet),
                    shown.flatMap(Report::url).filter(RoundUp::isWebAddress),
                    reaction.outletCount());
            byCode.computeIfAbsent(reaction.represents().code(), code -> new HashMap<>())
                    .merge(
                            reaction.actor().id(),
                            new Kept(line, reaction.id()),
                            (old, now) -> now.tellsMoreThan(old) ? now : old);
        }

        /** @param mostEach the most speakers of one country or organisation */
        RoundUp roundUp(
                Story story, Instant asOf, Collection<CountrySummary> countries, Grouping grouping, int mostEach) {
            List<CountrySummary> byName = countries.stream()
                    .filter(country -> byCode.containsKey(country.represents().code()))
                    .sorted(Comparator.comparing((CountrySummary country) ->
                                    country.represents().name())
                            .thenComparing(country -> country.represents().code()))
                    .toList();
            List<Group> groups =
                    switch (grouping) {
                        case POSITION -> byPosition(byName, mostEach);
                        case COUNTRY ->
                            unlessEmpty(byName.stream()
                                    .map(country -> place(country, Wording::nameAndPosition, mostEach))
                                    .toList());
                        case STANCE -> flat(byName, mostEach, HIGHEST_FIRST, Line::stance, Wording::heading);
                        case ACTOR -> unlessEmpty(together(all(byName, mostEach, HIGHEST_FIRST)));
                        case TIME ->
                            flat(
                                    byName,
                                    mostEach,
                                    EARLIEST_FIRST,
                                    line -> line.saidAt().at().truncatedTo(ChronoUnit.DAYS),
                                    Wording::day);
                    };
            return new RoundUp(story, asOf, grouping, groups);
        }

        private List<Group> byPosition(List<CountrySummary> countries, int mostEach) {
            Map<Stance, List<Place>> places = new TreeMap<>();
            countries.forEach(
                    country -> places.computeIfAbsent(country.officialPosition().stance(), stance -> new ArrayList<>())
                            .add(place(country, each -> each.represents().name(), mostEach)));
            return places.entrySet().stream()
                    .map(group -> new Group(Optional.of(Wording.heading(group.getKey())), group.getValue()))
                    .toList();
        }

        private Place place(CountrySummary country, Function<CountrySummary, String> heading, int mostEach) {
            return new Place(
                    Optional.of(heading.apply(country)),
                    lines(country.represents().code(), mostEach));
        }

        /** Groups of lines alone, in the order of what they have in common. */
        private <K extends Comparable<K>> List<Group> flat(
                List<CountrySummary> countries,
                int mostEach,
                Comparator<Line> order,
                Function<Line, K> common,
                Function<K, String> heading) {
            return all(countries, mostEach, order).stream()
                    .collect(Collectors.groupingBy(common, TreeMap::new, Collectors.toList()))
                    .entrySet()
                    .stream()
                    .map(group -> new Group(Optional.of(heading.apply(group.getKey())), together(group.getValue())))
                    .toList();
        }

        private List<Line> all(List<CountrySummary> countries, int mostEach, Comparator<Line> order) {
            return countries.stream()
                    .flatMap(country -> lines(country.represents().code(), mostEach).stream())
                    .sorted(order)
                    .toList();
        }

        private static List<Place> together(List<Line> lines) {
            return lines.isEmpty() ? List.of() : List.of(new Place(Optional.empty(), lines));
        }

        private static List<Group> unlessEmpty(List<Place> places) {
            return places.isEmpty() ? List.of() : List.of(new Group(Optional.empty(), places));
        }

        private List<Line> lines(String code, int most) {
            return byCode.getOrDefault(code, Map.of()).values().stream()
                    .sorted(Comparator.comparingInt((Kept kept) -> kept.line().rank())
                            .reversed()
                            .thenComparing(kept -> kept.line().saidAt().at())
                            .thenComparing(Kept::id))
                    .limit(most)
                    .map(Kept::line)
                    .toList();
        }
    }

    /** Whether a link may be pasted where it will be clicked on. */
    private static boolean isWebAddress(String url) {
        return url.startsWith("https://") || url.startsWith("http://");
    }
}
