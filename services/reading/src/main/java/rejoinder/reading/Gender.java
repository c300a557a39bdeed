package rejoinder.reading;

/** What a pronoun may stand for. */
enum Gender {
    MALE,
    FEMALE,
    UNKNOWN;

    /** Whether both can be the same person. */
    boolean agrees(Gender other) {
        return this == UNKNOWN || other == UNKNOWN || this == other;
    }
}
