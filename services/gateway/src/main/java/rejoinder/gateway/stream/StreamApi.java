package rejoinder.gateway.stream;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rejoinder.gateway.http.Parameters;
import rejoinder.gateway.http.Problem;
import rejoinder.gateway.http.Routes;
import rejoinder.gateway.http.Unavailable;
import rejoinder.gateway.log.LogConsumers;
import rejoinder.gateway.read.Database;
import rejoinder.gateway.read.ReactionFilter;

/**
 * {@code GET /api/v1/stream?story=&actor=&represents=&stance=&since=&snapshot=}: Server-Sent Events.
 *
 * <p>Without a token or a moment, and unless {@code snapshot=false}, the reactions that hold now come first, oldest first, as events {@code reaction} without id; then
 * an event {@code live}; then every change once: {@code reaction} (a new one, or a new version of one) and {@code
 * retraction} (one that no longer holds, or that the filter no longer lets through; an id the client does not know is to
 * be ignored). The id of an event is a token; sent back as {@code Last-Event-ID} or {@code since}, it goes on from
 * there, at any gateway; {@code since} may also be a moment. What is neither: 400; what is no longer kept: 410.
 */
public final class StreamApi implements Routes, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamApi.class);
    private static final int LONGEST_ID = 300;
    private static final Duration LATER = Duration.ofSeconds(10);

    private final StreamSettings settings;
    private final Hub hub;
    private final LogReader reader;
    private final CatchUp catchUp;
    private final Snapshot snapshot;
    private final ThreadPoolExecutor pool;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "gateway-heartbeat"));
    private final Places places;

    /** The database stays the caller's to close. */
    public StreamApi(
            StreamSettings settings, String bootstrapServers, String topic, Database database, MeterRegistry metrics) {
        this.settings = settings;
        this.hub = new Hub(settings.recentBytes());
        this.reader = new LogReader(bootstrapServers, topic, hub, metrics);
        this.catchUp = new CatchUp(new LogConsumers(bootstrapServers), topic, hub, settings.queueBytes() / 2, metrics);
        this.snapshot = new Snapshot(database, topic);
        AtomicInteger threads = new AtomicInteger();
        this.pool = new ThreadPoolExecutor(
                settings.catchingUp(),
                settings.catchingUp(),
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(settings.mostSubscribers()),
                task -> new Thread(task, "gateway-catch-up-" + threads.incrementAndGet()));
        pool.allowCoreThreadTimeOut(true);
        this.places = new Places(settings.mostSubscribers(), settings.mostPerAddress());
        metrics.gauge("rejoinder.gateway.stream.subscribers", places, Places::taken);
    }

    /** Begins to follow the log; returns at once. */
    public void start() {
        reader.start();
        long millis = settings.heartbeat().toMillis();
        // A heartbeat only writes to queues; there is no outcome to wait for.
        var unused = timer.scheduleAtFixedRate(hub::heartbeat, millis, millis, TimeUnit.MILLISECONDS);
    }

    /** Why changes don't arrive now; empty when they do. */
    public Optional<String> trouble() {
        return reader.trouble();
    }

    @Override
    public void addTo(ServerBuilder server) {
        server.route().get("/api/v1/stream").build(this::open);
    }

    /** Sends the subscribers away, to reconnect where somebody answers. */
    public void end() {
        hub.end("the gateway is stopping; reconnect with Last-Event-ID");
    }

    @Override
    public void close() {
        timer.shutdownNow();
        reader.close();
        end();
        pool.shutdownNow();
        try {
            if (!pool.awaitTermination(2, TimeUnit.SECONDS)) {
                LOG.warn("subscribers that were catching up did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        catchUp.close();
    }

    private HttpResponse open(ServiceRequestContext ctx, HttpRequest request) {
        Parameters parameters = Parameters.of(ctx);
        Set<String> stories = parameters.all("story", "the id of a story", text -> Optional.of(text)
                .filter(id -> !id.isBlank() && id.length() <= LONGEST_ID));
        StreamFilter filter = new StreamFilter(stories, ReactionFilter.of(parameters));
        Optional<Since> since =
                parameters.one("since", "the id of an event of this stream, or a date-time with offset", Since::parse);
        boolean whole =
                parameters.one("snapshot", "true or false", StreamApi::truth).orElse(true);
        Optional<Problem> wrong = parameters.problem();
        if (wrong.isPresent()) {
            return wrong.get().response();
        }
        // A browser that reconnects sends the header and repeats the address, so the header is the newer one.
        Optional<String> last = Optional.ofNullable(request.headers().get(HttpHeaderNames.LAST_EVENT_ID))
                .filter(id -> !id.isEmpty());
        Optional<Since> resumed = last.flatMap(Token::parse).map(Since.Seen::new);
        if (last.isPresent() && resumed.isEmpty()) {
            return Problem.parameter("Last-Event-ID", "\"Last-Event-ID\" must be the id of an event of this stream")
                    .response();
        }
        return subscribe(ctx, filter, resumed.or(() -> since), whole);
    }

    private static Optional<Boolean> truth(String text) {
        return Optional.of(text).filter(Set.of("true", "false")::contains).map(Boolean::valueOf);
    }

    private HttpResponse subscribe(
            ServiceRequestContext ctx, StreamFilter filter, Optional<Since> since, boolean whole) {
        Optional<String> log = hub.log();
        if (log.isEmpty()) {
            return Problem.unavailable(
                            "the stream is not ready: " + reader.trouble().orElse("it is starting"))
                    .response();
        }
        if (since.isPresent()
                && since.get() instanceof Since.Seen seen
                && !seen.token().log().equals(log.get())) {
            return Problem.gone(
                            "the token comes from another log; connect without a token for a snapshot",
                            new Token(log.get(), hub.recentStart()).text())
                    .response();
        }
        Places.Outcome outcome = places.take(ctx.remoteAddress().getAddress());
        if (outcome instanceof Places.Place place) {
            return subscribe(new Opening(ctx, filter, place), log.get(), since, whole);
        }
        return Problem.of(HttpStatus.TOO_MANY_REQUESTS, ((Places.Outcome.Refused) outcome).why())
                .retryingAfter(LATER)
                .response();
    }

    private HttpResponse subscribe(Opening opening, String log, Optional<Since> since, boolean whole) {
        opening.ctx.clearRequestTimeout();
        CompletableFuture<HttpResponse> response = new CompletableFuture<>();
        try {
            pool.execute(() -> {
                try {
                    if (since.isPresent()) {
                        resume(since.get(), opening, response);
                    } else if (whole) {
                        snapshot(log, opening, response);
                    } else {
                        goOn(hub.position(), opening, response);
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    opening.end("the gateway is stopping; reconnect");
                } catch (Unavailable e) {
                    LOG.debug("a subscriber could not be served", e);
                    opening.end("what the stream needs does not answer; reconnect");
                    response.completeExceptionally(e);
                } catch (RuntimeException e) {
                    LOG.error("a subscriber could not be brought up to date", e);
                    opening.end("the gateway failed; reconnect");
                    response.completeExceptionally(e);
                } finally {
                    if (!opening.opened()) {
                        opening.place.free();
                        response.complete(
                                Problem.unavailable("the gateway is stopping").response());
                    }
                }
            });
        } catch (RejectedExecutionException e) {
            opening.place.free();
            return Problem.unavailable("too many subscribers connect at once").response();
        }
        return HttpResponse.of(response);
    }

    private void resume(Since since, Opening opening, CompletableFuture<HttpResponse> response)
            throws InterruptedException {
        Reach reach = since instanceof Since.Moment moment ? catchUp.at(moment.at()) : reach((Since.Seen) since);
        if (reach instanceof Reach.From from) {
            goOn(from.position(), opening, response);
        } else {
            response.complete(((Reach.Lost) reach).problem().response());
        }
    }

    private Reach reach(Since.Seen seen) {
        Position position = seen.token().position();
        boolean inMemory = position.reaches(hub.recentStart()) && hub.position().reaches(position);
        return inMemory ? new Reach.From(position) : catchUp.check(position);
    }

    private void goOn(Position position, Opening opening, CompletableFuture<HttpResponse> response)
            throws InterruptedException {
        Subscription subscription = opening.open(position);
        response.complete(subscription.response());
        catchUp.bring(subscription);
    }

    private void snapshot(String log, Opening opening, CompletableFuture<HttpResponse> response)
            throws InterruptedException {
        Optional<Subscription> sent = snapshot.send(log, opening.filter, () -> {
            Subscription subscription = opening.open(Position.START);
            response.complete(subscription.response());
            return subscription;
        });
        if (sent.isPresent()) {
            catchUp.bring(sent.get());
        }
    }

    /** Opens the subscription of one request, and sees to it that its end is noticed. */
    private final class Opening {
        private final ServiceRequestContext ctx;
        private final StreamFilter filter;
        private final Places.Place place;
        private Optional<Subscription> subscription = Optional.empty();

        private Opening(ServiceRequestContext ctx, StreamFilter filter, Places.Place place) {
            this.ctx = ctx;
            this.filter = filter;
            this.place = place;
        }

        private Subscription open(Position from) {
            Subscription opened = new Subscription(filter, settings.queueBytes(), from);
            subscription = Optional.of(opened);
            // Off the thread that closes it, which may hold the subscription's lock while the hub waits for it.
            var unused = opened.whenGone()
                    .thenRunAsync(
                            () -> {
                                hub.remove(opened);
                                place.free();
                            },
                            ctx.eventLoop().withoutContext());
            return opened;
        }

        private boolean opened() {
            return subscription.isPresent();
        }

        private void end(String why) {
            subscription.ifPresent(opened -> opened.end(Frames.comment("closed: " + why)));
        }
    }
}
