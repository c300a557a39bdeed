package rejoinder.reading;

/** What an official speaks for. */
public enum PartyKind {
    COUNTRY,
    ORGANISATION
}
