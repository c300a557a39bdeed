package rejoinder.ingestor.document;

/** Names for documents and items, stable and within their bounds. */
public final class DocumentNames {
    private static final int LONGEST_ID = 300;
    private static final int LONGEST_ITEM = 1000;

    private DocumentNames() {}

    /** Id of the document that an item of a source becomes. */
    public static String id(String source, String item) {
        String id = source + ":" + item;
        return id.length() <= LONGEST_ID ? id : source + ":" + Fingerprint.of(item);
    }

    /** Name of an item that calls itself {@code name}. */
    public static String item(String name) {
        return name.length() <= LONGEST_ITEM ? name : Fingerprint.of(name);
    }
}
