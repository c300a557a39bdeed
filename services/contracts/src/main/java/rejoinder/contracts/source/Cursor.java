package rejoinder.contracts.source;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How far one item of a source has been read: what is needed to do nothing when it is seen again unchanged, and to
 * retract what a changed one no longer says.
 *
 * @param source id of the source
 * @param item what was read: a file's path within the folder, or the id of a pushed document
 * @param document id of the document made from it; absent for the mark of a file that holds many
 * @param fingerprint lower-case hex SHA-256 of the bytes read
 * @param revision of the document, from 1; 0 for the mark of a file
 * @param size of the item in bytes
 * @param modifiedAt of the file, where there is one
 * @param statements what the newest revision says
 */
public record Cursor(
        String source,
        String item,
        Optional<String> document,
        String fingerprint,
        int revision,
        long size,
        Optional<Instant> modifiedAt,
        List<Said> statements) {
    public Cursor {
        statements = List.copyOf(statements);
    }

    /** A statement in the newest revision: enough to retract it. */
    public record Said(String statement, String actor) {}
}
