package rejoinder.app.source;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What can be done with sources. */
@Command(
        name = "source",
        description = "Adds, lists, pauses, resumes, removes and tests what documents come from.",
        mixinStandardHelpOptions = true,
        subcommands = {
            AddCommand.class,
            ListCommand.class,
            PauseCommand.class,
            ResumeCommand.class,
            RemoveCommand.class,
            TestCommand.class
        })
public final class SourceCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "say what to do: add, list, pause, resume, remove or test");
    }
}
