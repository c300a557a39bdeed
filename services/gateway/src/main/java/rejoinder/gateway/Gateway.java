package rejoinder.gateway;

import com.linecorp.armeria.common.util.Exceptions;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rejoinder.contracts.topic.Topics;
import rejoinder.gateway.contract.ContractRoutes;
import rejoinder.gateway.correction.CorrectionApi;
import rejoinder.gateway.document.DocumentApi;
import rejoinder.gateway.download.DownloadApi;
import rejoinder.gateway.feed.AtomApi;
import rejoinder.gateway.health.HealthApi;
import rejoinder.gateway.health.Watch;
import rejoinder.gateway.http.Guard;
import rejoinder.gateway.http.Problems;
import rejoinder.gateway.http.RequestTimes;
import rejoinder.gateway.http.Routes;
import rejoinder.gateway.log.LogWriter;
import rejoinder.gateway.log.OneRecord;
import rejoinder.gateway.page.PageRoutes;
import rejoinder.gateway.push.PushApi;
import rejoinder.gateway.read.Database;
import rejoinder.gateway.read.LookupApi;
import rejoinder.gateway.read.ReadApi;
import rejoinder.gateway.roundup.RoundUpApi;
import rejoinder.gateway.source.PushClients;
import rejoinder.gateway.source.SourceApi;
import rejoinder.gateway.source.SourceTable;
import rejoinder.gateway.source.SourceTrials;
import rejoinder.gateway.source.WebSubApi;
import rejoinder.gateway.story.PreviewApi;
import rejoinder.gateway.story.StoryApi;
import rejoinder.gateway.stream.StreamApi;
import rejoinder.gateway.webhook.WebhookApi;
import rejoinder.gateway.webhook.Webhooks;

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
    private static final Duration LONGEST_START = Duration.ofSeconds(30);
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final GatewaySettings settings;
    private final Database database;
    private final LogWriter log;
    private final StreamApi stream;
    private final SourceTable sources;
    private final WebhookApi webhookApi;
    private final Webhooks webhooks;
    private final Watch watch;
    private final Server server;
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private final AtomicBoolean closing = new AtomicBoolean();

    private Gateway(GatewaySettings settings, SourceTrials trials, MeterRegistry metrics) {
        Topics topics = Topics.in(settings.namespace());
        InetAddress address = resolve(settings.host());
        this.settings = settings;
        this.database = new Database(settings.database(), metrics);
        this.log = new LogWriter(settings.bootstrapServers());
        this.stream = new StreamApi(settings.stream(), settings.bootstrapServers(), topics, database, metrics);
        this.sources = new SourceTable(settings.bootstrapServers(), topics);
        this.webhookApi = new WebhookApi(
                settings.bootstrapServers(), topics, log, settings.webhooks().reach());
        this.webhooks = new Webhooks(
                settings.bootstrapServers(), topics, log, stream, settings.webhooks(), Clock.systemUTC(), metrics);
        PushClients clients = new PushClients(sources);
        this.watch = new Watch(
                Clock.systemUTC(),
                List.of(new Watch.Probe("stream", stream::trouble), new Watch.Probe("database", database::trouble)));
        this.server = server(
                new InetSocketAddress(address, settings.port()),
                metrics,
                List.of(
                        new ReadApi(database),
                        new LookupApi(database),
                        new DocumentApi(database, new OneRecord(settings.bootstrapServers()), topics.documents()),
                        new DownloadApi(database),
                        new RoundUpApi(database, Clock.systemUTC()),
                        new AtomApi(database),
                        new StoryApi(log, topics.stories(), database),
                        new PreviewApi(database, Clock.systemUTC()),
                        new CorrectionApi(log, topics.corrections(), database, Clock.systemUTC()),
                        new PushApi(log, topics.submissions(), clients, Clock.systemUTC(), metrics),
                        new SourceApi(sources, log, topics.sources(), trials, Clock.systemUTC()),
                        new WebSubApi(settings.callback(), sources, log, topics.sources()),
                        webhookApi,
                        stream,
                        new ContractRoutes(),
                        new HealthApi(watch, metrics),
                        new PageRoutes()));
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
        return !closing.get() && watch.ready();
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

    /** Tells subscribers to reconnect, answers what was asked, and stops. */
    @Override
    public void close() {
        if (closing.getAndSet(true)) {
            return;
        }
        watch.close();
        stream.end();
        // Whatever waits for a broker or a connection to end does so beside the others.
        CompletableFuture<Void> stopping = server.stop();
        CompletableFuture<Void> telling = CompletableFuture.runAsync(webhooks::close);
        webhookApi.close();
        stream.close();
        sources.close();
        try {
            telling.join();
            stopping.get(LONGEST_CLOSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException | TimeoutException e) {
            LOG.warn("the HTTP server did not stop cleanly", e);
        }
        log.close();
        database.close();
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
        stream.start();
        sources.start();
        webhookApi.start();
        webhooks.start();
        watch.start();
        LOG.info("listening at {}", address());
    }

    private static String reason(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        return message.toLowerCase(Locale.ROOT).contains("already in use")
                ? "the port is taken; choose another with --port"
                : message;
    }

    private static Server server(InetSocketAddress listenAt, MeterRegistry metrics, List<Routes> parts) {
        ServerBuilder server = Server.builder();
        parts.forEach(part -> part.addTo(server));
        return server.decorator(Guard.decorator(listenAt.getAddress().isLoopbackAddress()))
                .decorator(RequestTimes.decorator(metrics))
                .errorHandler(new Problems())
                .meterRegistry(metrics)
                .maxRequestLength(LARGEST_REQUEST)
                .requestTimeout(LONGEST_ANSWER)
                .blockingTaskExecutor(BLOCKING_THREADS)
                .gracefulShutdownTimeout(Duration.ZERO, Duration.ofSeconds(2))
                .disableServerHeader()
                .setHeader("content-security-policy", POLICY)
                .setHeader("x-content-type-options", "nosniff")
                .setHeader("referrer-policy", "no-referrer")
                .setHeader("cross-origin-opener-policy", "same-origin")
                .setHeader("cross-origin-resource-policy", "same-origin")
                .http(listenAt)
                .build();
    }

    private static InetAddress resolve(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("can't listen at " + host + ": there is no such address here", e);
        }
    }
}
