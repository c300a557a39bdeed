package rejoinder.reading;

/** How words are reported. */
public enum QuoteType {
    DIRECT,
    MIXED,
    INDIRECT
}
