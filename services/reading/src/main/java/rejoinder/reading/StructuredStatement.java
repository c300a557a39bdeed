package rejoinder.reading;

import java.time.Instant;
import java.util.Optional;

/** A row that says who said what. */
public record StructuredStatement(
        String quote,
        String speaker,
        Optional<String> role,
        Optional<String> represents,
        Optional<Instant> saidAt,
        boolean saidAtIsDay,
        Optional<Instant> publishedAt,
        Instant observedAt,
        Optional<String> language) {}
