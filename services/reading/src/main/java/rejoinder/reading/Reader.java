package rejoinder.reading;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Turns documents into attributions. Thread-safe. */
public final class Reader {
    /** Characters a text may have; whoever calls refuses longer ones with a reason. */
    public static final int LONGEST_TEXT = 1024 * 1024;

    /** Attributions that are taken from one text; what comes after them is left. */
    public static final int MOST_ATTRIBUTIONS = 10_000;

    private static final int LONGEST_CONTEXT = 600;
    private static final String STRUCTURED_ROW = "structured-row";

    private final Registry registry;
    private final Rules rules;
    private final LowerWords words = new LowerWords();

    private Reader(Registry registry, Rules rules) {
        this.registry = registry;
        this.rules = rules;
    }

    /** A reader with the bundled registry. */
    public static Reader standard() {
        return with(Registry.bundled());
    }

    /** A reader with a registry of one's own. */
    public static Reader with(Registry registry) {
        return with(registry, Rules.ALL);
    }

    /** A reader with a registry of one's own that goes by some rules only. */
    public static Reader with(Registry registry, Rules rules) {
        return new Reader(registry, rules);
    }

    /** Finds the attributions of a document; never throws for any text. */
    public Reading read(SourceText source) {
        Optional<String> language = Languages.of(source.text(), words);
        Lexicon lexicon = language.or(source::language)
                .map(tag -> tag.toLowerCase(Locale.ROOT))
                .map(tag -> tag.length() > 2 ? tag.substring(0, 2) : tag)
                .flatMap(Lexicon::of)
                .orElseGet(Lexicon::english);
        Tokens tokens = new Tokens(source.text(), lexicon, words);
        Names.Found names = Names.in(tokens, lexicon);
        Cast cast = new Cast(tokens, names, new Cast.KnownNames() {
            @Override
            public boolean knows(String name) {
                return registry.knows(name);
            }

            @Override
            public Gender gender(String name) {
                return registry.gender(name);
            }
        });
        Clauses.Result reports = new Clauses(tokens, names, cast, lexicon).run();
        List<Speakers.Spoken> spoken = new Speakers(tokens, names, cast, reports, lexicon).run();
        CodePoints points = new CodePoints(tokens.chars);
        SaidAt published = new SaidAt(
                source.publishedAt()
                        .filter(at -> !at.isAfter(source.observedAt()))
                        .orElse(source.observedAt()),
                SaidAt.Precision.PUBLICATION);
        Officials officials = new Officials(tokens, names, cast, registry, published.at());
        Days days = new Days(tokens, lexicon.language, source.publishedAt());
        Map<String, LocalDate> lastDay = new HashMap<>();
        List<Attribution> attributions = new ArrayList<>();
        for (Speakers.Spoken one : spoken.subList(0, Math.min(spoken.size(), MOST_ATTRIBUTIONS))) {
            Report report = one.report();
            Optional<Speaker> speaker = Optional.empty();
            if (one.named()) {
                String name = one.person() != null ? one.person().name : one.phrase();
                Officials.Resolved resolved = officials.of(one);
                speaker = Optional.of(new Speaker(
                        name,
                        Optional.of(points.span(tokens.start[one.from()], tokens.end[one.to() - 1])),
                        resolved.official(),
                        resolved.candidates(),
                        one.rule() + "/" + resolved.rule()));
            }
            String who = speaker.map(Speaker::name).orElse("");
            Optional<LocalDate> day = days.near(report).or(() -> Optional.ofNullable(lastDay.get(who))
                    .filter(last -> report.cueFrom() < 0 && !who.isEmpty()));
            day.ifPresent(told -> lastDay.put(who, told));
            SaidAt saidAt = day.map(
                            told -> new SaidAt(told.atStartOfDay(ZoneOffset.UTC).toInstant(), SaidAt.Precision.DAY))
                    .filter(told -> !told.at().isAfter(source.observedAt()))
                    .orElse(published);
            attributions.add(new Attribution(
                    report.type(),
                    points.span(report.start(), report.end()),
                    source.text().substring(report.start(), report.end()),
                    report.cueFrom() < 0
                            ? Optional.empty()
                            : Optional.of(new Cue(
                                    source.text()
                                            .substring(tokens.start[report.cueFrom()], tokens.end[report.cueTo() - 1]),
                                    points.span(tokens.start[report.cueFrom()], tokens.end[report.cueTo() - 1]))),
                    speaker,
                    context(source.text(), report),
                    saidAt,
                    report.rule()));
        }
        return new Reading(language, attributions.stream().filter(rules::take).toList());
    }

    private static String context(String text, Report report) {
        int from = Math.max(0, report.start() - 200);
        int to = Math.min(text.length(), Math.max(report.end(), from) + 200);
        String context = text.substring(from, to);
        return context.length() > LONGEST_CONTEXT && context.codePointCount(0, context.length()) > LONGEST_CONTEXT
                ? context.substring(0, context.offsetByCodePoints(0, LONGEST_CONTEXT))
                : context;
    }

    /** Resolves the speaker of a row by the registry, then by the role and the party that the row gives. */
    public Stated resolve(StructuredStatement row) {
        SaidAt saidAt = saidAt(row);
        Officials.Resolved resolved = Rows.resolve(row, registry, saidAt.at());
        boolean taken = rules.take(STRUCTURED_ROW) && rules.take(resolved.rule());
        Optional<Official> official = resolved.official().filter(one -> taken);
        int length = row.quote().codePointCount(0, row.quote().length());
        Attribution attribution = new Attribution(
                QuoteType.DIRECT,
                new TextSpan(0, length),
                row.quote(),
                Optional.empty(),
                Optional.of(
                        new Speaker(row.speaker(), Optional.empty(), official, resolved.candidates(), resolved.rule())),
                "",
                saidAt,
                STRUCTURED_ROW);
        return new Stated(
                attribution,
                official,
                official.isPresent()
                        ? Optional.empty()
                        : Optional.of(
                                taken
                                        ? problem(row.speaker(), resolved.candidates())
                                        : "a rule that would find \"" + row.speaker() + "\" is left out"));
    }

    private static String problem(String speaker, List<Official> candidates) {
        return candidates.isEmpty()
                ? "no official is called \"" + speaker
                        + "\" at that date; give role and represents, or add a row to the registry"
                : "\"" + speaker + "\" can be "
                        + candidates.stream()
                                .map(one -> one.name()
                                        + one.role().map(role -> ", " + role).orElse("") + " ("
                                        + one.represents().code() + ")")
                                .collect(Collectors.joining(" or "))
                        + "; give role or represents";
    }

    private static SaidAt saidAt(StructuredStatement row) {
        Instant given = row.saidAt().orElse(row.publishedAt().orElse(row.observedAt()));
        SaidAt.Precision precision = row.saidAt().isEmpty()
                ? SaidAt.Precision.PUBLICATION
                : row.saidAtIsDay() ? SaidAt.Precision.DAY : SaidAt.Precision.INSTANT;
        return given.isAfter(row.observedAt())
                ? new SaidAt(row.observedAt(), SaidAt.Precision.PUBLICATION)
                : new SaidAt(given, precision);
    }
}
