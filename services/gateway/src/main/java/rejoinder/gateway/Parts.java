package rejoinder.gateway;

import com.linecorp.armeria.server.ServerBuilder;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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
import rejoinder.gateway.http.Routes;
import rejoinder.gateway.http.Underway;
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

/** What answers for one build: its topics, its database, and the routes that show them. Thread-safe. */
final class Parts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Parts.class);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);

    private final Database database;
    private final LogWriter log;
    private final StreamApi stream;
    private final SourceTable sources;
    private final WebhookApi webhookApi;
    private final Webhooks webhooks;
    private final Watch watch;
    private final List<Routes> routes;
    private final Underway underway = new Underway();

    Parts(GatewaySettings settings, SourceTrials trials, MeterRegistry metrics) {
        Topics topics = Topics.in(settings.namespace());
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
        this.routes = List.of(
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
                new PageRoutes());
    }

    void addTo(ServerBuilder server) {
        routes.forEach(part -> part.addTo(server));
        server.decorator(underway.decorator());
    }

    void start() {
        stream.start();
        sources.start();
        webhookApi.start();
        webhooks.start();
        watch.start();
    }

    /** Whether everything needed was there when last looked at. */
    boolean ready() {
        return watch.ready();
    }

    /** Tells subscribers to reconnect; nothing new should come from now on. */
    void end() {
        watch.close();
        stream.end();
    }

    /** Closes what watches and tells; what was asked is still answered. */
    void quiet() {
        // Whatever waits for a broker or a connection to end does so beside the others.
        CompletableFuture<Void> telling = CompletableFuture.runAsync(webhooks::close);
        webhookApi.close();
        stream.close();
        sources.close();
        telling.join();
    }

    /** Waits for what was asked, but not longer than it may take or when interrupted, and closes what that needed. */
    void finish(Duration longest) {
        boolean interrupted = false;
        try {
            if (!underway.awaitNone(longest)) {
                LOG.warn("not every answer was done within {}", longest);
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        // A producer does not close while its thread is interrupted.
        log.close();
        database.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Answers what was asked, for up to five seconds, and closes what that needed. */
    @Override
    public void close() {
        quiet();
        finish(LONGEST_CLOSE);
    }
}
