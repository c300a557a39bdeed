package rejoinder.reading;

import java.time.Instant;
import java.util.Optional;

/** A document to read. */
public record SourceText(
        String text,
        Optional<String> title,
        Optional<Instant> publishedAt,
        Instant observedAt,
        Optional<String> language) {}
