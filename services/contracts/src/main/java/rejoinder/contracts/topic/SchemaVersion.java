package rejoinder.contracts.topic;

/**
 * A version of a JSON Schema, found in {@code schemas/type/version.json}.
 *
 * @param type folder in {@code schemas/}
 * @param version three numbers with dots
 */
public record SchemaVersion(String type, String version) {
    /** The schema's {@code $id}. */
    public String uri() {
        return "urn:rejoinder:schema:" + type + ":" + version;
    }
}
