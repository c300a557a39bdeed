package rejoinder.app.it;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import rejoinder.aggregator.Aggregator;
import rejoinder.aggregator.AggregatorSettings;
import rejoinder.app.service.Definitions;
import rejoinder.app.service.TopicPreparation;
import rejoinder.app.source.Trials;
import rejoinder.contracts.net.Reach;
import rejoinder.contracts.source.Callback;
import rejoinder.contracts.source.Source;
import rejoinder.contracts.topic.Topics;
import rejoinder.gateway.Gateway;
import rejoinder.gateway.GatewaySettings;
import rejoinder.ingestor.Ingestor;
import rejoinder.ingestor.IngestorSettings;
import rejoinder.ingestor.fetch.FetchSettings;
import rejoinder.reading.Registry;
import rejoinder.sink.Sink;
import rejoinder.sink.SinkSettings;

/** All services on a broker and a database, in a namespace of their own. */
final class RunningServices implements AutoCloseable {
    /** Officials of countries that do not exist. */
    static final String REGISTRY = """
            id,name,role,rank,represents,represents_name
            orla-venn,Orla Venn,President,100,ZB,Zubrowka
            pim-ostro,Pim Ostro,Foreign Minister,80,ZB,Zubrowka
            til-vask,Til Vask,Prime Minister,100,FD,Freedonia
            """;

    private static final FetchSettings FETCH = new FetchSettings(Optional.empty(), Reach.EVERYWHERE, Duration.ZERO, 8);

    /** A gateway that hubs could reach. */
    static final Optional<Callback> CALLBACK =
            Optional.of(new Callback("https://rejoinder.example", "a key of the tests"));

    private final Deque<Runnable> started = new ArrayDeque<>();
    private final Topics topics = Topics.in(KafkaUnderTest.freshNamespace());
    private final Path inbox;
    private final Database database;
    private Gateway gateway;

    /** Where the services write. */
    record Database(String url, Optional<String> user, Optional<String> password) {}

    RunningServices(Path folder, Database database) throws IOException, InterruptedException {
        this(folder, database, REGISTRY);
    }

    /** With officials of the test's own. */
    RunningServices(Path folder, Database database, String officials) throws IOException, InterruptedException {
        String brokers = KafkaUnderTest.bootstrapServers();
        this.database = database;
        inbox = Files.createDirectories(folder.resolve("inbox"));
        Path registry = Files.writeString(folder.resolve("registry.csv"), officials);
        TopicPreparation.prepare(brokers, topics, 2);
        new Definitions(brokers)
                .ensure(
                        topics.sources(),
                        "inbox",
                        new Source(
                                "inbox",
                                Source.Kind.FOLDER,
                                Optional.of("Gazette"),
                                Map.of("path", inbox.toString()),
                                false));
        String instance = topics.namespace();
        gateway = startGateway(0);
        started.push(() -> gateway.close());
        Sink sink = Sink.start(
                new SinkSettings(brokers, topics.namespace(), database.url(), database.user(), database.password()),
                new SimpleMeterRegistry());
        started.push(sink::close);
        Aggregator aggregator = Aggregator.start(
                new AggregatorSettings(brokers, topics.namespace(), folder.resolve("state"), instance),
                new SimpleMeterRegistry());
        started.push(aggregator::close);
        Ingestor ingestor = Ingestor.start(
                new IngestorSettings(brokers, topics.namespace(), instance, Optional.of(registry), FETCH, CALLBACK),
                new SimpleMeterRegistry());
        started.push(ingestor::close);
    }

    /** Closes the gateway, and starts another at the same port once that is done which happens meanwhile. */
    void restartGateway(Meanwhile meanwhile) throws IOException, InterruptedException {
        int port = gateway.address().getPort();
        gateway.close();
        meanwhile.run();
        gateway = startGateway(port);
    }

    /** What happens while there is no gateway. */
    @FunctionalInterface
    interface Meanwhile {
        void run() throws IOException, InterruptedException;
    }

    private Gateway startGateway(int port) {
        return Gateway.start(
                new GatewaySettings(
                        KafkaUnderTest.bootstrapServers(),
                        topics.namespace(),
                        "127.0.0.1",
                        port,
                        database.url(),
                        database.user(),
                        database.password(),
                        CALLBACK),
                new Trials(Registry::bundled, FETCH),
                new SimpleMeterRegistry());
    }

    Topics topics() {
        return topics;
    }

    Path inbox() {
        return inbox;
    }

    /** Without a slash at the end. */
    String address() {
        String address = gateway.address().toString();
        return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    }

    Api api() {
        return new Api(address());
    }

    String stream(String story) {
        return gateway.address().resolve("/api/v1/stream?story=" + story).toString();
    }

    @Override
    public void close() {
        while (!started.isEmpty()) {
            started.pop().run();
        }
    }
}
