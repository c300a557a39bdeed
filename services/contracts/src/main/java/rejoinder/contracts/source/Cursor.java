package rejoinder.contracts.source;

import java.time.Instant;
import java.util.List;
import java.util.Map;
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
 * @param position how far a source that is not a set of files has been followed, in words of its kind; empty for the
 *     cursor of a document
 */
public record Cursor(
        String source,
        String item,
        Optional<String> document,
        String fingerprint,
        int revision,
        long size,
        Optional<Instant> modifiedAt,
        List<Said> statements,
        Optional<Map<String, String>> position) {
    /** Item of the cursor that holds a source's position. */
    public static final String POSITION = "@position";

    private static final String NOTHING_READ = "0".repeat(64);

    public Cursor {
        statements = List.copyOf(statements);
        position = position.map(Map::copyOf);
    }

    /** The cursor of a document, or the mark of a file. */
    public Cursor(
            String source,
            String item,
            Optional<String> document,
            String fingerprint,
            int revision,
            long size,
            Optional<Instant> modifiedAt,
            List<Said> statements) {
        this(source, item, document, fingerprint, revision, size, modifiedAt, statements, Optional.empty());
    }

    /** A source's position. */
    public static Cursor position(String source, Map<String, String> position) {
        return new Cursor(
                source,
                POSITION,
                Optional.empty(),
                NOTHING_READ,
                0,
                0,
                Optional.empty(),
                List.of(),
                Optional.of(position));
    }

    /** A statement in the newest revision: enough to retract it. */
    public record Said(String statement, String actor) {}
}
