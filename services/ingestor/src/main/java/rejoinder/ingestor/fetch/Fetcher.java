package rejoinder.ingestor.fetch;

import com.linecorp.armeria.client.ClientFactory;
import com.linecorp.armeria.client.RequestOptions;
import com.linecorp.armeria.client.ResponseTimeoutException;
import com.linecorp.armeria.client.UnprocessedRequestException;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.client.circuitbreaker.CircuitBreaker;
import com.linecorp.armeria.client.circuitbreaker.CircuitBreakerClient;
import com.linecorp.armeria.client.circuitbreaker.CircuitBreakerRule;
import com.linecorp.armeria.client.circuitbreaker.FailFastException;
import com.linecorp.armeria.client.encoding.DecodingClient;
import com.linecorp.armeria.client.retry.RetryRule;
import com.linecorp.armeria.client.retry.RetryingClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.ContentTooLargeException;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.common.QueryParamsBuilder;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.RequestHeadersBuilder;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.util.Exceptions;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLException;
import rejoinder.contracts.net.PublicAddresses;
import rejoinder.contracts.net.Reach;

/**
 * Asks servers for documents: one request a host at a time with a delay between two, robots.txt and Retry-After
 * honoured, at most 5 redirects, 30 seconds and the wanted size after decompression; never an address that is not of the
 * public internet, unless the settings allow it. Futures never fail: what went wrong is a value. Thread-safe.
 */
