package rejoinder.ingestor.social;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.linecorp.armeria.client.RequestOptions;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpObject;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.RequestHeadersBuilder;
import com.linecorp.armeria.common.ResponseHeaders;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import rejoinder.contracts.json.Json;
import rejoinder.contracts.source.Source;
import rejoinder.ingestor.fetch.Fetcher;
import rejoinder.ingestor.fetch.Links;
import rejoinder.ingestor.follow.Attempts;
import rejoinder.ingestor.follow.Follower;
import rejoinder.ingestor.follow.Found;
import rejoinder.ingestor.follow.KnownItems;
import rejoinder.ingestor.follow.Poll;
import rejoinder.ingestor.follow.Polling;

/**
 * Follows accounts on a Mastodon-compatible server: polls what they posted, and listens to the streaming API where the
 * settings ask for it. Each time a stream opens, a poll fetches what came while it was closed.
 */
public final class MastodonFollower implements Follower {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    private final Source source;
    private final List<Account> accounts;
    private final MastodonPoll poll;
    private final Polling polling;
    private final Fetcher fetcher;
    private final Clock clock;
    private final Optional<URI> stream;
    private Optional<Connection<HttpObject>> connection = Optional.empty();
    private Instant nextConnect = Instant.EPOCH;
    private Duration pause = FIRST_PAUSE;

    /** @param polling makes a follower of the poll */
    public MastodonFollower(
            Source source,
            Fetcher fetcher,
            KnownItems known,
            Clock clock,
            Executor executor,
            Function<Poll, Polling> polling) {
        this.source = source;
        this.accounts = Account.listed(source.settings().get("accounts"));
        this.fetcher = fetcher;
        this.clock = clock;
        this.poll = new MastodonPoll(source, fetcher, known, clock, executor);
        this.polling = polling.apply(poll);
        String which = source.setting("stream").orElse(source.setting("token").isPresent() ? "user" : "none");
        this.stream = which.equals("none")
                ? Optional.empty()
                : Links.of(source.settings().get("server").replaceAll("/+$", "") + "/api/v1/streaming/"
                        + which.replace(':', '/'));
    }

    @Override
    public void look(Instant now) {
        stream.ifPresent(address -> listen(address, now));
        polling.look(now);
    }

    @Override
    public Optional<Found> next() {
        return polling.next().or(() -> connection.flatMap(Connection::next));
    }

    @Override
    public int waiting() {
        return polling.waiting() + connection.map(Connection::waiting).orElse(0);
    }

    @Override
    public boolean busy() {
        return polling.busy();
    }

    @Override
    public Attempts attempts() {
        return polling.attempts();
    }

    @Override
    public void hurry() {
        polling.hurry();
    }

    @Override
    public void close() {
        connection.ifPresent(Connection::close);
        polling.close();
    }

    private void listen(URI address, Instant now) {
        connection
                .filter(open -> open.waiting() == 0)
                .flatMap(Connection::ended)
                .ifPresent(why -> {
                    attempts().failed(now, "streaming: " + why);
                    connection.ifPresent(Connection::close);
                    connection = Optional.empty();
                    nextConnect = now.plus(pause);
                    pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
                });
        if (connection.isEmpty() && !now.isBefore(nextConnect)) {
            connection = Optional.of(open(address));
            // What came while nobody listened.
            polling.hurry();
        }
    }

    private Connection<HttpObject> open(URI address) {
        EventLines lines = new EventLines();
        Connection<HttpObject> opened = new Connection<>(clock, (arrived, to) -> read(arrived, lines, to));
        Optional<String> refusal = fetcher.refusal(address);
        if (refusal.isPresent()) {
            opened.end(refusal.get());
            return opened;
        }
        RequestHeadersBuilder headers = RequestHeaders.builder(HttpMethod.GET, address.toString())
                .set("user-agent", fetcher.settings().userAgent())
                .set("accept", "text/event-stream");
        source.setting("token").ifPresent(token -> headers.set("authorization", "Bearer " + token));
        RequestOptions options = RequestOptions.builder()
                .responseTimeout(Duration.ZERO)
                .maxResponseLength(0)
                .build();
        opened.to(WebClient.builder()
                .factory(fetcher.connections())
                .build()
                .execute(HttpRequest.of(headers.build()), options));
        return opened;
    }

    private void read(HttpObject arrived, EventLines lines, Connection<HttpObject> to) {
        if (arrived instanceof ResponseHeaders headers && !headers.status().isInformational()) {
            if (headers.status().code() != 200) {
                to.end("the server answers " + headers.status());
            } else {
                pause = FIRST_PAUSE;
            }
        } else if (arrived instanceof HttpData data) {
            try (data) {
                lines.add(data.array()).forEach(event -> read(event, to));
            }
        }
    }

    private void read(EventLines.Event event, Connection<HttpObject> to) {
        switch (event.type()) {
            case "update", "status.update" -> status(event.data()).ifPresent(to::add);
            case "delete" ->
                accounts.forEach(account -> to.add(
                        new Found.Gone(MastodonPoll.item(account, event.data().strip()))));
            default -> {
                // Notifications and the like say nothing of statuses.
            }
        }
    }

    private Optional<Found> status(String json) {
        try {
            JsonNode status = Json.mapper().readTree(json);
            return MastodonStatus.isOwn(status)
                    ? accounts.stream()
                            .filter(account -> isOf(account, MastodonStatus.handle(status)))
                            .findFirst()
                            .map(account -> poll.found(account, status))
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a status is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** A server calls its own accounts by their name alone. */
    private boolean isOf(Account account, String handle) {
        String own = account.handle().toLowerCase(Locale.ROOT);
        String host = URI.create(source.settings().get("server")).getHost();
        return own.equals(handle) || own.equals(handle + "@" + host);
    }
}
