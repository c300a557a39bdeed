package rejoinder.ingestor.fetch;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/**
 * Something to ask for.
 *
 * @param headers to send along; {@code authorization} goes to the first host only
 * @param kind whether robots.txt has a say
 * @param mostBytes of the body, after decompression
 */
public record Wanted(URI url, Map<String, String> headers, Kind kind, int mostBytes) {
    /** The largest document, after decompression. */
    public static final int LARGEST_DOCUMENT = 5 * 1024 * 1024;

    public Wanted {
        headers = Map.copyOf(headers);
    }

    /** What it is. */
    public enum Kind {
        /** Made for programs: a feed, a sitemap, an API. */
        FEED,
        /** Made for people: robots.txt is honoured. */
        PAGE
    }

    /** A feed or an answer of an API. */
    public static Wanted feed(URI url) {
        return new Wanted(url, Map.of(), Kind.FEED, LARGEST_DOCUMENT);
    }

    /** A page. */
    public static Wanted page(URI url) {
        return new Wanted(url, Map.of("accept", "text/html, text/plain;q=0.5"), Kind.PAGE, LARGEST_DOCUMENT);
    }

    /** The same with one more header. */
    public Wanted with(String header, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(header, value);
        return new Wanted(url, more, kind, mostBytes);
    }

    /** The same with another bound. */
    public Wanted atMost(int bytes) {
        return new Wanted(url, headers, kind, bytes);
    }
}
