package rejoinder.contracts.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How far a webhook is. It stands in the partition that the definition has in its topic, and is what another gateway
 * goes on from.
 *
 * @param since token of the stream, behind all that has been delivered
 * @param told what of a watchlist or of a story's spikes has been delivered, where the rule is about those
 * @param delivered how many deliveries were taken
 * @param failures in a row, of the delivery that is being tried
 * @param suspended whether it was given up: nothing more is tried until the webhook is defined anew
 * @param at when this was said
 */
public record WebhookStatus(
        String webhook,
        Optional<String> since,
        List<String> told,
        long delivered,
        int failures,
        boolean suspended,
        Optional<Attempt> lastSuccess,
        Optional<Attempt> lastFailure,
        Instant at) {
    /** The most entries of {@code told}. */
    public static final int MOST_TOLD = 2000;

    public WebhookStatus {
        told = List.copyOf(told);
    }

    /** Nothing delivered yet. */
    public static WebhookStatus fresh(String webhook, Instant at) {
        return new WebhookStatus(
                webhook, Optional.empty(), List.of(), 0, 0, false, Optional.empty(), Optional.empty(), at);
    }

    /** The same, no longer suspended. */
    public WebhookStatus resumed(Instant now) {
        return new WebhookStatus(webhook, since, told, delivered, 0, false, lastSuccess, lastFailure, now);
    }

    /**
     * A delivery that was tried.
     *
     * @param delivery its id
     * @param answer the receiver's status code, or what went wrong, for a person
     */
    public record Attempt(Instant at, String delivery, String answer) {}
}
