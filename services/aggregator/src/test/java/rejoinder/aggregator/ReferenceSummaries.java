package rejoinder.aggregator;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import rejoinder.contracts.Actor;
import rejoinder.contracts.Represents;
import rejoinder.contracts.SaidAt;
import rejoinder.contracts.Stance;
import rejoinder.contracts.statement.Statement;
import rejoinder.contracts.story.Story;
import rejoinder.contracts.summary.ActorSummary;
import rejoinder.contracts.summary.CountrySummary;
import rejoinder.contracts.summary.Milestone;
import rejoinder.contracts.summary.Pace;
import rejoinder.contracts.summary.StanceChange;
import rejoinder.contracts.summary.StanceCounts;
import rejoinder.contracts.summary.StorySummary;
import rejoinder.reading.SameWords;

/** The summaries of one story, counted anew from all statements that hold: plain, single-threaded, without history. */
final class ReferenceSummaries {
    private static final Comparator<Said> BY_TIME = Comparator.comparing(
                    (Said said) -> said.milestone.saidAt().at())
            .thenComparing(said -> said.milestone.reaction());

    private final Story story;
    private final List<Said> reactions;

    private record Said(
            Actor actor,
            Optional<String> role,
            Represents represents,
            Milestone milestone,
            int reports,
            Set<String> outlets,
            String text) {
        boolean decided() {
            return milestone.stance() != Stance.UNCLEAR;
        }
    }

    /**
     * @param caught whether the story's query catches a statement
     * @param stances stance of each wording
     */
    ReferenceSummaries(
            Story story,
            Collection<Statement.Asserted> statements,
            Duration window,
            Predicate<Statement.Asserted> caught,
            Function<String, Stance> stances) {
        this.story = story;
        this.reactions = components(statements, window).stream()
                .filter(component -> component.stream().anyMatch(caught))
                .map(component -> said(component, stances))
                .filter(said -> !said.milestone
                        .saidAt()
                        .at()
                        .isBefore(story.triggerEvent().at()))
                .filter(said -> !said.actor.name().equals(story.triggerEvent().actor()))
                .sorted(BY_TIME)
                .toList();
    }

    private static List<List<Statement.Asserted>> components(Collection<Statement.Asserted> all, Duration window) {
        List<List<Statement.Asserted>> components = new ArrayList<>();
        for (Statement.Asserted statement : all) {
            List<List<Statement.Asserted>> joined = components.stream()
                    .filter(component -> component.stream().anyMatch(other -> sameUtterance(statement, other, window)))
                    .toList();
            List<Statement.Asserted> component = new ArrayList<>(List.of(statement));
            joined.forEach(component::addAll);
            components.removeAll(joined);
            components.add(component);
        }
        return components;
    }

    private static boolean sameUtterance(Statement.Asserted a, Statement.Asserted b, Duration window) {
        return a.actorId().equals(b.actorId())
                && Duration.between(a.saidAt().at(), b.saidAt().at()).abs().compareTo(window) <= 0
                && SameWords.same(SameWords.of(a.quote()), SameWords.of(b.quote()));
    }

    private Said said(List<Statement.Asserted> component, Function<String, Stance> stances) {
        Comparator<Statement.Asserted> earliestFirst = Comparator.comparing(
                        (Statement.Asserted statement) -> statement.saidAt().at())
                .thenComparing(statement -> statement.publishedAt().orElse(Instant.MAX))
                .thenComparing(Statement.Asserted::id);
        List<Statement.Asserted> ordered =
                component.stream().sorted(earliestFirst).toList();
        Statement.Asserted earliest = ordered.get(0);
        Stance stance = ordered.stream()
                .sorted(Comparator.comparingInt(
                        (Statement.Asserted one) -> -one.quote().length()))
                .map(one -> stances.apply(one.quote()))
                .filter(one -> one != Stance.UNCLEAR)
                .findFirst()
                .orElse(Stance.UNCLEAR);
        SaidAt saidAt = earliest.saidAt();
        return new Said(
                earliest.actor(),
                earliest.role(),
                earliest.represents(),
                new Milestone(
                        story.id() + "|u-" + earliest.id().substring(2),
                        earliest.actorId(),
                        earliest.actor().name(),
                        earliest.rank(),
                        stance,
                        saidAt,
                        Duration.between(story.triggerEvent().at(), saidAt.at()).toSeconds()),
                component.size(),
                ordered.stream()
                        .map(statement -> statement.document().outlet())
                        .collect(Collectors.toCollection(TreeSet::new)),
                ordered.stream()
                        .map(Statement.Asserted::quote)
                        .max(Comparator.comparingInt(String::length))
                        .orElseThrow());
    }

