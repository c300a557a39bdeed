package rejoinder.app.cli;

import picocli.CommandLine.Option;
import rejoinder.contracts.topic.Topics;

/** Where Kafka is, for services that run apart. */
public final class KafkaOptions {
    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            required = true,
            defaultValue = "${env:REJOINDER_BOOTSTRAP_SERVERS}",
            description = "Kafka brokers, separated by commas (REJOINDER_BOOTSTRAP_SERVERS).")
    private String bootstrapServers;

    @Option(
            names = "--namespace",
            paramLabel = "NAME",
            defaultValue = "${env:REJOINDER_NAMESPACE:-" + Topics.DEFAULT_NAMESPACE + "}",
            description = "Prefix of the topics (REJOINDER_NAMESPACE; ${DEFAULT-VALUE}).")
    private String namespace;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "${env:REJOINDER_PARTITIONS:-3}",
            description = "Partitions of topics that are created (REJOINDER_PARTITIONS; ${DEFAULT-VALUE}).")
    private int partitions;

    /** Brokers, separated by commas. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** The topics of the namespace; {@link UserError} when its name can't be one. */
    public Topics topics() {
        try {
            return Topics.in(namespace);
        } catch (IllegalArgumentException e) {
            throw new UserError("--namespace: " + e.getMessage(), e);
        }
    }

    /** Partitions for topics that are created. */
    public int partitions() {
        if (partitions < 1) {
            throw new UserError("--partitions must be at least 1, not " + partitions);
        }
        return partitions;
    }
}
