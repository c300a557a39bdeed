package rejoinder.ingestor.folder;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import rejoinder.contracts.source.Cursor;
import rejoinder.contracts.source.Source;
import rejoinder.ingestor.document.DocumentNames;

/** A file of a source as it was when it was opened. */
record FileOf(Source source, String name, Instant now, Optional<Instant> modifiedAt, long size) {
    String documentId() {
        return DocumentNames.id(source.id(), name);
    }

    String origin() {
        return "source " + source.id() + ", file " + name;
    }

    /** The cursor that says the file has been dealt with. */
    Cursor mark(String fingerprint) {
        return new Cursor(source.id(), name, Optional.empty(), fingerprint, 0, size, modifiedAt, List.of());
    }
}
