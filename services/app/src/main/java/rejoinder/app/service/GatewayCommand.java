package rejoinder.app.service;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import rejoinder.app.cli.CallbackOptions;
import rejoinder.app.cli.DatabaseOptions;
import rejoinder.app.cli.FetchOptions;
import rejoinder.app.cli.HttpOptions;
import rejoinder.app.cli.KafkaOptions;
import rejoinder.app.cli.Registries;
import rejoinder.app.source.Trials;
import rejoinder.gateway.Gateway;
import rejoinder.gateway.GatewaySettings;

/** Runs a gateway alone. */
@Command(
        name = "gateway",
        description = "Serves the page, the REST API, the live stream and the push API.",
        mixinStandardHelpOptions = true)
public final class GatewayCommand implements Callable<Integer> {
    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Mixin
    private HttpOptions http = new HttpOptions();

    @Mixin
    private CallbackOptions callback = new CallbackOptions();

    @Mixin
    private FetchOptions fetch = new FetchOptions();

    @Option(
            names = "--registry",
            paramLabel = "FILE",
            defaultValue = "${env:REJOINDER_REGISTRY}",
            description = "CSV of officials for trials of sources (REJOINDER_REGISTRY).")
    private Optional<Path> registry = Optional.empty();

    @Override
    public Integer call() throws InterruptedException {
        http.check();
        return Alone.run(
                kafka,
                "gateway",
                (live, metrics) -> RunningService.of(
                        Gateway.start(
                                new GatewaySettings(
                                        kafka.bootstrapServers(),
                                        live.topics().namespace(),
                                        http.host(),
                                        http.port(),
                                        Databases.of(database.url(), live.topics()),
                                        database.user(),
                                        database.password(),
                                        callback.callback(),
                                        http.stream(),
                                        fetch.webhooks()),
                                new Trials(() -> Registries.with(registry), fetch.settings()),
                                metrics),
                        database.url()));
    }
}
