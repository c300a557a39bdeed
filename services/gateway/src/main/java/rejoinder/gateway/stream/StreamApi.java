package rejoinder.gateway.stream;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rejoinder.contracts.source.PushToken;
import rejoinder.contracts.topic.Topics;
import rejoinder.gateway.http.Parameters;
import rejoinder.gateway.http.Problem;
import rejoinder.gateway.http.Routes;
import rejoinder.gateway.http.Unavailable;
import rejoinder.gateway.read.Database;
import rejoinder.gateway.read.ReactionFilter;

/**
 * {@code GET /api/v1/stream?type=&story=&actor=&represents=&stance=&since=&snapshot=}: Server-Sent Events.
 *
 * <p>Without a token or a moment, and unless {@code snapshot=false}, what holds now comes first (reactions, oldest
 * first, and summaries; no statements), as events {@code reaction} and {@code summary} without id; then an event {@code
 * live}; then every change once: {@code reaction}, {@code summary} and {@code statement} (a new one, or a new version of
 * one) and {@code retraction} (one that no longer holds, or that the filter no longer lets through; an id the client does
 * not know is to be ignored). The id of an event is a token; sent back as {@code Last-Event-ID} or {@code since}, it goes
 * on from there, at any gateway; {@code since} may also be a moment. What is neither: 400; what is no longer kept: 410.
 */
