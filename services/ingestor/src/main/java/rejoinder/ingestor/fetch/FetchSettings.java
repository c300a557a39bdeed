package rejoinder.ingestor.fetch;

import java.time.Duration;
import java.util.Optional;
import rejoinder.contracts.net.Reach;

/**
 * How to behave towards other people's servers.
 *
 * @param contact address or page of whoever runs this, for the User-Agent
 * @param reach which addresses may be asked
 * @param delay least time between two requests to a host
 * @param mostAtOnce requests under way at a time, over all hosts; one a host
 * @param longestAnswer to a request with all its redirects
 */
public record FetchSettings(
        Optional<String> contact, Reach reach, Duration delay, int mostAtOnce, Duration longestAnswer) {
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(30);

    /** Only public addresses, a second between two requests to a host, 64 hosts at a time. */
    public static final FetchSettings DEFAULTS =
            new FetchSettings(Optional.empty(), Reach.PUBLIC, Duration.ofSeconds(1), 64);

    /** Settings with 30 seconds for an answer. */
    public FetchSettings(Optional<String> contact, Reach reach, Duration delay, int mostAtOnce) {
        this(contact, reach, delay, mostAtOnce, LONGEST_ANSWER);
    }

    public FetchSettings {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("delay can't be negative: " + delay);
        }
        if (mostAtOnce < 1) {
            throw new IllegalArgumentException("mostAtOnce must be at least 1, not " + mostAtOnce);
        }
    }

    /** What requests call themselves. */
    public String userAgent() {
        return "Rejoinder/0.1 (follows officials' statements; "
                + contact.map(who -> "run by " + who).orElse("its operator left no contact") + ")";
    }
}
