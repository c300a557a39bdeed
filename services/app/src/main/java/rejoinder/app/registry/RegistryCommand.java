package rejoinder.app.registry;

import picocli.CommandLine.Command;

/** What can be done with registries of officials. */
@Command(
        name = "registry",
        description = "Makes registries of officials from open data.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = ImportCommand.class)
public final class RegistryCommand {}
