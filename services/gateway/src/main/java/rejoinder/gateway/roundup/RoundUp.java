package rejoinder.gateway.roundup;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import rejoinder.contracts.Represents;
import rejoinder.contracts.SaidAt;
import rejoinder.contracts.Stance;
import rejoinder.contracts.reaction.Reaction;
import rejoinder.contracts.statement.Statement;
import rejoinder.contracts.story.Story;
import rejoinder.contracts.summary.CountrySummary;
import rejoinder.contracts.utterance.Report;

/**
 * What officials said about a story's trigger event, grouped as an article would: by official position, then by country
 * or organisation, then by rank.
 *
 * @param asOf the moment it stands for
 * @param groups in the order of the scale, or one group in the order of the names
 */
record RoundUp(Story story, Instant asOf, List<Group> groups) {
    RoundUp {
        groups = List.copyOf(groups);
    }

    /** How countries and organisations are put together. */
    enum Grouping {
        POSITION,
        COUNTRY
    }

    /** Those of one official position; of any where {@code position} is empty. */
    record Group(Optional<Stance> position, List<Place> places) {
        Group {
            places = List.copyOf(places);
        }
    }

    /** A country or organisation. */
    record Place(Represents represents, Stance officialPosition, List<Line> lines) {
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
            Stance stance,
            SaidAt saidAt,
            Optional<String> outlet,
            Optional<String> url,
            int outlets) {}

    /** Takes in reactions one by one and keeps of each actor the one that tells their position. */
    static final class Collected {
        private final Map<String, Map<String, Kept>> byCode = new HashMap<>();

        /** What is kept of a reaction until all are seen. */
        private record Kept(Line line, int rank, String id) {
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
                    reaction.stance(),
                    reaction.saidAt(),
                    shown.map(Report::outlet),
                    shown.flatMap(Report::url).filter(RoundUp::isWebAddress),
                    reaction.outletCount());
            byCode.computeIfAbsent(reaction.represents().code(), code -> new HashMap<>())
                    .merge(
                            reaction.actor().id(),
                            new Kept(line, reaction.rank(), reaction.id()),
                            (old, now) -> now.tellsMoreThan(old) ? now : old);
        }

        RoundUp roundUp(
                Story story, Instant asOf, Collection<CountrySummary> countries, Grouping grouping, int mostEach) {
            List<Place> places = countries.stream()
                    .map(country -> new Place(
                            country.represents(),
                            country.officialPosition().stance(),
                            lines(country.represents().code(), mostEach)))
                    .filter(place -> !place.lines().isEmpty())
                    .sorted(Comparator.comparing(
                                    (Place place) -> place.represents().name())
                            .thenComparing(place -> place.represents().code()))
                    .toList();
            if (grouping == Grouping.COUNTRY) {
                return new RoundUp(
                        story, asOf, places.isEmpty() ? List.of() : List.of(new Group(Optional.empty(), places)));
            }
            Map<Stance, List<Place>> byPosition = new TreeMap<>();
            places.forEach(place -> byPosition
                    .computeIfAbsent(place.officialPosition(), stance -> new ArrayList<>())
                    .add(place));
            return new RoundUp(
                    story,
                    asOf,
                    byPosition.entrySet().stream()
                            .map(group -> new Group(Optional.of(group.getKey()), group.getValue()))
                            .toList());
        }

        private List<Line> lines(String code, int most) {
            return byCode.getOrDefault(code, Map.of()).values().stream()
                    .sorted(Comparator.comparingInt(Kept::rank)
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
