package rejoinder.contracts.document;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One fetched item in one revision, with its text.
 *
 * @param id stable over revisions, at most 300 characters
 * @param revision from 1
 * @param source id of the source it came from
 * @param outlet who published it
 * @param publishedAt the outlet's clock
 * @param observedAt when Rejoinder first saw this revision
 * @param text the extracted text that all spans refer to
 * @param statement the structured statement this document was made from, where it was one
 * @param withdrawn whether the item no longer exists at its source; its text is then empty
 * @param notes what a reader should know of the extraction, such as a replaced encoding
 */
public record Document(
        String id,
        int revision,
        String source,
        String outlet,
        Optional<String> url,
        Optional<String> title,
        Optional<String> language,
        Optional<Instant> publishedAt,
        Instant observedAt,
        String text,
        Optional<PushedStatement> statement,
        boolean withdrawn,
        List<String> notes) {
    public Document {
        notes = List.copyOf(notes);
    }
}
