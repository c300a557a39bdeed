package rejoinder.gateway.webhook;

import java.time.Duration;
import rejoinder.contracts.net.Reach;

/**
 * How deliveries are tried.
 *
 * @param reach which addresses may be asked
 * @param firstPause after the first failure; each further one doubles it
 * @param longestPause the most it becomes
 * @param attempts failures in a row after which a webhook is suspended
 * @param longestAnswer how long a receiver may take to answer
 */
public record WebhookSettings(
        Reach reach, Duration firstPause, Duration longestPause, int attempts, Duration longestAnswer) {
    /** Public addresses only; given up after 60 failures, about nine hours. */
    public static final WebhookSettings DEFAULTS = new WebhookSettings(
            Reach.PUBLIC, Duration.ofSeconds(1), Duration.ofMinutes(10), 60, Duration.ofSeconds(10));

    public WebhookSettings {
        if (firstPause.isNegative() || firstPause.isZero() || longestPause.compareTo(firstPause) < 0) {
            throw new IllegalArgumentException("pauses must be longer than zero, the longest not the shortest");
        }
        if (attempts < 1 || longestAnswer.isNegative() || longestAnswer.isZero()) {
            throw new IllegalArgumentException("a webhook needs at least one attempt and time for an answer");
        }
    }

    /** The same, for these addresses. */
    public WebhookSettings reaching(Reach addresses) {
        return new WebhookSettings(addresses, firstPause, longestPause, attempts, longestAnswer);
    }

    /** How long to wait after so many failures in a row, from 1. */
    Duration pause(int failures) {
        int doublings = Math.min(failures - 1, 20);
        Duration doubled = firstPause.multipliedBy(1L << doublings);
        return doubled.compareTo(longestPause) < 0 ? doubled : longestPause;
    }
}
