package rejoinder.app.source;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import rejoinder.app.service.Definitions;

/** Suspends following a source; what it brought stays. */
@Command(
        name = "pause",
        description = "Suspends following a source; what it brought stays.",
        mixinStandardHelpOptions = true)
final class PauseCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private Target target = new Target();

    @Parameters(paramLabel = "ID", arity = "1..*", description = "Sources.")
    private List<String> ids = List.of();

    @Override
    public Integer call() throws InterruptedException {
        Definitions definitions = target.definitions();
        for (String id : ids) {
            definitions.write(
                    target.topics().sources(),
                    id,
                    Optional.of(target.source(definitions, id).paused(true)));
            spec.commandLine().getOut().println("Paused source " + id + ".");
        }
        spec.commandLine().getOut().flush();
        return 0;
    }
}
