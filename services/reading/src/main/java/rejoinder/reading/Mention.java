package rejoinder.reading;

/**
 * A run of capitalised words: tokens {@code [from,to)}; the name proper, without titles before it, begins at
 * {@code name}.
 */
record Mention(int from, int name, int to, Kind kind, Gender gender) {
    /** What the run names. */
    enum Kind {
        PERSON,
        ORGANISATION,
        PLACE,
        ROLE,
        OTHER
    }

    boolean titled() {
        return name > from;
    }

    int length() {
        return to - name;
    }
}
