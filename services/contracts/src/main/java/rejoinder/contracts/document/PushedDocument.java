package rejoinder.contracts.document;

import java.time.Instant;
import java.util.Optional;

/**
 * A document as a client pushes it or a JSON file holds it.
 *
 * @param id the client's; without it the document is named after its url, or else its content
 * @param contentType {@code text/plain} (assumed) or {@code text/html}
 */
public record PushedDocument(
        Optional<String> id,
        Optional<String> outlet,
        Optional<String> url,
        Optional<String> title,
        Optional<String> language,
        Optional<Instant> publishedAt,
        Optional<String> contentType,
        String text) {}
