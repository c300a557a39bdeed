package rejoinder.app.source;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import rejoinder.app.service.Definitions;
import rejoinder.app.service.Target;
import rejoinder.contracts.source.Source;

/** What can be done with sources. */
@Command(
        name = "source",
        description = "Adds, lists, pauses, resumes, removes and tests what documents come from.",
        mixinStandardHelpOptions = true,
        subcommands = {AddCommand.class, ListCommand.class, TestCommand.class})
public final class SourceCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "say what to do: add, list, pause, resume, remove or test");
    }

    @Command(description = "Suspends following sources; what they brought stays.", mixinStandardHelpOptions = true)
    int pause(
            @Mixin Target target,
            @Parameters(paramLabel = "ID", arity = "1..*", description = "Sources.") List<String> ids)
            throws InterruptedException {
        return change("Paused", target, ids, source -> Optional.of(source.paused(true)));
    }

    @Command(description = "Goes on following sources from where they were.", mixinStandardHelpOptions = true)
    int resume(
            @Mixin Target target,
            @Parameters(paramLabel = "ID", arity = "1..*", description = "Sources.") List<String> ids)
            throws InterruptedException {
        return change("Resumed", target, ids, source -> Optional.of(source.paused(false)));
    }

    @Command(description = "Removes sources; what they brought stays.", mixinStandardHelpOptions = true)
    int remove(
            @Mixin Target target,
            @Parameters(paramLabel = "ID", arity = "1..*", description = "Sources.") List<String> ids)
            throws InterruptedException {
        return change("Removed", target, ids, source -> Optional.empty());
    }

    private int change(String done, Target target, List<String> ids, Function<Source, Optional<Source>> change)
            throws InterruptedException {
        Definitions definitions = target.definitions();
        for (String id : ids) {
            definitions.write(target.topics().sources(), id, change.apply(target.source(definitions, id)));
            spec.commandLine().getOut().println(done + " source " + id + ".");
            spec.commandLine().getOut().flush();
        }
        return 0;
    }
}
