package rejoinder.contracts.document;

import java.time.Instant;
import java.util.Optional;

/**
 * A structured statement as a client pushes it or a row of a file holds it.
 *
 * @param id the client's; without it the statement is named after its content
 * @param saidAt ISO 8601 date or date-time with offset
 * @param represents code of a country or organisation, where the client knows it
 */
public record PushedStatement(
        Optional<String> id,
        String quote,
        String speaker,
        Optional<String> role,
        Optional<String> represents,
        Optional<String> saidAt,
        Optional<Instant> publishedAt,
        Optional<String> outlet,
        Optional<String> url,
        Optional<String> title,
        Optional<String> language) {}
