package rejoinder.ingestor.feed;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rejoinder.contracts.source.Callback;
import rejoinder.ingestor.fetch.Fetched;
import rejoinder.ingestor.fetch.Fetcher;
import rejoinder.ingestor.fetch.Links;

/**
 * Subscribes to the hubs that feeds name (WebSub, W3C 2018), where there is an address at which a hub can reach the
 * gateway. A hub's notice makes the feed be polled at once; it goes on being polled besides. Thread-safe.
 */
public final class WebSub {
    private static final Logger LOG = LoggerFactory.getLogger(WebSub.class);
    private static final Duration LEASE = Duration.ofDays(10);
    private static final Duration RENEWED_AFTER = Duration.ofDays(8);
    private static final Duration TRIED_AGAIN_AFTER = Duration.ofHours(1);

    private final Optional<Callback> callback;
    private final Fetcher fetcher;
    private final Clock clock;
    private final Map<String, Instant> nextRequest = new ConcurrentHashMap<>();

    public WebSub(Optional<Callback> callback, Fetcher fetcher, Clock clock) {
        this.callback = callback;
        this.fetcher = fetcher;
        this.clock = clock;
    }

    /** A feed has been read; subscribes to its hub where it is time to. */
    public void seen(String source, String url, Feed feed) {
        Instant now = clock.instant();
        Optional<URI> base = Links.of(url);
        Optional<URI> hub = feed.hub().flatMap(link -> base.flatMap(from -> Links.within(from, link)));
        if (callback.isEmpty() || hub.isEmpty() || now.isBefore(nextRequest.getOrDefault(source, Instant.EPOCH))) {
            return;
        }
        nextRequest.put(source, now.plus(TRIED_AGAIN_AFTER));
        String topic = feed.self()
                .flatMap(link -> base.flatMap(from -> Links.within(from, link)))
                .map(URI::toString)
                .orElse(url);
        var unused = fetcher.post(
                        hub.get(),
                        Map.of(
                                "hub.mode",
                                "subscribe",
                                "hub.topic",
                                topic,
                                "hub.callback",
                                callback.get().address(source),
                                "hub.secret",
                                callback.get().secret(source),
                                "hub.lease_seconds",
                                Long.toString(LEASE.toSeconds())))
                .thenAccept(answer -> {
                    if (answer instanceof Fetched.Body) {
                        nextRequest.put(source, clock.instant().plus(RENEWED_AFTER));
                        LOG.info("source {}: asked {} for notices", source, hub.get());
                    } else if (answer instanceof Fetched.Failed failed) {
                        LOG.info("source {}: no notices from {}: {}", source, hub.get(), failed.message());
                    }
                });
    }
}
