package rejoinder.reading;

/** The country (ISO 3166-1 alpha-2) or organisation somebody speaks for. */
public record RepresentedParty(String code, PartyKind kind, String name) {}
