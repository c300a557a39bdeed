package rejoinder.sink.database;

/** What became of a batch. */
public enum Outcome {
    /** All of it is written. */
    WRITTEN,
    /** Nothing is: another writer has moved one of its partitions, so this one reads from a stale position. */
    STALE
}
