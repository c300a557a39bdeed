package rejoinder.app.up;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import rejoinder.aggregator.Aggregator;
import rejoinder.aggregator.AggregatorSettings;
import rejoinder.app.broker.EmbeddedBroker;
import rejoinder.app.cli.Logs;
import rejoinder.app.cli.Registries;
import rejoinder.app.cli.Steps;
import rejoinder.app.cli.UserError;
import rejoinder.app.service.Builds;
import rejoinder.app.service.Databases;
import rejoinder.app.service.Definitions;
import rejoinder.app.service.Following;
import rejoinder.app.service.Live;
import rejoinder.app.service.RunningService;
import rejoinder.app.service.Supervisor;
import rejoinder.app.service.TopicPreparation;
import rejoinder.app.source.SourcesFile;
import rejoinder.app.source.Trials;
import rejoinder.contracts.source.Source;
import rejoinder.contracts.topic.Topics;
import rejoinder.gateway.Gateway;
import rejoinder.gateway.GatewaySettings;
import rejoinder.ingestor.Ingestor;
import rejoinder.ingestor.IngestorSettings;
import rejoinder.sink.Sink;
import rejoinder.sink.SinkSettings;

/**
 * Everything in this process: broker, services, database.
 *
 * @param address of the page, without a slash at the end
 * @param inbox the drop folder
 */
public record Node(
        String bootstrapServers, Topics topics, String address, Path inbox, PrometheusMeterRegistry metrics) {
    private static final String INSTANCE = "node";
    private static final String INBOX = "inbox";

    /** Starts everything, telling each step; {@code supervisor} takes over what has been started. */
    public static Node start(String command, NodeOptions options, Steps steps, Supervisor supervisor)
            throws InterruptedException {
        options.http().check();
        DataFolder data = DataFolder.take(options.data(command));
        Logs.toFile(data.logs());
        supervisor.onClose("data folder", data::close);
        supervisor.stopOnSignal(() -> steps.say("Stopped."));
        steps.say("Rejoinder keeps its data in " + data.root());

        PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Topics topics = Topics.in(Topics.DEFAULT_NAMESPACE);
        String brokers = steps.run("Kafka", () -> broker(data, supervisor));
        steps.run("topics", () -> {
            TopicPreparation.prepare(brokers, new Builds(brokers, topics).live().topics(), options.partitions());
            Definitions definitions = new Definitions(brokers);
            definitions.ensure(topics.sources(), INBOX, inbox(data));
            if (options.sources().isPresent()) {
                SourcesFile.apply(options.sources().get(), definitions, topics);
            }
            return topics;
        });
        AtomicReference<URI> address = new AtomicReference<>();
        steps.run("gateway, sink, aggregator, ingestor", () -> {
            List<Following.Unit> units = List.of(
                    new Following.Unit("gateway", false, live -> {
                        Gateway gateway = gateway(brokers, data, options, live, metrics);
                        address.set(gateway.address());
                        return RunningService.of(gateway, data.databaseUrl());
                    }),
                    new Following.Unit("sink", false, live -> RunningService.of(sink(brokers, data, live, metrics))),
                    new Following.Unit(
                            "aggregator",
                            false,
                            live -> RunningService.of(Aggregator.start(
                                    new AggregatorSettings(
                                            brokers, live.topics().namespace(), data.state(), INSTANCE),
                                    metrics))),
                    new Following.Unit(
                            "ingestor", true, live -> RunningService.of(ingestor(brokers, live, options, metrics))));
            return Following.start(brokers, topics, options.partitions(), units, metrics, supervisor);
        });
        return new Node(brokers, topics, withoutSlash(address.get()), data.inbox(), metrics);
    }

    private static Sink sink(String brokers, DataFolder data, Live live, PrometheusMeterRegistry metrics) {
        return Sink.start(
                new SinkSettings(
                        brokers,
                        live.topics().namespace(),
                        Databases.of(data.databaseUrl(), live.topics()),
                        Optional.empty(),
                        Optional.empty()),
                metrics);
    }

    private static String broker(DataFolder data, Supervisor supervisor) {
        EmbeddedBroker broker = EmbeddedBroker.start(data.kafka());
        supervisor.onClose("Kafka", broker::close);
        supervisor.watchFailure(broker.failure());
        return broker.bootstrapServers();
    }

    private static Gateway gateway(
            String brokers, DataFolder data, NodeOptions options, Live live, PrometheusMeterRegistry metrics) {
        return Gateway.start(
                new GatewaySettings(
                        brokers,
                        live.topics().namespace(),
                        options.http().host(),
                        options.http().port(),
                        Databases.of(data.databaseUrl(), live.topics()),
                        Optional.empty(),
                        Optional.empty(),
                        options.callback().callback(),
                        options.http().stream(),
                        options.fetch().webhooks()),
                new Trials(
                        () -> Registries.with(live.registry(options.registry())),
                        options.fetch().settings()),
                metrics);
    }

    private static Ingestor ingestor(String brokers, Live live, NodeOptions options, PrometheusMeterRegistry metrics) {
        try {
            return Ingestor.start(
                    new IngestorSettings(
                                    brokers,
                                    live.topics().namespace(),
                                    INSTANCE,
                                    options.registry(),
                                    options.fetch().settings(),
                                    options.callback().callback())
                            .with(live.topics().namespace(), live.registry(options.registry()), live.rules()),
                    metrics);
        } catch (IllegalArgumentException e) {
            throw new UserError(e.getMessage(), e);
        }
    }

    private static Source inbox(DataFolder data) {
        return new Source(
                INBOX,
                Source.Kind.FOLDER,
                Optional.empty(),
                Map.of("path", data.inbox().toString()),
                false);
    }

    private static String withoutSlash(URI address) {
        String text = address.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
