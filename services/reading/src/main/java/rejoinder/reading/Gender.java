package rejoinder.reading;

/** Gender of a person, as far as a pronoun needs it. */
public enum Gender {
    MALE,
    FEMALE,
    UNKNOWN;

    /** Whether both can be the same person. */
    boolean agrees(Gender other) {
        return this == UNKNOWN || other == UNKNOWN || this == other;
    }
}
