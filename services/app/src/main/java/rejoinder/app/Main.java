package rejoinder.app;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import rejoinder.app.cli.Failures;
import rejoinder.app.cli.Version;
import rejoinder.app.demo.DemoCommand;
import rejoinder.app.export.ExportCommand;
import rejoinder.app.read.ReadCommand;
import rejoinder.app.rebuild.DiffCommand;
import rejoinder.app.rebuild.DropCommand;
import rejoinder.app.rebuild.PromoteCommand;
import rejoinder.app.rebuild.RebuildCommand;
import rejoinder.app.registry.RegistryCommand;
import rejoinder.app.replay.ReplayCommand;
import rejoinder.app.service.AggregatorCommand;
import rejoinder.app.service.GatewayCommand;
import rejoinder.app.service.IngestorCommand;
import rejoinder.app.service.SinkCommand;
import rejoinder.app.source.SourceCommand;
import rejoinder.app.up.UpCommand;

/** The one executable of Rejoinder. */
@Command(
        name = "rejoinder",
        description =
                "Follows who said what about it: officials' reactions to an event, grouped by actor and by country.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Begin with:  rejoinder demo",
            "Every option of a command can be set by the environment variable its help names."
        })
public final class Main {
    /** In the order in which they are listed. */
    private static final List<Class<?>> COMMANDS = List.of(
            DemoCommand.class,
            UpCommand.class,
            ReadCommand.class,
            ReplayCommand.class,
            ExportCommand.class,
            RebuildCommand.class,
            DiffCommand.class,
            PromoteCommand.class,
            DropCommand.class,
            SourceCommand.class,
            RegistryCommand.class,
            IngestorCommand.class,
            AggregatorCommand.class,
            SinkCommand.class,
            GatewayCommand.class);

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(commandLineFor(arguments).execute(arguments));
    }

    /** The command line with all its commands. */
    static CommandLine commandLine() {
        return with(COMMANDS);
    }

    /**
     * The command line for given arguments: with the command they ask for only, since making all of them is a good part
     * of a start; with all of them where none is asked for by its name.
     */
    static CommandLine commandLineFor(String... arguments) {
        for (Class<?> command : COMMANDS) {
            if (arguments.length > 0
                    && command.getAnnotation(Command.class).name().equals(arguments[0])) {
                return with(List.of(command));
            }
        }
        return commandLine();
    }

    private static CommandLine with(List<Class<?>> commands) {
        CommandLine main = new CommandLine(new Main());
        for (Class<?> command : commands) {
            main.addSubcommand(command);
        }
        return main.setExecutionExceptionHandler(new Failures())
                .setUsageHelpAutoWidth(true)
                .setCaseInsensitiveEnumValuesAllowed(true);
    }
}
