package rejoinder.ingestor.follow;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import rejoinder.contracts.source.Cursor;
import rejoinder.ingestor.document.Item;
import rejoinder.ingestor.document.Rejected;

/** What following a source comes upon, in order. */
public sealed interface Found {
    /** About how many bytes it holds in memory. */
    default long weight() {
        return 0;
    }

    /**
     * Something that takes time to look at; may be looked at on any thread, once.
     *
     * @param size about, in bytes
     */
    record Unopened(long size, Supplier<Found> opening) implements Found {
        @Override
        public long weight() {
            return size;
        }
    }

    /** A document. */
    record Document(Item item) implements Found {
        @Override
        public long weight() {
            return item.size();
        }
    }

    /**
     * Something that can't be read.
     *
     * @param origin where it stands, for a person
     * @param bytes as received, at most 1 MiB of them
     * @param mark cursor by which it is known again, so that it is rejected once
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Bad(String origin, byte[] bytes, Rejected rejected, Optional<Cursor> mark) implements Found {}

    /** A file with many documents has been read to its end. */
    record Read(Cursor mark) implements Found {}

    /** An item that was there before no longer is; what it said is retracted. */
    record Gone(String name) implements Found {}

    /** The source has been followed up to here. */
    record Position(Map<String, String> position) implements Found {
        public Position {
            position = Map.copyOf(position);
        }
    }
}
