package rejoinder.reading;

/** Who stands beside a reporting verb: tokens {@code [from,to)}, the noun phrase with what describes it. */
record Subject(Kind kind, int from, int to, Mention mention) {
    /** How the speaker is named. */
    enum Kind {
        PERSON,
        NAME,
        NOMINAL,
        PRONOUN
    }
}
