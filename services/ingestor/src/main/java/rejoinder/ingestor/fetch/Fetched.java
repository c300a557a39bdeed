package rejoinder.ingestor.fetch;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What came of asking for an address. */
public sealed interface Fetched {
    /**
     * An answer with a body.
     *
     * @param url where it was found, after redirects
     * @param movedForGood whether every redirect on the way was a permanent one
     * @param headers by lower-case name
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Body(URI url, boolean movedForGood, Map<String, String> headers, byte[] bytes) implements Fetched {
        /** A header. */
        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }
    }

    /** Nothing has changed since it was last asked for. */
    record NotModified(Map<String, String> headers) implements Fetched {}

    /**
     * There is no answer to use.
     *
     * @param message for a person
     * @param retryAt when the server wants to be asked again
     */
    record Failed(Reason reason, String message, Optional<Instant> retryAt) implements Fetched {
        public Failed(Reason reason, String message) {
            this(reason, message, Optional.empty());
        }
    }

    /** Why there is none. */
    enum Reason {
        /** The address is not one of the public web. */
        REFUSED(true),
        /** robots.txt does not allow it. */
        ROBOTS(true),
        /** It does not exist, or not any more, or not for us. */
        NOT_THERE(true),
        TOO_LARGE(true),
        TOO_MANY_REDIRECTS(true),
        TOO_SLOW(false),
        /** The server has trouble, or we asked too often. */
        SERVER(false),
        /** No connection, or none that can be trusted. */
        UNREACHABLE(false);

        private final boolean lasting;

        Reason(boolean lasting) {
            this.lasting = lasting;
        }

        /** Whether asking again soon would give the same. */
        public boolean lasting() {
            return lasting;
        }
    }
}
