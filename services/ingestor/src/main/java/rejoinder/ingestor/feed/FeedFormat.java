package rejoinder.ingestor.feed;

import java.util.Optional;
import rejoinder.ingestor.document.Decoded;

/** Reads a feed of whatever format it has. */
public final class FeedFormat {
    private FeedFormat() {}

    /**
     * The feed in bytes.
     *
     * @param contentType as the server said it
     * @throws Feed.Unreadable when they hold none
     */
    public static Feed read(byte[] bytes, Optional<String> contentType) throws Feed.Unreadable {
        String text = Decoded.of(bytes, contentType).text();
        return isJson(text) ? JsonFeed.read(text) : XmlFeed.read(text);
    }

    /** Whether a text is meant to be a feed. */
    public static boolean looksLikeOne(String text) {
        if (isJson(text)) {
            return text.contains("jsonfeed.org/version/");
        }
        String head = text.substring(0, Math.min(text.length(), 2000));
        return head.contains("<rss") || head.contains("<feed") || head.contains("<rdf:RDF") || head.contains("<RDF");
    }

    private static boolean isJson(String text) {
        return text.stripLeading().startsWith("{");
    }
}
