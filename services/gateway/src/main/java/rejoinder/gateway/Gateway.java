package rejoinder.gateway;

import com.linecorp.armeria.common.util.BlockingTaskExecutor;
import com.linecorp.armeria.common.util.Exceptions;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rejoinder.gateway.http.Guard;
import rejoinder.gateway.http.Problems;
import rejoinder.gateway.http.RequestTimes;
import rejoinder.gateway.source.SourceTrials;

/**
 * Serves REST, Server-Sent Events, the push API and the page. Reads the database that the sink writes and the reactions
 * topic, and writes to the topics of submissions and stories. Answers as soon as it is started: while Kafka or the
 * database are away, what needs them is answered with 503. Thread-safe.
 */
public final class Gateway implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
    private static final int LARGEST_REQUEST = 1024 * 1024;
    private static final int BLOCKING_THREADS = 16;
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(20);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_DOWNLOAD = Duration.ofMinutes(10);
    private static final Duration LONGEST_START = Duration.ofSeconds(30);
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final GatewaySettings settings;
    private final SourceTrials trials;
    private final MeterRegistry metrics;
    private final InetSocketAddress listenAt;
    private final BlockingTaskExecutor blocking =
            BlockingTaskExecutor.builder().numThreads(BLOCKING_THREADS).build();
    /** Builds that nobody new asks any more, until those who did have their answers. */
    private final ExecutorService leaving = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "gateway-leaving");
        thread.setDaemon(true);
        return thread;
    });

    private final Server server;
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private volatile Parts parts;
    private volatile boolean closing;

    private Gateway(GatewaySettings settings, SourceTrials trials, MeterRegistry metrics) {
        this.settings = settings;
        this.trials = trials;
        this.metrics = metrics;
        this.listenAt = new InetSocketAddress(resolve(settings.host()), settings.port());
        this.parts = new Parts(settings, trials, metrics);
        ServerBuilder builder = Server.builder().http(listenAt);
        configure(builder, parts);
        this.server = builder.build();
    }

    /**
     * Starts a gateway; it answers once this returns.
     *
     * @param trials asks sources once, for those who want to see what would be taken
     * @param metrics stays the caller's; {@code /metrics} shows it where it is or holds a Prometheus registry
     * @throws IllegalStateException when it can't listen at its address; the message says why in one line
     */
    public static Gateway start(GatewaySettings settings, SourceTrials trials, MeterRegistry metrics) {
        Gateway gateway = new Gateway(settings, trials, metrics);
        try {
            gateway.listen();
        } catch (RuntimeException e) {
            gateway.close();
            throw e;
        }
        return gateway;
    }

    /** Whether everything the gateway needs was there when last looked at. */
    public boolean ready() {
        return !closing && parts.ready();
    }

    /** Completes when the gateway is closed. */
    public CompletionStage<Void> stopped() {
        return stopped.minimalCompletionStage();
    }

    /** Where the page is. */
    public URI address() {
        String host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
        return URI.create("http://" + host + ":" + server.activeLocalPort() + "/");
    }

    /**
     * Answers for another build from now on, at the same address and without an interruption. Subscribers are told to
     * reconnect; what was asked before is still answered, a large download for up to ten minutes.
     *
     * @param namespace prefix of the build's topics
     * @param databaseUrl JDBC URL of its database
     */
    public synchronized void moveTo(String namespace, String databaseUrl) {
        if (closing) {
            return;
        }
        Parts old = parts;
        Parts next = new Parts(settings.of(namespace, databaseUrl), trials, metrics);
        try {
            next.start();
            server.reconfigure(builder -> configure(builder, next));
        } catch (RuntimeException e) {
            next.end();
            next.close();
            throw e;
        }
        parts = next;
        old.end();
        old.quiet();
        leaving.execute(() -> old.finish(LONGEST_DOWNLOAD));
        LOG.info("answers for {}", namespace);
    }

    /** Tells subscribers to reconnect, answers what was asked, and stops. */
    @Override
    public synchronized void close() {
        if (closing) {
            return;
        }
        closing = true;
        parts.end();
        leaving.shutdownNow();
        CompletableFuture<Void> stopping = server.stop();
        parts.close();
        try {
            stopping.get(LONGEST_CLOSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException | TimeoutException e) {
            LOG.warn("the HTTP server did not stop cleanly", e);
        }
        blocking.shutdown();
        stopped.complete(null);
    }

    private void listen() {
        try {
            server.start()
                    .orTimeout(LONGEST_START.toSeconds(), TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            Throwable cause = Exceptions.peel(e);
            throw new IllegalStateException(
                    "can't listen at " + settings.host() + ":" + settings.port() + ": " + reason(cause), cause);
        }
        parts.start();
        LOG.info("listening at {}", address());
    }

    private static String reason(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        return message.toLowerCase(Locale.ROOT).contains("already in use")
                ? "the port is taken; choose another with --port"
                : message;
    }

    private void configure(ServerBuilder server, Parts answering) {
        answering.addTo(server);
        server.decorator(Guard.decorator(listenAt.getAddress().isLoopbackAddress()))
                .decorator(RequestTimes.decorator(metrics))
                .errorHandler(new Problems())
                .meterRegistry(metrics)
                .maxRequestLength(LARGEST_REQUEST)
                .requestTimeout(LONGEST_ANSWER)
                .blockingTaskExecutor(blocking, false)
                .gracefulShutdownTimeout(Duration.ZERO, Duration.ofSeconds(2))
                .disableServerHeader()
                .setHeader("content-security-policy", POLICY)
                .setHeader("x-content-type-options", "nosniff")
                .setHeader("referrer-policy", "no-referrer")
                .setHeader("cross-origin-opener-policy", "same-origin")
                .setHeader("cross-origin-resource-policy", "same-origin");
    }

    private static InetAddress resolve(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("can't listen at " + host + ": there is no such address here", e);
        }
    }
}
