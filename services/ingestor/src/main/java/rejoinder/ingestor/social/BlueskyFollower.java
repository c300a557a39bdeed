package rejoinder.ingestor.social;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.linecorp.armeria.client.websocket.WebSocketClient;
import com.linecorp.armeria.client.websocket.WebSocketSession;
import com.linecorp.armeria.common.websocket.WebSocketFrame;
import com.linecorp.armeria.common.websocket.WebSocketFrameType;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import rejoinder.contracts.json.Json;
import rejoinder.contracts.source.Cursor;
import rejoinder.contracts.source.Source;
import rejoinder.ingestor.fetch.Fetched;
import rejoinder.ingestor.fetch.Fetcher;
import rejoinder.ingestor.fetch.Links;
import rejoinder.ingestor.fetch.Wanted;
import rejoinder.ingestor.follow.Attempts;
import rejoinder.ingestor.follow.Follower;
import rejoinder.ingestor.follow.Found;
import rejoinder.ingestor.follow.KnownItems;

/**
 * Follows accounts on Bluesky by Jetstream (github.com/bluesky-social/jetstream): posts as they are created, changed and
 * deleted, resumed from the time of the last one.
 */
public final class BlueskyFollower implements Follower {
    private static final String JETSTREAM = "wss://jetstream2.us-east.bsky.network/subscribe";
    private static final String API = "https://public.api.bsky.app";
    private static final int LARGEST_FRAME = 1024 * 1024;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    private final Source source;
    private final List<Account> accounts;
    private final Fetcher fetcher;
    private final Clock clock;
    private final Executor executor;
    private final JetstreamEvents events;
    private final Attempts attempts = new Attempts();
    private final Map<String, JetstreamEvents.Profile> profiles = new ConcurrentHashMap<>();
    private volatile Optional<Connection<WebSocketFrame>> connection = Optional.empty();
    private volatile Optional<WebSocketSession> session = Optional.empty();
    private volatile Optional<String> cursor;
    private volatile boolean connecting;
    private volatile boolean closed;
    private Instant nextConnect = Instant.EPOCH;
    private Duration pause = FIRST_PAUSE;

    public BlueskyFollower(Source source, Fetcher fetcher, KnownItems known, Clock clock, Executor executor) {
        this.source = source;
        this.accounts = Account.listed(source.settings().get("accounts"));
        this.fetcher = fetcher;
        this.clock = clock;
        this.executor = executor;
        this.events = new JetstreamEvents(source, clock);
        this.cursor = known.of(Cursor.POSITION)
                .flatMap(Cursor::position)
                .map(position -> position.get(JetstreamEvents.CURSOR));
    }

    @Override
    public void look(Instant now) {
        connection
                .filter(open -> open.waiting() == 0)
                .flatMap(Connection::ended)
                .ifPresent(why -> {
                    attempts.failed(now, why);
                    disconnect();
                    nextConnect = now.plus(pause);
                    attempts.next(nextConnect);
                    pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
                });
        if (connection.isEmpty() && !connecting && !closed && !now.isBefore(nextConnect)) {
            connecting = true;
            connect();
        }
    }

    @Override
    public Optional<Found> next() {
        return connection.flatMap(Connection::next);
    }

    @Override
    public int waiting() {
        return connection.map(Connection::waiting).orElse(0);
    }

    @Override
    public boolean busy() {
        return connecting || connection.isPresent();
    }

    @Override
    public Attempts attempts() {
        return attempts;
    }

    @Override
    public void hurry() {
        nextConnect = Instant.EPOCH;
    }

    @Override
    public void close() {
        closed = true;
        disconnect();
    }

    private void disconnect() {
        connection.ifPresent(Connection::close);
        session.ifPresent(open -> open.outbound().close());
        connection = Optional.empty();
        session = Optional.empty();
    }

