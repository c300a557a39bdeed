package rejoinder.aggregator.utterance;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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

    private UtteranceOf() {}

    /** The utterance that these statements, at least one, report. */
    public static Utterance of(List<Statement.Asserted> statements) {
        List<Statement.Asserted> ordered = statements.stream().sorted(ORDER).toList();
        Statement.Asserted earliest = ordered.get(0);
        Statement.Asserted fullest = ordered.stream()
                .max(Comparator.comparingInt((Statement.Asserted s) -> length(s.quote()))
                        .thenComparing(ORDER.reversed()))
                .orElseThrow();
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
                (int) ordered.stream()
                        .map(statement -> statement.document().outlet())
                        .distinct()
                        .count(),
                ordered.stream()
                        .limit(Utterance.MOST_REPORTS)
                        .map(UtteranceOf::report)
                        .toList());
    }

    /** The name of the utterance whose earliest statement this is. */
    static String idOf(Statement.Asserted earliest) {
        return "u-" + (earliest.id().startsWith("s-") ? earliest.id().substring(2) : earliest.id());
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

    /** Whether there is a value and it equals the other. */
    static boolean same(Optional<Utterance> before, Utterance after) {
        return before.equals(Optional.of(after));
    }
}
