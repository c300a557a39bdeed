package rejoinder.reading;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The main text of a page, and what the page says of itself. */
public record Extracted(
        String text,
        Optional<String> title,
        Optional<String> outlet,
        Optional<Instant> publishedAt,
        Optional<String> canonicalUrl,
        Optional<String> language,
        List<String> notes) {}
