package rejoinder.sink.database;

/** The two parts of a record's key. */
record Key(String story, String part) {
    /** Splits {@code story|part}; {@link IllegalArgumentException} when there is no separator. */
    static Key of(String key) {
        int separator = key.indexOf('|');
        if (separator < 0) {
            throw new IllegalArgumentException("a key of two parts is needed, not \"" + key + "\"");
        }
        return new Key(key.substring(0, separator), key.substring(separator + 1));
    }
}
