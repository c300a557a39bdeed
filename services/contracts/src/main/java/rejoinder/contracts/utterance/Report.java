package rejoinder.contracts.utterance;

import java.time.Instant;
import java.util.Optional;
import rejoinder.contracts.SaidAt;
import rejoinder.contracts.Span;
import rejoinder.contracts.statement.Statement;

/** One statement merged into an utterance: who published which wording, and where exactly it stands. */
public record Report(
        String statement,
        String document,
        int revision,
        String source,
        String outlet,
        Optional<String> url,
        Optional<String> title,
        Optional<String> language,
        Statement.Type type,
        String text,
        Span span,
        Optional<Statement.Cue> cue,
        Statement.Speaker speaker,
        String context,
        String lead,
        String rule,
        SaidAt saidAt,
        Optional<Instant> publishedAt) {}
