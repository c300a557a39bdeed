package rejoinder.app.rebuild;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import rejoinder.app.service.Builds;
import rejoinder.contracts.topic.Topics;

/** The build that a command is told the name of, and where it is. */
final class ChosenBuild {
    @Mixin
    private Workplace place = new Workplace();

    @Mixin
    private Namespace namespace = new Namespace();

    @Parameters(paramLabel = "NAME", description = "The build.")
    private String name;

    Workplace place() {
        return place;
    }

    String name() {
        return name;
    }

    Builds builds(String servers) {
        return namespace.builds(servers);
    }

    static boolean isLive(Topics build, Builds builds) {
        return builds.live().topics().namespace().equals(build.namespace());
    }
}