    Map<String, ActorSummary> actors() {
        Map<String, ActorSummary> summaries = new TreeMap<>();
        by(said -> said.actor.id()).forEach((id, said) -> {
            Said newest = said.get(said.size() - 1);
            summaries.put(
                    story.id() + "|" + id,
                    new ActorSummary(
                            story.id(),
                            newest.actor,
                            newest.role,
                            newest.milestone.rank(),
                            newest.represents,
                            position(said).milestone.stance(),
                            said.size(),
                            reports(said),
                            counts(said),
                            said.get(0).milestone,
                            newest.milestone,
                            outlets(said),
                            changed(said),
                            newest(said)));
        });
        return summaries;
    }

    Map<String, CountrySummary> countries() {
        Map<String, CountrySummary> summaries = new TreeMap<>();
        by(said -> said.represents.code())
                .forEach((code, said) -> summaries.put(story.id() + "|" + code, country(said)));
        return summaries;
    }

    private CountrySummary country(List<Said> said) {
        Comparator<Said> authority = Comparator.comparing(Said::decided)
                .thenComparingInt(one -> one.milestone.rank())
                .thenComparing(BY_TIME);
        List<Said> positions = said.stream().collect(Collectors.groupingBy(one -> one.actor.id())).values().stream()
                .map(ReferenceSummaries::position)
                .sorted(authority.reversed())
                .toList();
        Said official = positions.get(0);
        List<Milestone> dissent = positions.stream()
                .filter(one -> one.decided() && official.decided())
                .filter(one -> !side(one).equals(side(official)))
                .map(Said::milestone)
                .toList();
        return new CountrySummary(
                story.id(),
                said.get(said.size() - 1).represents,
                official.milestone,
                said.size(),
                reports(said),
                positions.size(),
                counts(said),
                said.get(0).milestone,
                said.get(said.size() - 1).milestone,
                dissent.size(),
                dissent.stream().limit(CountrySummary.MOST_DISSENT).toList(),
                outlets(said),
                changed(said.stream()
                        .filter(one -> one.actor.id().equals(official.actor.id()))
                        .toList()),
                newest(said));
    }

    StorySummary story() {
        Map<String, List<Said>> parties = by(said -> said.represents.code());
        return new StorySummary(
                story.id(),
                reactions.size(),
                reports(reactions),
                by(said -> said.actor.id()).size(),
                parties.values().stream().filter(said -> isCountry(said.get(0))).count(),
                parties.values().stream()
                        .filter(said -> !isCountry(said.get(0)))
                        .count(),
                counts(reactions),
                reactions.stream().findFirst().map(Said::milestone),
                reactions.isEmpty() ? Optional.empty() : Optional.of(reactions.get(reactions.size() - 1).milestone),
                parties.values().stream()
                        .map(said -> said.get(0))
                        .sorted(BY_TIME)
                        .limit(StorySummary.MOST_FIRST_RESPONDERS)
                        .map(first -> new StorySummary.Responder(first.represents, first.milestone))
                        .toList(),
                outlets(reactions),
                pace(),
                reactions.stream()
                        .filter(said -> said.reports > 1)
                        .sorted(Comparator.comparingInt((Said said) -> -said.reports)
                                .thenComparingInt(said -> -said.outlets.size())
                                .thenComparing(BY_TIME))
                        .limit(StorySummary.MOST_REPORTED)
                        .map(said -> new StorySummary.Quotation(
                                said.milestone, said.represents, said.text, said.reports, said.outlets.size()))
                        .toList(),
                coverage(),
                newest(reactions));
    }

