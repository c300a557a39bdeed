package rejoinder.app.up;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import rejoinder.app.cli.CallbackOptions;
import rejoinder.app.cli.FetchOptions;
import rejoinder.app.cli.HttpOptions;
import rejoinder.app.cli.UserError;

/** What {@code up} and {@code demo} can be told. */
public final class NodeOptions {
    @Mixin
    private HttpOptions http = new HttpOptions();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${env:REJOINDER_DATA}",
            description = "Folder that keeps everything (REJOINDER_DATA; data/COMMAND below the current folder).")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "${env:REJOINDER_PARTITIONS:-3}",
            description = "Partitions of topics that are created (REJOINDER_PARTITIONS; ${DEFAULT-VALUE}).")
    private int partitions;

    @Option(
            names = "--registry",
            paramLabel = "FILE",
            defaultValue = "${env:REJOINDER_REGISTRY}",
            description = "CSV of officials that extends the bundled registry (REJOINDER_REGISTRY).")
    private Optional<Path> registry = Optional.empty();

    @Mixin
    private FetchOptions fetch = new FetchOptions();

    @Mixin
    private CallbackOptions callback = new CallbackOptions();

    @Option(
            names = "--sources",
            paramLabel = "FILE",
            defaultValue = "${env:REJOINDER_SOURCES}",
            description = "File that lists sources to follow (REJOINDER_SOURCES; sources.yml where there is one).")
    private Optional<Path> sources = Optional.empty();

    /** How to behave towards other people's servers. */
    public FetchOptions fetch() {
        return fetch;
    }

    /** Where hubs reach the gateway. */
    public CallbackOptions callback() {
        return callback;
    }

    /** The file that lists sources, where there is one. */
    public Optional<Path> sources() {
        return sources.or(() -> Optional.of(Path.of("sources.yml")).filter(Files::isRegularFile));
    }

    /** Where to listen. */
    public HttpOptions http() {
        return http;
    }

    /** The data folder of a command. */
    public Path data(String command) {
        return data.orElse(Path.of("data", command));
    }

    /** Partitions for topics that are created. */
    public int partitions() {
        if (partitions < 1 || partitions > 64) {
            throw new UserError("--partitions is a number from 1 to 64, not " + partitions);
        }
        return partitions;
    }

    /** A CSV of the user's that extends the bundled registry. */
    public Optional<Path> registry() {
        registry.filter(file -> !Files.isReadable(file)).ifPresent(file -> {
            throw new UserError("--registry: can't read " + file);
        });
        return registry;
    }
}
