package rejoinder.sink.database;

/** Somebody else has written a partition further in the meantime; nothing of the batch was written. */
public final class StalePositionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StalePositionException(Position expected) {
        super("another writer has moved " + expected.topic() + "-" + expected.partition() + " past "
                + expected.nextOffset());
    }
}
