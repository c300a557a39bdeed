package rejoinder.aggregator.utterance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import rejoinder.contracts.statement.Statement;
import rejoinder.contracts.utterance.Report;
import rejoinder.contracts.utterance.Utterance;

/** Makes an utterance of the statements that report it: a pure function of the set, whatever its order. */
public final class UtteranceOf {
    /** Earliest first. */
    static final Comparator<Statement.Asserted> ORDER = Comparator.comparing(
                    (Statement.Asserted statement) -> statement.saidAt().at())
            .thenComparing(statement -> statement.publishedAt().orElse(Instant.MAX))
            .thenComparing(Statement.Asserted::id);

    private static final Pattern SPACE = Pattern.compile("\\s+");

    private UtteranceOf() {}

    /** The utterance that these statements, at least one, report. */
    public static Utterance of(List<Statement.Asserted> statements) {
        List<Statement.Asserted> ordered = new ArrayList<>(statements);
        ordered.sort(ORDER);
        Statement.Asserted earliest = ordered.get(0);
        Statement.Asserted fullest = earliest;
        int longest = length(earliest.quote());
        Instant first = reportedAt(earliest);
        Instant last = first;
        Set<String> outlets = new HashSet<>();
        for (Statement.Asserted statement : ordered) {
            int length = length(statement.quote());
            if (length > longest) {
                fullest = statement;
                longest = length;
            }
            Instant reportedAt = reportedAt(statement);
            first = reportedAt.isBefore(first) ? reportedAt : first;
            last = reportedAt.isAfter(last) ? reportedAt : last;
            outlets.add(statement.document().outlet());
        }
        Independence independence = new Independence(ordered);
        return new Utterance(
                idOf(earliest),
                earliest.actor(),
                earliest.role(),
                earliest.rank(),
                earliest.represents(),
                fullest.quote(),
                fullest.document().language(),
                earliest.saidAt(),
                ordered.size(),
                outlets.size(),
                ordered.stream()
                        .limit(Utterance.MOST_REPORTS)
                        .map(UtteranceOf::report)
                        .toList(),
                independence.outlets(),
                variants(ordered),
                independence.takenOver().stream().limit(Utterance.MOST_REPORTS).toList(),
                Optional.of(first),
                Optional.of(last));
    }

    private static Instant reportedAt(Statement.Asserted statement) {
        return statement.publishedAt().orElse(statement.observedAt());
    }

    /** Wordings that differ in more than white space, each with the first report that has it. */
    private static List<Utterance.Variant> variants(List<Statement.Asserted> ordered) {
        if (ordered.size() == 1) {
            Statement.Asserted only = ordered.get(0);
            return List.of(new Utterance.Variant(only.quote(), only.document().language(), only.id(), 1));
        }
        Map<String, List<Statement.Asserted>> byWording = new LinkedHashMap<>();
        ordered.forEach(statement -> byWording
                .computeIfAbsent(wording(statement.quote()), wording -> new ArrayList<>(1))
                .add(statement));
        return byWording.values().stream()
                .sorted(Comparator.comparingInt((List<Statement.Asserted> reports) ->
                        -length(reports.get(0).quote())))
                .limit(Utterance.MOST_VARIANTS)
                .map(reports -> new Utterance.Variant(
                        reports.get(0).quote(),
                        reports.get(0).document().language(),
                        reports.get(0).id(),
                        reports.size()))
                .toList();
    }

    /** The words with one space where there is white space; most have no other. */
    private static String wording(String quote) {
        for (int i = 0; i < quote.length(); i++) {
            char c = quote.charAt(i);
            boolean another = c == ' ' && i > 0 && quote.charAt(i - 1) == ' ';
            if (another || (c >= '\t' && c <= '\r')) {
                return SPACE.matcher(quote).replaceAll(" ");
            }
        }
        return quote;
    }

    /** The earliest statement of an utterance, by its name. */
    public static String statementOf(String utterance) {
        return "s-" + utterance.substring(2);
    }

    /** The name of the utterance whose earliest statement this is. */
    static String idOf(Statement.Asserted earliest) {
        return idOf(earliest.id());
    }

    /** The name of the utterance whose earliest statement has this id. */
    static String idOf(String statement) {
        return "u-" + (statement.startsWith("s-") ? statement.substring(2) : statement);
    }

    private static Report report(Statement.Asserted statement) {
        Statement.DocumentRef document = statement.document();
        return new Report(
                statement.id(),
                document.id(),
                document.revision(),
                document.source(),
                document.outlet(),
                document.url(),
                document.title(),
                document.language(),
                statement.type(),
                statement.quote(),
                statement.span(),
                statement.cue(),
                statement.speaker(),
                statement.context(),
                document.lead(),
                statement.rule(),
                statement.saidAt(),
                statement.publishedAt());
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
