package rejoinder.ingestor.follow;

import java.util.List;
import java.util.Optional;
import rejoinder.contracts.source.Cursor;

/** What is known of one source's items. Thread-safe. */
public interface KnownItems {
    /** The cursor of an item. */
    Optional<Cursor> of(String item);

    /** The cursors of items whose names are {@code group}, a {@code #} and something more. */
    List<Cursor> within(String group);

    /** Whether an item has been read as it is now. */
    default boolean has(String item, String fingerprint) {
        return of(item).filter(cursor -> cursor.fingerprint().equals(fingerprint)
                        || cursor.fingerprint().equals("rejected " + fingerprint))
                .isPresent();
    }

    /** Nothing is known: everything is new. */
    static KnownItems nothing() {
        return new KnownItems() {
            @Override
            public Optional<Cursor> of(String item) {
                return Optional.empty();
            }

            @Override
            public List<Cursor> within(String group) {
                return List.of();
            }
        };
    }
}
