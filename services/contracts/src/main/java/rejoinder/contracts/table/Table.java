package rejoinder.contracts.table;

import static rejoinder.contracts.table.Column.maybe;
import static rejoinder.contracts.table.Column.number;
import static rejoinder.contracts.table.Column.text;
import static rejoinder.contracts.table.Column.time;
import static rejoinder.contracts.table.Column.truth;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import rejoinder.contracts.Stance;
import rejoinder.contracts.reaction.Reaction;
import rejoinder.contracts.statement.Statement;
import rejoinder.contracts.summary.ActorSummary;
import rejoinder.contracts.summary.CountrySummary;
import rejoinder.contracts.summary.Milestone;
import rejoinder.contracts.summary.StanceChange;
import rejoinder.contracts.summary.StanceCounts;
import rejoinder.contracts.summary.StorySummary;
import rejoinder.contracts.utterance.Report;

/**
 * A table: what its rows are and its columns in their order. New columns come at the end, so that whoever reads by
 * position goes on working.
 *
 * @param name of the table and of files that hold it
 * @param description what one row is
 */
public record Table<V>(String name, String description, List<Column<V>> columns) {
    public Table {
        columns = List.copyOf(columns);
    }

    /** One row a reaction. */
    public static Table<Reaction> reactions() {
        return new Table<>(
                "reactions",
                "What an official said of the story's trigger event, once, however many reported it.",
                List.of(
                        text("id", "Story and utterance; the key of this table.", Reaction::id),
                        text("story", "Id of the story.", Reaction::story),
                        time(
                                "said_at",
                                "When it was said.",
                                r -> Optional.of(r.saidAt().at())),
                        text(
                                "said_at_precision",
                                "How exactly that is known: instant, day, or taken from publication.",
                                r -> r.saidAt().precision().json()),
                        number("lag_seconds", "Seconds from the trigger event.", Reaction::lagSeconds),
                        text("actor_id", "Id of who spoke.", r -> r.actor().id()),
                        text("actor", "Name of who spoke.", r -> r.actor().name()),
                        text("actor_kind", "person or institution.", r -> r.actor()
                                .kind()
                                .json()),
                        maybe("role", "Office at that date.", Reaction::role),
                        number("rank", "0 to 100; higher speaks with more authority.", r -> (long) r.rank()),
                        text(
                                "represents",
                                "Code of the country (ISO 3166-1) or organisation spoken for.",
                                r -> r.represents().code()),
                        text("represents_name", "Its name in English.", r -> r.represents()
                                .name()),
                        text("represents_kind", "country or organisation.", r -> r.represents()
                                .kind()
                                .json()),
                        text(
                                "stance",
                                "Toward the trigger event: condemn, criticise, concern, neutral, no-comment, defend,"
                                        + " welcome or unclear.",
                                r -> r.stance().json()),
                        text("stance_rule", "Name of the rule that decided the stance.", Reaction::stanceRule),
                        text("text", "The fullest wording reported.", Reaction::text),
                        maybe("language", "Its language (ISO 639-1).", Reaction::language),
                        number("reports", "How many reports there are.", r -> (long) r.reportCount()),
                        number("outlets", "How many different outlets report it.", r -> (long) r.outletCount()),
                        number("independent_outlets", "How many report it without repeating another.", r ->
                                (long) r.independentOutlets()),
                        maybe("outlet", "Outlet of its first report.", r -> first(r).map(Report::outlet)),
                        maybe("url", "Link to its first report.", r -> first(r).flatMap(Report::url)),
                        maybe("answers_actor_id", "Id of whose reaction it answers.", r -> r.answers()
                                .map(Reaction.Answer::actorId)),
                        truth("pinned", "Whether an editor put it here by hand.", r -> r.pinned()
                                .isPresent())));
    }

