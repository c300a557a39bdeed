package rejoinder.ingestor.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A feed of any format.
 *
 * @param ttl how long the feed says it need not be asked again
 * @param next address of the page with older entries (RFC 5005)
 * @param hub address of its WebSub hub
 * @param self address it calls itself by
 * @param entries as they stand, most feeds put the newest first
 */
public record Feed(
        Optional<String> title,
        Optional<String> language,
        Optional<Duration> ttl,
        Optional<String> next,
        Optional<String> hub,
        Optional<String> self,
        List<Entry> entries) {
    public Feed {
        entries = List.copyOf(entries);
    }

    /**
     * One entry.
     *
     * @param id stable over its revisions
     * @param link of its page
     * @param content the whole of it or its beginning, as HTML
     * @param summary a few sentences, as HTML
     */
    public record Entry(
            String id,
            Optional<String> link,
            Optional<String> title,
            Optional<Instant> publishedAt,
            Optional<Instant> updatedAt,
            Optional<String> language,
            Optional<String> content,
            Optional<String> summary) {}

    /** Not a feed; the message is for a person. */
    public static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message);
        }

        Unreadable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
