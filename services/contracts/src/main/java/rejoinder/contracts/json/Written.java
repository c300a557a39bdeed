package rejoinder.contracts.json;

/**
 * A value and its JSON, for whoever needs both: it is written once. Not to be compared.
 */
public final class Written<V> {
    private final V value;
    private final byte[] json;

    private Written(V value, byte[] json) {
        this.value = value;
        this.json = json;
    }

    /** Writes a value. */
    public static <V> Written<V> of(V value, JsonSerde<V> as) {
        return new Written<>(value, as.toBytes(value));
    }

    /** What was written. */
    public V value() {
        return value;
    }

    /** Its bytes, which nobody may change. */
    public byte[] json() {
        return json;
    }
}