public final class StreamApi implements Routes, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamApi.class);
    private static final int LONGEST_ID = 300;
    private static final String BEARER = "Bearer ";
    private static final Duration LATER = Duration.ofSeconds(10);
    /** What is kept of topics that few follow, as a part of what is kept of reactions. */
    private static final int SMALLER = 4;

    private final StreamSettings settings;
    private final Map<Subject, Feed> feeds = new EnumMap<>(Subject.class);
    private final Snapshot snapshot;
    private final ThreadPoolExecutor pool;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "gateway-heartbeat"));
    private final Places places;

    /** The database stays the caller's to close. */
    public StreamApi(
            StreamSettings settings, String bootstrapServers, Topics topics, Database database, MeterRegistry metrics) {
        this.settings = settings;
        for (Subject subject : Subject.values()) {
            int recent = subject == Subject.REACTION
                    ? settings.recentBytes()
                    : Math.max(1, settings.recentBytes() / SMALLER);
            feeds.put(
                    subject,
                    new Feed(
                            subject,
                            subject.topic(topics),
                            bootstrapServers,
                            recent,
                            settings.queueBytes() / 2,
                            metrics));
        }
        this.snapshot = new Snapshot(database);
        AtomicInteger threads = new AtomicInteger();
        this.pool = new ThreadPoolExecutor(
                settings.catchingUp(),
                settings.catchingUp(),
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(settings.mostSubscribers()),
                task -> new Thread(task, "gateway-catch-up-" + threads.incrementAndGet()));
        pool.allowCoreThreadTimeOut(true);
        this.places = new Places(settings.mostSubscribers(), settings.mostPerAddress(), settings.mostPerToken());
        metrics.gauge("rejoinder.gateway.stream.subscribers", places, Places::taken);
    }

    /** Begins to follow the reactions; returns at once. What else is asked for is followed from then on. */
    public void start() {
        reactions().start();
        long millis = settings.heartbeat().toMillis();
        // A heartbeat only writes to queues; there is no outcome to wait for.
        var unused = timer.scheduleAtFixedRate(
                () -> feeds.values().forEach(feed -> feed.hub().heartbeat()), millis, millis, TimeUnit.MILLISECONDS);
    }

    /** Why changes don't arrive now; empty when they do. */
    public Optional<String> trouble() {
        return reactions().trouble();
    }

    private Feed reactions() {
        return feeds.get(Subject.REACTION);
    }

    @Override
    public void addTo(ServerBuilder server) {
        server.route().get("/api/v1/stream").build(this::open);
    }

    /** Sends the subscribers away, to reconnect where somebody answers. */
    public void end() {
        feeds.values().forEach(feed -> feed.hub().end("the stream ends here; reconnect with Last-Event-ID"));
    }

    @Override
    public void close() {
        timer.shutdownNow();
        // Beside each other: each waits for a broker that may be away.
        CompletableFuture.allOf(feeds.values().stream()
                        .map(feed -> CompletableFuture.runAsync(feed::closeReader))
                        .toArray(CompletableFuture<?>[]::new))
                .join();
        end();
        pool.shutdownNow();
        try {
            if (!pool.awaitTermination(2, TimeUnit.SECONDS)) {
                LOG.warn("subscribers that were catching up did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        feeds.values().forEach(Feed::close);
    }

    private HttpResponse open(ServiceRequestContext ctx, HttpRequest request) {
        Parameters parameters = Parameters.of(ctx);
        Set<Subject.Type> types =
                parameters.all("type", "reaction, summary or statement", text -> Arrays.stream(Subject.Type.values())
                        .filter(type -> type.text().equals(text))
                        .findFirst());
        Set<String> stories = parameters.all("story", "the id of a story", text -> Optional.of(text)
                .filter(id -> !id.isBlank() && id.length() <= LONGEST_ID));
        StreamFilter filter = new StreamFilter(stories, ReactionFilter.of(parameters));
        Optional<Since> since =
                parameters.one("since", "the id of an event of this stream, or a date-time with offset", Since::parse);
        Begin begin = parameters
                .one("snapshot", "true, false, or how many of the newest reactions, 0 to 1000", Begin::parse)
                .orElse(Begin.WHOLE);
        Optional<Problem> wrong = parameters.problem().or(() -> neverMatching(types, filter));
        if (wrong.isPresent()) {
            return wrong.get().response();
        }
        // A browser that reconnects sends the header and repeats the address, so the header is the newer one.
        Optional<String> last = Optional.ofNullable(request.headers().get(HttpHeaderNames.LAST_EVENT_ID))
                .filter(id -> !id.isEmpty());
        Optional<Since> resumed = last.flatMap(Since.Seen::parse);
        if (last.isPresent() && resumed.isEmpty()) {
            return Problem.parameter("Last-Event-ID", "\"Last-Event-ID\" must be the id of an event of this stream")
                    .response();
        }
        if (reactions().hub().log().isEmpty()) {
            return notReady(reactions()).response();
        }
        List<Feed> wanted = feeds.values().stream()
                .filter(feed -> types.isEmpty()
                        ? feed == reactions()
                        : types.contains(feed.subject().type()))
                .toList();
        return subscribe(ctx, wanted, filter, resumed.or(() -> since), begin);
    }

    /**
     * What a client would get that asks for reactions without a snapshot, for who is in this process. Who does not read
     * on is sent away like any other.
     *
     * @param leastRank only of who has this rank or a higher one; 0 for all
     * @param since id of an event; empty to begin now
     */
    public HttpResponse reactions(
            Set<String> stories, ReactionFilter filter, int leastRank, Optional<String> since, Executor executor) {
        return inside(Subject.REACTION, new StreamFilter(stories, filter, leastRank), since, Begin.NOW, executor);
    }

    /** The same for the summaries of a story as a whole; without a token, the present one comes first. */
    public HttpResponse storySummary(String story, Optional<String> since, Executor executor) {
        ReactionFilter all = new ReactionFilter(Set.of(), Set.of(), Set.of());
        return inside(Subject.STORY, new StreamFilter(Set.of(story), all), since, Begin.WHOLE, executor);
    }

    private HttpResponse inside(
            Subject subject, StreamFilter filter, Optional<String> token, Begin begin, Executor executor) {
        Optional<Since> since = token.flatMap(Since.Seen::parse);
        if (since.isEmpty() && token.isPresent()) {
            return Problem.parameter("since", "it must be the id of an event of this stream")
                    .response();
        }
        return answer(
                new Opening(executor, List.of(feeds.get(subject)), filter, settings.queueBytes(), places.uncounted()),
                since,
                begin);
    }

    private static Optional<Problem> neverMatching(Set<Subject.Type> types, StreamFilter filter) {
        boolean narrowed =
                !filter.stories().isEmpty() || !filter.reactions().stances().isEmpty();
        return types.contains(Subject.Type.STATEMENT) && narrowed
                ? Optional.of(Problem.parameter(
                        "type",
                        "a statement has no story and no stance; ask for \"type=reaction\", or leave out \"story\" and"
                                + " \"stance\""))
                : Optional.empty();
    }

    private static Problem notReady(Feed feed) {
        return Problem.unavailable("the stream is not ready: " + feed.trouble().orElse("it is starting"));
    }

    private HttpResponse subscribe(
            ServiceRequestContext ctx, List<Feed> wanted, StreamFilter filter, Optional<Since> since, Begin begin) {
        Places.Outcome outcome = places.take(ctx.remoteAddress().getAddress(), token(ctx.request()));
        if (!(outcome instanceof Places.Place place)) {
            return Problem.of(HttpStatus.TOO_MANY_REQUESTS, ((Places.Outcome.Refused) outcome).why())
                    .retryingAfter(LATER)
                    .response();
        }
        ctx.clearRequestTimeout();
        return answer(
                new Opening(ctx.eventLoop().withoutContext(), wanted, filter, settings.queueBytes(), place),
                since,
                begin);
    }

    /** What a client says it is, unless it says nothing: nobody checks it here, it only counts. */
    private static Optional<String> token(HttpRequest request) {
        return Optional.ofNullable(request.headers().get(HttpHeaderNames.AUTHORIZATION))
                .filter(authorization -> authorization.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(authorization ->
                        PushToken.hash(authorization.substring(BEARER.length()).strip()));
    }

    private HttpResponse answer(Opening opening, Optional<Since> since, Begin begin) {
        try {
            pool.execute(() -> serve(opening, since, begin));
        } catch (RejectedExecutionException e) {
            opening.finish();
            return Problem.unavailable("too many subscribers connect at once").response();
        }
        return HttpResponse.of(opening.response());
    }

    private void serve(Opening opening, Optional<Since> since, Begin begin) {
        try {
            Optional<Feed> away = opening.prepare();
            if (away.isPresent()) {
                opening.refuse(notReady(away.get()));
            } else if (since.isPresent()) {
                resume(since.get(), opening);
            } else if (begin.withSnapshot()) {
                if (snapshot.send(opening.feeds(), opening.filter(), begin, opening::open)
                        .isPresent()) {
                    opening.bring(pool);
                }
            } else {
                goOn(opening, positions(opening, feed -> feed.hub().position()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            opening.end("the stream ends here; reconnect");
        } catch (Unavailable e) {
            LOG.debug("a subscriber could not be served", e);
            opening.end("what the stream needs does not answer; reconnect");
            opening.response().completeExceptionally(e);
        } catch (RuntimeException e) {
            LOG.error("a subscriber could not be brought up to date", e);
            opening.end("the gateway failed; reconnect");
            opening.response().completeExceptionally(e);
        } finally {
            opening.finish();
        }
    }

    private static <T> Map<Feed, T> positions(Opening opening, Function<Feed, T> of) {
        Map<Feed, T> positions = new LinkedHashMap<>();
        opening.feeds().forEach(feed -> positions.put(feed, of.apply(feed)));
        return positions;
    }

    private void goOn(Opening opening, Map<Feed, Position> from) throws InterruptedException {
        opening.open(from);
        opening.bring(pool);
    }

    private void resume(Since since, Opening opening) throws InterruptedException {
        if (since instanceof Since.Seen seen
                && !opening.feeds().stream()
                        .allMatch(feed -> seen.of(opening.log(feed)).isPresent())) {
            opening.refuse(Problem.gone(
                    "the token comes from another log, or from a stream of other types; connect without a token for a"
                            + " snapshot",
                    opening.token(positions(opening, feed -> feed.hub().recentStart()))));
            return;
        }
        Map<Feed, Reach> reached = positions(opening, feed -> reach(since, opening.log(feed), feed));
        Map<Feed, Position> from = positions(opening, feed -> reached.get(feed).position());
        Optional<Reach.Lost> lost = reached.values().stream()
                .filter(Reach.Lost.class::isInstance)
                .map(Reach.Lost.class::cast)
                .findFirst();
        if (lost.isPresent()) {
            opening.refuse(Problem.gone(lost.get().why(), opening.token(from)));
        } else {
            goOn(opening, from);
        }
    }

    private static Reach reach(Since since, String log, Feed feed) {
        if (since instanceof Since.Moment moment) {
            return feed.catchUp().at(moment.at());
        }
        Position position = ((Since.Seen) since).of(log).orElseThrow().position();
        boolean inMemory = position.reaches(feed.hub().recentStart())
                && feed.hub().position().reaches(position);
        return inMemory ? new Reach.From(position) : feed.catchUp().check(position);
    }
}