public final class Fetcher implements Web, AutoCloseable {
    private static final int MOST_REDIRECTS = 5;
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);
    private static final Duration IDLE = Duration.ofSeconds(15);
    private static final Duration LONGEST_REST = Duration.ofDays(1);
    private static final int LOOKUPS_AT_ONCE = 8;
    private static final int ATTEMPTS = 2;
    private static final int LARGEST_REPLY = 64 * 1024;

    private final FetchSettings settings;
    private final Clock clock;
    private final ClientFactory factory;
    private final WebClient client;
    private final ExecutorService lookups;
    private final ScheduledExecutorService timer;
    private final HostTurns turns;
    private final Robots robots;

    public Fetcher(FetchSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.lookups = Executors.newFixedThreadPool(LOOKUPS_AT_ONCE, run -> daemon(run, "ingestor-lookup"));
        this.timer = Executors.newSingleThreadScheduledExecutor(run -> daemon(run, "ingestor-turns"));
        this.turns = new HostTurns(clock, timer, settings.mostAtOnce());
        this.factory = ClientFactory.builder()
                .addressResolverGroupFactory(loops -> new GuardedResolvers(settings.reach(), lookups))
                .connectTimeout(LONGEST_CONNECT)
                .idleTimeout(IDLE)
                .workerGroup(2)
                .useHttp2Preface(false)
                .preferHttp1(true)
                .build();
        this.client = WebClient.builder()
                .factory(factory)
                .decorator(DecodingClient.newDecorator())
                // Only what has not reached the server is sent again at once; the rest waits for the next poll.
                .decorator(RetryingClient.builder(
                                RetryRule.builder().onUnprocessed().thenBackoff())
                        .maxTotalAttempts(ATTEMPTS)
                        .newDecorator())
                .decorator(CircuitBreakerClient.newPerHostDecorator(
                        host -> CircuitBreaker.of("host " + host),
                        CircuitBreakerRule.builder()
                                .onException()
                                .onServerErrorStatus()
                                .thenFailure()))
                .build();
        this.robots = new Robots(clock, this::get);
    }

    /** The settings it was made with. */
    public FetchSettings settings() {
        return settings;
    }

    /** Sends a form to a hub, by the same rules; answers what it answered. */
    public CompletableFuture<Fetched> post(URI url, Map<String, String> form) {
        Optional<String> refusal = refusal(url);
        if (refusal.isPresent()) {
            return done(new Fetched.Failed(Fetched.Reason.REFUSED, refusal.get()));
        }
        QueryParamsBuilder fields = QueryParams.builder();
        form.forEach(fields::add);
        RequestHeaders headers = RequestHeaders.builder(HttpMethod.POST, url.toString())
                .set(HttpHeaderNames.USER_AGENT, settings.userAgent())
                .contentType(MediaType.FORM_DATA)
                .build();
        RequestOptions options = RequestOptions.builder()
                .responseTimeout(settings.longestAnswer())
                .maxResponseLength(LARGEST_REPLY)
                .build();
        return turns.take(Links.authority(url), settings.delay(), () -> client.execute(
                        HttpRequest.of(headers, HttpData.ofUtf8(fields.build().toQueryString())), options)
                .aggregate()
                .thenApply(answer -> fetched(url, answer, false))
                .exceptionally(failure -> failed(url, failure)));
    }

    /** Connections by the same rules of safety, for protocols that keep one open. */
    public ClientFactory connections() {
        return factory;
    }

    @Override
    public CompletableFuture<Fetched> get(Wanted wanted) {
        return follow(wanted, wanted.url(), MOST_REDIRECTS, true, settings.longestAnswer())
                .exceptionally(failure -> failed(wanted.url(), failure));
    }

    /** Why a host may not be asked at all; empty where it may. */
    public Optional<String> refusal(URI url) {
        if (url.getHost() == null) {
            return Optional.of(url + " has no host");
        }
        return PublicAddresses.literal(url.getHost())
                .filter(address -> !settings.reach().allows(address))
                .map(InetAddress::getHostAddress)
                .map(address -> address + " is not an address of the public internet");
    }

    @Override
    public void close() {
        // Its threads are daemons, and closing politely takes seconds.
        var unused = factory.closeAsync();
        timer.shutdownNow();
        lookups.shutdownNow();
    }

    private CompletableFuture<Fetched> follow(
            Wanted wanted, URI url, int redirects, boolean movedForGood, Duration left) {
        Optional<String> refusal = refusal(url);
        if (refusal.isPresent()) {
            return done(new Fetched.Failed(Fetched.Reason.REFUSED, refusal.get()));
        }
        if (wanted.kind() == Wanted.Kind.PAGE) {
            return robots.rule(url).thenCompose(rule -> {
                if (rule.trouble().isPresent()) {
                    return done(rule.trouble().get());
                }
                if (!rule.allowed()) {
                    return done(new Fetched.Failed(Fetched.Reason.ROBOTS, "robots.txt does not allow " + url));
                }
                Duration delay = rule.delay().compareTo(settings.delay()) > 0 ? rule.delay() : settings.delay();
                return turn(wanted, url, redirects, movedForGood, left, delay);
            });
        }
        return turn(wanted, url, redirects, movedForGood, left, settings.delay());
    }

    private CompletableFuture<Fetched> turn(
            Wanted wanted, URI url, int redirects, boolean movedForGood, Duration left, Duration delay) {
        CompletableFuture<Hop> hop = new CompletableFuture<>();
        return turns.take(Links.authority(url), delay, () -> {
                    Instant begin = clock.instant();
                    return request(wanted, url, left)
                            .thenApply(answer -> {
                                Duration rest = left.minus(Duration.between(begin, clock.instant()));
                                return hop(url, answer, redirects, movedForGood, rest, hop);
                            })
                            .exceptionally(failure -> failed(url, failure));
                })
                .thenCompose(fetched ->
                        hop.isDone() ? followOn(wanted, hop.join()) : CompletableFuture.completedFuture(fetched));
    }

    /** Where a redirect leads. */
    private record Hop(URI from, URI to, int redirects, boolean movedForGood, Duration left) {}

    private CompletableFuture<Fetched> followOn(Wanted wanted, Hop hop) {
        boolean sameHost = Links.authority(hop.from()).equals(Links.authority(hop.to()));
        Map<String, String> headers = new HashMap<>(wanted.headers());
        if (!sameHost || !hop.from().getScheme().equals(hop.to().getScheme())) {
            headers.remove("authorization");
        }
        return follow(
                new Wanted(wanted.url(), headers, wanted.kind(), wanted.mostBytes()),
                hop.to(),
                hop.redirects(),
                hop.movedForGood(),
                hop.left());
    }

    private CompletableFuture<AggregatedHttpResponse> request(Wanted wanted, URI url, Duration left) {
        RequestHeadersBuilder headers = RequestHeaders.builder(HttpMethod.GET, url.toString())
                .set(HttpHeaderNames.USER_AGENT, settings.userAgent());
        wanted.headers().forEach(headers::set);
        RequestOptions options = RequestOptions.builder()
                .responseTimeout(left.isNegative() || left.isZero() ? Duration.ofMillis(1) : left)
                .maxResponseLength(wanted.mostBytes())
                .build();
        return client.execute(HttpRequest.of(headers.build()), options).aggregate();
    }

    private Fetched hop(
            URI url,
            AggregatedHttpResponse answer,
            int redirects,
            boolean movedForGood,
            Duration left,
            CompletableFuture<Hop> hop) {
        int status = answer.status().code();
        String location = answer.headers().get(HttpHeaderNames.LOCATION, "");
        if (status >= 300 && status < 400 && status != 304 && !location.isEmpty()) {
            Optional<URI> next = Links.within(url, location);
            if (next.isEmpty()) {
                return new Fetched.Failed(Fetched.Reason.REFUSED, url + " redirects to \"" + brief(location) + "\"");
            }
            if (redirects == 0) {
                return new Fetched.Failed(
                        Fetched.Reason.TOO_MANY_REDIRECTS, "more than " + MOST_REDIRECTS + " redirects, now " + url);
            }
            hop.complete(
                    new Hop(url, next.get(), redirects - 1, movedForGood && (status == 301 || status == 308), left));
            return new Fetched.NotModified(Map.of());
        }
        return fetched(url, answer, redirects < MOST_REDIRECTS && movedForGood);
    }

    private Fetched fetched(URI url, AggregatedHttpResponse answer, boolean movedForGood) {
        int status = answer.status().code();
        if (status == 304) {
            return new Fetched.NotModified(headers(answer.headers()));
        }
        if (status >= 200 && status < 300) {
            return new Fetched.Body(
                    url,
                    movedForGood,
                    headers(answer.headers()),
                    answer.content().array());
        }
        Optional<Instant> retryAt = retryAt(answer.headers());
        if (status == 429 || status == 503) {
            retryAt.ifPresent(until -> turns.rest(Links.authority(url), until));
        }
        Fetched.Reason reason =
                status >= 500 || status == 429 || status == 408 ? Fetched.Reason.SERVER : Fetched.Reason.NOT_THERE;
        return new Fetched.Failed(reason, url.getHost() + " answers " + answer.status(), retryAt);
    }

    private Optional<Instant> retryAt(ResponseHeaders headers) {
        String value = headers.get(HttpHeaderNames.RETRY_AFTER, "").strip();
        if (value.isEmpty()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        Instant latest = now.plus(LONGEST_REST);
        try {
            Instant at = value.matches("[0-9]{1,9}")
                    ? now.plusSeconds(Long.parseLong(value))
                    : ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant();
            return Optional.of(at.isAfter(latest) ? latest : at);
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    private static Map<String, String> headers(ResponseHeaders headers) {
        Map<String, String> all = new HashMap<>();
        headers.forEach((name, value) ->
                all.merge(name.toString().toLowerCase(Locale.ROOT), value, (one, more) -> one + ", " + more));
        return Map.copyOf(all);
    }

    private static Fetched failed(URI url, Throwable failure) {
        Throwable cause = Exceptions.peel(failure);
        if (cause instanceof UnprocessedRequestException unprocessed && unprocessed.getCause() != null) {
            cause = Exceptions.peel(unprocessed.getCause());
        }
        String host = url.getHost();
        if (cause instanceof Reach.Refused refused) {
            return new Fetched.Failed(Fetched.Reason.REFUSED, refused.getMessage());
        }
        if (cause instanceof UnknownHostException) {
            return new Fetched.Failed(Fetched.Reason.UNREACHABLE, "there is no host " + host);
        }
        if (cause instanceof ContentTooLargeException) {
            return new Fetched.Failed(Fetched.Reason.TOO_LARGE, url + " is larger than is read");
        }
        if (cause instanceof ResponseTimeoutException) {
            return new Fetched.Failed(Fetched.Reason.TOO_SLOW, host + " did not answer in time");
        }
        if (cause instanceof FailFastException) {
            return new Fetched.Failed(Fetched.Reason.SERVER, host + " has failed often lately; waiting a while");
        }
        if (cause instanceof SSLException) {
            return new Fetched.Failed(
                    Fetched.Reason.UNREACHABLE, "the certificate of " + host + " can't be trusted: " + message(cause));
        }
        return new Fetched.Failed(Fetched.Reason.UNREACHABLE, "can't reach " + host + ": " + message(cause));
    }

    private static String message(Throwable cause) {
        return brief(
                Optional.ofNullable(cause.getMessage()).orElse(cause.getClass().getSimpleName()));
    }

    private static String brief(String text) {
        return text.length() <= 200 ? text : text.substring(0, 200) + "…";
    }

    private static CompletableFuture<Fetched> done(Fetched fetched) {
        return CompletableFuture.completedFuture(fetched);
    }

    private static Thread daemon(Runnable run, String name) {
        Thread thread = new Thread(run, name);
        thread.setDaemon(true);
        return thread;
    }
}