    private Optional<StorySummary.Coverage> coverage() {
        Map<String, Milestone> firsts = new TreeMap<>();
        for (Said said : reactions) {
            firsts.putIfAbsent(said.represents.code(), said.milestone);
            firsts.putIfAbsent(said.actor.id(), said.milestone);
        }
        return story.watchlist().isEmpty()
                ? Optional.empty()
                : Optional.of(new StorySummary.Coverage(
                        story.watchlist().stream()
                                .filter(firsts::containsKey)
                                .map(one -> new StorySummary.Reacted(one, firsts.get(one)))
                                .sorted(Comparator.comparing((StorySummary.Reacted one) ->
                                                one.first().saidAt().at())
                                        .thenComparing(one -> one.first().reaction())
                                        .thenComparing(StorySummary.Reacted::expected))
                                .toList(),
                        story.watchlist().stream()
                                .filter(one -> !firsts.containsKey(one))
                                .toList()));
    }

    private Pace pace() {
        return new Pace(
                spans(Duration.ofMinutes(1), Duration.ofHours(1)),
                spans(Duration.ofHours(1), Duration.ofDays(2)),
                spans(Duration.ofDays(1), Duration.ofDays(30)));
    }

    private List<Pace.Span> spans(Duration length, Duration shown) {
        Map<Instant, Long> counts = new TreeMap<>();
        reactions.forEach(said -> counts.merge(floor(said, length), 1L, Long::sum));
        if (counts.isEmpty()) {
            return List.of();
        }
        Instant oldest = floor(reactions.get(reactions.size() - 1), length).minus(shown);
        return counts.entrySet().stream()
                .filter(span -> !span.getKey().isBefore(oldest))
                .map(span ->
                        new Pace.Span(span.getKey(), span.getValue(), isSpike(span.getKey(), span.getValue(), length)))
                .toList();
    }

    private boolean isSpike(Instant from, long count, Duration length) {
        Instant hour = from.truncatedTo(ChronoUnit.HOURS);
        long before = reactions.stream()
                .map(said -> said.milestone.saidAt().at())
                .filter(at -> at.isBefore(hour) && !at.isBefore(hour.minus(Duration.ofDays(1))))
                .count();
        double usual = before * (length.toMinutes() / 1440.0);
        return count >= 5 && count >= 3 * usual;
    }

    private static Instant floor(Said said, Duration length) {
        long seconds = said.milestone.saidAt().at().getEpochSecond();
        return Instant.ofEpochSecond(seconds - Math.floorMod(seconds, length.toSeconds()));
    }

    private static long outlets(List<Said> said) {
        return said.stream().flatMap(one -> one.outlets.stream()).distinct().count();
    }

    private static Optional<StanceChange> changed(List<Said> said) {
        List<Milestone> decided = said.stream()
                .filter(Said::decided)
                .sorted(BY_TIME)
                .map(Said::milestone)
                .toList();
        Optional<StanceChange> last = Optional.empty();
        for (int i = 1; i < decided.size(); i++) {
            Milestone to = decided.get(i);
            if (decided.get(i - 1).stance() != to.stance()) {
                last = Optional.of(
                        new StanceChange(decided.get(i - 1).stance(), to.stance(), to.reaction(), to.saidAt()));
            }
        }
        return last;
    }

    private static List<String> newest(List<Said> said) {
        return said.stream()
                .sorted(BY_TIME.reversed())
                .limit(ActorSummary.MOST_REACTIONS)
                .map(one -> one.milestone.reaction())
                .toList();
    }

    private static boolean isCountry(Said said) {
        return said.represents.kind() == Represents.Kind.COUNTRY;
    }

    private static Said position(List<Said> said) {
        return said.stream().filter(Said::decided).max(BY_TIME).orElseGet(() -> said.stream()
                .max(BY_TIME)
                .orElseThrow());
    }

    private static String side(Said said) {
        return switch (said.milestone.stance()) {
            case CONDEMN, CRITICISE, CONCERN -> "against";
            case DEFEND, WELCOME -> "for";
            case NEUTRAL, NO_COMMENT, UNCLEAR -> "neither";
        };
    }

    private Map<String, List<Said>> by(Function<Said, String> key) {
        return reactions.stream().collect(Collectors.groupingBy(key, TreeMap::new, Collectors.toList()));
    }

    private static long reports(List<Said> said) {
        return said.stream().mapToLong(Said::reports).sum();
    }

    private static StanceCounts counts(List<Said> said) {
        return new StanceCounts(said.stream()
                .collect(Collectors.groupingBy(one -> one.milestone.stance(), TreeMap::new, Collectors.counting())));
    }
}
