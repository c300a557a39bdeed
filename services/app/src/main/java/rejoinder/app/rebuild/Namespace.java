package rejoinder.app.rebuild;

import picocli.CommandLine.Option;
import rejoinder.app.cli.UserError;
import rejoinder.app.service.Builds;
import rejoinder.contracts.topic.Topics;

/** Which namespace's builds a command is about. */
final class Namespace {
    @Option(
            names = {"--of"},
            paramLabel = "NAMESPACE",
            defaultValue = "${env:REJOINDER_NAMESPACE:-" + Topics.DEFAULT_NAMESPACE + "}",
            description = "Prefix of the live topics (REJOINDER_NAMESPACE; ${DEFAULT-VALUE}).")
    private String namespace;

    /** The original build's topics. */
    Topics topics() {
        try {
            return Topics.in(namespace).build(Topics.ORIGINAL);
        } catch (IllegalArgumentException e) {
            throw new UserError("--of: " + e.getMessage(), e);
        }
    }

    Builds builds(String servers) {
        return new Builds(servers, topics());
    }

    /** The topics of a build that is named. */
    Topics build(String option, String name) {
        try {
            return topics().build(name);
        } catch (IllegalArgumentException e) {
            throw new UserError(option + ": " + e.getMessage(), e);
        }
    }
}
