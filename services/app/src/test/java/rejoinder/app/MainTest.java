package rejoinder.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    private static final Set<String> ALL =
            Set.copyOf(Main.commandLine().getSubcommands().keySet());

    @Test
    void aCommandThatIsAskedForIsMadeAlone() {
        assertThat(ALL).allSatisfy(name -> assertThat(
                        Main.commandLineFor(name, "--help").getSubcommands())
                .containsOnlyKeys(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--help", "--version", "raed"})
    void whoeverAsksForNoneByItsNameHasThemAllToChooseFrom(String first) {
        String[] arguments = first.isEmpty() ? new String[0] : new String[] {first};

        assertThat(Main.commandLineFor(arguments).getSubcommands()).containsOnlyKeys(ALL);
    }
}
