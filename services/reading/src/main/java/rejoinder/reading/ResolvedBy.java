package rejoinder.reading;

/** Where an office is known from. */
public enum ResolvedBy {
    REGISTRY,
    TEXT
}
