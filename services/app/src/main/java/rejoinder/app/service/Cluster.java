package rejoinder.app.service;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;
import rejoinder.app.broker.EmbeddedBroker;
import rejoinder.app.cli.UserError;

/** Which Kafka a command talks to: that of the Rejoinder that runs on this machine, or one that is named. */
public final class Cluster {
    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            defaultValue = "${env:REJOINDER_BOOTSTRAP_SERVERS}",
            description = "Kafka brokers, separated by commas (REJOINDER_BOOTSTRAP_SERVERS); without them, the Kafka of"
                    + " the rejoinder up or demo that runs in this folder.")
    private Optional<String> bootstrapServers = Optional.empty();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${env:REJOINDER_DATA}",
            description =
                    "Data folder of the rejoinder up or demo that runs (REJOINDER_DATA; data/up, then data/demo).")
    private Optional<Path> data = Optional.empty();

    /** Where its Kafka listens; {@link UserError} when none is named and none runs here. */
    public String servers() {
        return named().or(() -> folder().flatMap(Cluster::brokerOf))
                .orElseThrow(() -> new UserError("no rejoinder runs "
                        + data.map(folder -> "on " + folder).orElse("in this folder")
                        + ": start ./rejoinder up first, or name Kafka with --bootstrap-servers"));
    }

    /** The data folder of the Rejoinder that runs on this machine; empty when Kafka is named or none runs. */
    public Optional<Path> folder() {
        if (named().isPresent()) {
            return Optional.empty();
        }
        return data.map(Stream::of)
                .orElseGet(() -> Stream.of(Path.of("data", "up"), Path.of("data", "demo")))
                .filter(folder -> brokerOf(folder).isPresent())
                .findFirst();
    }

    private Optional<String> named() {
        return bootstrapServers.filter(text -> !text.isBlank());
    }

    private static Optional<String> brokerOf(Path folder) {
        Path kafka = folder.resolve("kafka");
        return Files.isDirectory(kafka) ? EmbeddedBroker.runningOn(kafka) : Optional.empty();
    }
}
