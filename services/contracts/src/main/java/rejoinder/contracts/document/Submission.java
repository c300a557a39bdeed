package rejoinder.contracts.document;

import java.time.Instant;
import java.util.Optional;

/**
 * What the push API accepted, on its way to the ingestor; holds either a document or a statement.
 *
 * @param id of the document it becomes, and the record's key
 * @param source id of the push source it came through
 * @param receivedAt when the gateway accepted it
 */
public record Submission(
        String id,
        String source,
        Instant receivedAt,
        Optional<PushedDocument> document,
        Optional<PushedStatement> statement) {
    public Submission {
        if (document.isPresent() == statement.isPresent()) {
            throw new IllegalArgumentException("a submission holds either a document or a statement");
        }
    }
}
