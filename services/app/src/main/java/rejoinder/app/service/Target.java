package rejoinder.app.service;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import rejoinder.app.broker.EmbeddedBroker;
import rejoinder.app.cli.UserError;
import rejoinder.contracts.source.Source;
import rejoinder.contracts.topic.Topics;

/** Which Rejoinder a command is about: the one that runs on this machine, or one on a Kafka that is named. */
public final class Target {
    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            defaultValue = "${env:REJOINDER_BOOTSTRAP_SERVERS}",
            description = "Kafka brokers, separated by commas (REJOINDER_BOOTSTRAP_SERVERS); without them, the Kafka of"
                    + " the rejoinder up or demo that runs in this folder.")
    private Optional<String> bootstrapServers = Optional.empty();

    @Option(
            names = "--namespace",
            paramLabel = "NAME",
            defaultValue = "${env:REJOINDER_NAMESPACE:-" + Topics.DEFAULT_NAMESPACE + "}",
            description = "Prefix of the topics (REJOINDER_NAMESPACE; ${DEFAULT-VALUE}).")
    private String namespace;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${env:REJOINDER_DATA}",
            description =
                    "Data folder of the rejoinder up or demo that runs (REJOINDER_DATA; data/up, then data/demo).")
    private Optional<Path> data = Optional.empty();

    /** The topics. */
    public Topics topics() {
        try {
            return Topics.in(namespace);
        } catch (IllegalArgumentException e) {
            throw new UserError("--namespace: " + e.getMessage(), e);
        }
    }

    /** Where its Kafka listens; {@link UserError} when none is named and none runs here. */
    public String servers() {
        return bootstrapServers.filter(text -> !text.isBlank()).orElseGet(this::running);
    }

    /** What can read and write definitions; {@link UserError} when there is no Rejoinder to talk to. */
    public Definitions definitions() throws InterruptedException {
        String servers = servers();
        TopicPreparation.prepare(servers, topics(), 3);
        return new Definitions(servers);
    }

    /** The source with this id; {@link UserError} when there is none. */
    public Source source(Definitions definitions, String id) {
        Source source = definitions.all(topics().sources()).get(id);
        if (source == null) {
            throw new UserError("there is no source \"" + id + "\"; rejoinder source list shows them");
        }
        return source;
    }

    private String running() {
        Optional<String> running = data.map(Target::brokerOf)
                .orElseGet(() -> brokerOf(Path.of("data", "up")).or(() -> brokerOf(Path.of("data", "demo"))));
        return running.orElseThrow(() -> new UserError("no rejoinder runs "
                + data.map(folder -> "on " + folder).orElse("in this folder")
                + ": start ./rejoinder up first, or name Kafka with --bootstrap-servers"));
    }

    private static Optional<String> brokerOf(Path folder) {
        Path kafka = folder.resolve("kafka");
        return Files.isDirectory(kafka) ? EmbeddedBroker.runningOn(kafka) : Optional.empty();
    }
}
