package rejoinder.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The README says what the commands take, and nothing else. */
class ReadmeTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();
    private static final Pattern SETTING = Pattern.compile("REJOINDER_[A-Z_]+");
    private static final Pattern COMMAND = Pattern.compile("(?:`|\\s{4})\\./rejoinder ([a-z]+)");
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]+)\\)");
    private static final Set<String> OF_TESTS = Set.of("REJOINDER_REQUIRE_DOCKER");

    private final String readme = Files.readString(ROOT.resolve("README.md"));

    ReadmeTest() throws IOException {}

    @Test
    void everySettingOfACommandOrTheLauncherIsInTheTableAndNoOther() throws IOException {
        Set<String> taken = found(SETTING, Files.readString(ROOT.resolve("rejoinder")));
        Main.commandLine().getSubcommands().values().stream()
                .flatMap(command -> command.getCommandSpec().options().stream())
                .map(option -> option.defaultValue() + String.join(" ", option.description()))
                .forEach(value -> taken.addAll(found(SETTING, value)));

        Set<String> told = found(SETTING, readme);
        told.removeAll(OF_TESTS);
        assertThat(told).isEqualTo(taken);
    }

    @Test
    void everyCommandItNamesIsThere() {
        assertThat(found(COMMAND, readme))
                .isNotEmpty()
                .isSubsetOf(Main.commandLine().getSubcommands().keySet());
    }

    @Test
    void everyCommandIsNamed() {
        assertThat(Main.commandLine().getSubcommands().keySet())
                .allSatisfy(command -> assertThat(readme).containsPattern("`(\\./rejoinder )?" + command));
    }

    @Test
    void everyLinkLeadsToAFile() {
        assertThat(found(LINK, readme)).isNotEmpty().allSatisfy(link -> assertThat(ROOT.resolve(link))
                .exists());
    }

    @Test
    void everyCommandsHelpSaysWhatItDoesAndFitsATerminal() {
        CommandLine main = Main.commandLine();
        main.getSubcommands().values().forEach(command -> {
            String help = command.getUsageMessage(CommandLine.Help.Ansi.OFF);
            assertThat(command.getCommandSpec().usageMessage().description())
                    .as(command.getCommandName())
                    .isNotEmpty();
            assertThat(help.lines())
                    .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
        });
    }

    private static Set<String> found(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(matcher.groupCount()));
        }
        return found;
    }
}