    /** One row a report of a reaction. */
    public static Table<Reported> reports() {
        return new Table<>(
                "reports",
                "One report of a reaction: who published which wording of it.",
                List.of(
                        text("reaction", "Id of the reaction.", r -> r.reaction()
                                .id()),
                        text("statement", "Id of the statement that the report is.", r -> r.report()
                                .statement()),
                        text("outlet", "Who published it.", r -> r.report().outlet()),
                        text("source", "Id of the source it came from.", r -> r.report()
                                .source()),
                        time("published_at", "When it was published.", r -> r.report()
                                .publishedAt()),
                        maybe("url", "Its link.", r -> r.report().url()),
                        maybe("title", "Its title.", r -> r.report().title()),
                        maybe("language", "Its language (ISO 639-1).", r -> r.report()
                                .language()),
                        text("type", "direct, mixed or indirect.", r -> r.report()
                                .type()
                                .json()),
                        text("text", "The words, as it reports them.", r -> r.report()
                                .text()),
                        text("document", "Id of the document.", r -> r.report().document()),
                        number("revision", "Its revision.", r ->
                                (long) r.report().revision())));
    }

    /** One row a statement that is asserted. */
    public static Table<Statement.Asserted> statements() {
        return new Table<>(
                "statements",
                "What one document reports an official to have said.",
                List.of(
                        text("id", "The key of this table.", Statement.Asserted::id),
                        time(
                                "said_at",
                                "When it was said.",
                                s -> Optional.of(s.saidAt().at())),
                        text(
                                "said_at_precision",
                                "How exactly that is known: instant, day, or taken from publication.",
                                s -> s.saidAt().precision().json()),
                        time("published_at", "When the document was published.", Statement.Asserted::publishedAt),
                        time("observed_at", "When Rejoinder first saw it.", s -> Optional.of(s.observedAt())),
                        text("actor_id", "Id of who spoke.", s -> s.actor().id()),
                        text("actor", "Name of who spoke.", s -> s.actor().name()),
                        maybe("role", "Office at that date.", Statement.Asserted::role),
                        number("rank", "0 to 100; higher speaks with more authority.", s -> (long) s.rank()),
                        text(
                                "represents",
                                "Code of the country (ISO 3166-1) or organisation spoken for.",
                                s -> s.represents().code()),
                        text("represents_name", "Its name in English.", s -> s.represents()
                                .name()),
                        text("type", "direct, mixed or indirect.", s -> s.type().json()),
                        text("quote", "The words, as the document reports them.", Statement.Asserted::quote),
                        text("speaker", "How the document names the speaker.", s -> s.speaker()
                                .name()),
                        maybe("cue", "The reporting verb or phrase.", s -> s.cue()
                                .map(Statement.Cue::text)),
                        text("rule", "Name of the rule that found it.", Statement.Asserted::rule),
                        number("start", "Where the words begin in the document's text, in code points.", s ->
                                (long) s.span().start()),
                        number("end", "Where they end.", s -> (long) s.span().end()),
                        text("document", "Id of the document.", s -> s.document()
                                .id()),
                        number("revision", "Its revision.", s ->
                                (long) s.document().revision()),
                        text("source", "Id of the source it came from.", s -> s.document()
                                .source()),
                        text("outlet", "Who published it.", s -> s.document().outlet()),
                        maybe("url", "Its link.", s -> s.document().url()),
                        maybe("title", "Its title.", s -> s.document().title()),
                        maybe("language", "Its language (ISO 639-1).", s -> s.document()
                                .language())));
    }

    /** One row an actor. */
    public static Table<ActorSummary> actors() {
        return new Table<>(
                "actors",
                "What one actor said of the story's trigger event, in all.",
                joined(List.of(
                        Stream.of(
                                text("story", "Id of the story.", ActorSummary::story),
                                text("actor_id", "Id of the actor.", s -> s.actor()
                                        .id()),
                                text("actor", "Name of the actor.", s -> s.actor()
                                        .name()),
                                maybe("role", "Office at the latest reaction.", ActorSummary::role),
                                number("rank", "0 to 100; higher speaks with more authority.", s -> (long) s.rank()),
                                text(
                                        "represents",
                                        "Code of the country or organisation spoken for.",
                                        s -> s.represents().code()),
                                text("stance", "The latest stance that is not unclear.", s -> s.stance()
                                        .json()),
                                number("reactions", "How many reactions.", ActorSummary::reactions),
                                number("reports", "How many reports of them.", ActorSummary::reports),
                                number("outlets", "How many different outlets.", ActorSummary::outlets)),
                        milestone("first", ActorSummary::first, true),
                        milestone("latest", ActorSummary::latest, false),
                        change(ActorSummary::changed),
                        stances(ActorSummary::stances))));
    }

