package rejoinder.app.service;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import rejoinder.app.cli.UserError;
import rejoinder.contracts.source.Source;
import rejoinder.contracts.topic.Topics;

/** Which Rejoinder a command is about: the one that runs on this machine, or one on a Kafka that is named. */
public final class Target {
    @Mixin
    private Cluster cluster = new Cluster();

    @Option(
            names = "--namespace",
            paramLabel = "NAME",
            defaultValue = "${env:REJOINDER_NAMESPACE:-" + Topics.DEFAULT_NAMESPACE + "}",
            description = "Prefix of the topics; NAME.BUILD for a build that is not live (REJOINDER_NAMESPACE;"
                    + " ${DEFAULT-VALUE}).")
    private String namespace;

    /** The topics of the build that is live, or of the one that is named. */
    public Topics topics() {
        Topics given = given();
        return given.isOriginal() ? new Builds(servers(), given).live().topics() : given;
    }

    /** The topics as they are named. */
    public Topics given() {
        try {
            return Topics.in(namespace);
        } catch (IllegalArgumentException e) {
            throw new UserError("--namespace: " + e.getMessage(), e);
        }
    }

    /** Where its Kafka listens; {@link UserError} when none is named and none runs here. */
    public String servers() {
        return cluster.servers();
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
}
