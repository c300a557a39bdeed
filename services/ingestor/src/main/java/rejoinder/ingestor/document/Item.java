package rejoinder.ingestor.document;

import java.time.Instant;
import java.util.Optional;
import rejoinder.contracts.document.PushedDocument;
import rejoinder.contracts.document.PushedStatement;

/**
 * One document as it comes in.
 *
 * @param source id of its source
 * @param name of the item within the source, see {@link rejoinder.contracts.source.Cursor#item()}
 * @param documentId stable name of the document
 * @param fingerprint lower-case hex SHA-256 of what was received
 * @param size in bytes
 * @param modifiedAt of the file, where it is one
 * @param observedAt when it was seen
 * @param outlet of the source, where the item names none
 */
public record Item(
        String source,
        String name,
        String documentId,
        Content content,
        String fingerprint,
        long size,
        Optional<Instant> modifiedAt,
        Instant observedAt,
        Optional<String> outlet) {
    /** What came in. */
    public sealed interface Content {}

    /** A text to read. */
    public record Text(PushedDocument document, java.util.List<String> notes) implements Content {
        public Text {
            notes = java.util.List.copyOf(notes);
        }
    }

    /** A statement that needs no reading. */
    public record Row(PushedStatement statement) implements Content {}

    /**
     * Somebody's own words, as they published them: a statement where they are an official, else a text to read.
     *
     * @param statement with the name the account goes by, or that its follower gave it
     */
    public record Post(PushedStatement statement) implements Content {}

    /** The item is no longer in the file that held it. */
    public record Gone() implements Content {}
}