    private void connect() {
        Connection<WebSocketFrame> opened = new Connection<>(clock, this::read);
        CompletableFuture<Void> known = CompletableFuture.completedFuture(null);
        for (Account account : accounts) {
            known = known.thenComposeAsync(before -> profile(account), executor);
        }
        var unused = known.thenCompose(done -> open()).handle((open, failure) -> {
            if (failure != null) {
                Throwable cause = failure.getCause() == null ? failure : failure.getCause();
                opened.end(Optional.ofNullable(cause.getMessage()).orElse(cause.toString()));
            } else if (closed) {
                open.outbound().close();
            } else {
                session = Optional.of(open);
                opened.to(open.inbound());
                attempts.succeeded(clock.instant());
            }
            connection = Optional.of(opened);
            connecting = false;
            return opened;
        });
    }

    private CompletableFuture<Void> profile(Account account) {
        if (profiles.values().stream().anyMatch(profile -> profile.account().equals(account))) {
            return CompletableFuture.completedFuture(null);
        }
        String url = source.setting("api").orElse(API).replaceAll("/+$", "") + "/xrpc/app.bsky.actor.getProfile?actor="
                + URLEncoder.encode(account.handle(), StandardCharsets.UTF_8);
        return fetcher.get(Wanted.feed(Links.of(url).orElseThrow()).with("accept", "application/json"))
                .thenAccept(fetched -> {
                    if (!(fetched instanceof Fetched.Body body)) {
                        throw new IllegalStateException("the profile of " + account.handle() + ": "
                                + (fetched instanceof Fetched.Failed failed ? failed.message() : "nothing came"));
                    }
                    JsonNode json = json(body.bytes());
                    String did = json.path("did").asText();
                    profiles.put(
                            did,
                            new JetstreamEvents.Profile(
                                    account,
                                    did,
                                    json.path("handle").asText(account.handle()),
                                    json.path("displayName").asText("")));
                });
    }

    private CompletableFuture<WebSocketSession> open() {
        URI address = URI.create(source.setting("jetstream").orElse(JETSTREAM));
        Optional<String> refusal = fetcher.refusal(address);
        if (refusal.isPresent()) {
            return CompletableFuture.failedFuture(new IllegalStateException(refusal.get()));
        }
        List<String> query = new ArrayList<>();
        query.add("wantedCollections=" + JetstreamEvents.POSTS);
        profiles.keySet().forEach(did -> query.add("wantedDids=" + URLEncoder.encode(did, StandardCharsets.UTF_8)));
        cursor.ifPresent(time -> query.add("cursor=" + time));
        String base = address.getScheme() + "://" + address.getRawAuthority();
        return WebSocketClient.builder(base)
                .factory(fetcher.connections())
                .maxFramePayloadLength(LARGEST_FRAME)
                .aggregateContinuation(true)
                .setHeader("user-agent", fetcher.settings().userAgent())
                .build()
                .connect(address.getRawPath() + "?" + String.join("&", query));
    }

    private void read(WebSocketFrame frame, Connection<WebSocketFrame> to) {
        try (frame) {
            if (frame.type() == WebSocketFrameType.PING) {
                session.filter(open -> !open.outbound().tryWrite(WebSocketFrame.ofPong(frame.array())))
                        .ifPresent(open -> to.end("the connection takes nothing any more"));
            } else if (frame.type() == WebSocketFrameType.TEXT) {
                pause = FIRST_PAUSE;
                attempts.succeeded(clock.instant());
                JsonNode event = json(frame.text().getBytes(StandardCharsets.UTF_8));
                for (Found one : events.read(event, profiles)) {
                    to.add(one);
                    if (one instanceof Found.Position position) {
                        cursor = Optional.of(position.position().get(JetstreamEvents.CURSOR));
                    }
                }
            }
        }
    }

    private static JsonNode json(byte[] bytes) {
        try {
            return Json.mapper().readTree(bytes);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new IllegalArgumentException("not JSON in UTF-8", e);
        }
    }
}