    /** One row a country or organisation. */
    public static Table<CountrySummary> countries() {
        return new Table<>(
                "countries",
                "What the speakers of one country or organisation said of the story's trigger event, in all.",
                joined(List.of(
                        Stream.of(
                                text("story", "Id of the story.", CountrySummary::story),
                                text(
                                        "represents",
                                        "Code of the country (ISO 3166-1) or organisation.",
                                        s -> s.represents().code()),
                                text("represents_name", "Its name in English.", s -> s.represents()
                                        .name()),
                                text("represents_kind", "country or organisation.", s -> s.represents()
                                        .kind()
                                        .json()),
                                text(
                                        "official_position",
                                        "Latest stance of the highest-ranking speaker.",
                                        s -> s.officialPosition().stance().json()),
                                text("official_position_actor_id", "Id of that speaker.", s -> s.officialPosition()
                                        .actorId()),
                                text("official_position_actor", "Name of that speaker.", s -> s.officialPosition()
                                        .actorName()),
                                number("reactions", "How many reactions.", CountrySummary::reactions),
                                number("reports", "How many reports of them.", CountrySummary::reports),
                                number("outlets", "How many different outlets.", CountrySummary::outlets),
                                number("actors", "How many actors spoke.", CountrySummary::actors),
                                number(
                                        "dissenters",
                                        "How many of them stand differently from the official position.",
                                        CountrySummary::dissenters)),
                        milestone("first", CountrySummary::first, true),
                        milestone("latest", CountrySummary::latest, false),
                        change(CountrySummary::changed),
                        stances(CountrySummary::stances))));
    }

    /** One row, the story. */
    public static Table<StorySummary> story() {
        return new Table<>(
                "story",
                "The story as a whole.",
                joined(List.of(
                        Stream.of(
                                text("story", "Id of the story.", StorySummary::story),
                                number("reactions", "How many reactions.", StorySummary::reactions),
                                number("reports", "How many reports of them.", StorySummary::reports),
                                number("outlets", "How many different outlets.", StorySummary::outlets),
                                number("actors", "How many actors spoke.", StorySummary::actors),
                                number("countries", "How many countries.", StorySummary::countries),
                                number("organisations", "How many organisations.", StorySummary::organisations),
                                time("first_said_at", "When the first was said.", s -> s.first()
                                        .map(Table::saidAt)),
                                time("latest_said_at", "When the latest was said.", s -> s.latest()
                                        .map(Table::saidAt))),
                        stances(StorySummary::stances))));
    }

    private static Optional<Report> first(Reaction reaction) {
        return reaction.reports().stream().findFirst();
    }

    private static Instant saidAt(Milestone milestone) {
        return milestone.saidAt().at();
    }

    private static <V> Stream<Column<V>> milestone(String which, Function<V, Milestone> milestone, boolean lag) {
        List<Column<V>> columns = new ArrayList<>(List.of(
                text(which + "_reaction", "Id of the " + which + " reaction.", v -> milestone
                        .apply(v)
                        .reaction()),
                time(
                        which + "_said_at",
                        "When the " + which + " was said.",
                        v -> Optional.of(saidAt(milestone.apply(v))))));
        if (lag) {
            columns.add(number("lag_seconds", "Seconds from the trigger event to the first.", v -> milestone
                    .apply(v)
                    .lagSeconds()));
        }
        return columns.stream();
    }

    private static <V> Stream<Column<V>> change(Function<V, Optional<StanceChange>> change) {
        return Stream.of(
                maybe("changed_from", "The stance before the last change of stance.", v -> change.apply(v)
                        .map(changed -> changed.from().json())),
                maybe("changed_to", "The stance since then.", v -> change.apply(v)
                        .map(changed -> changed.to().json())),
                time("changed_at", "When it changed.", v -> change.apply(v)
                        .map(changed -> changed.saidAt().at())));
    }

    private static <V> Stream<Column<V>> stances(Function<V, StanceCounts> counts) {
        return Arrays.stream(Stance.values())
                .map(stance -> number(
                        "stance_" + stance.name().toLowerCase(Locale.ROOT),
                        "How many reactions whose stance is " + stance.json() + ".",
                        v -> counts.apply(v).of(stance)));
    }

    private static <V> List<Column<V>> joined(List<Stream<Column<V>>> parts) {
        return parts.stream().flatMap(part -> part).toList();
    }
}
