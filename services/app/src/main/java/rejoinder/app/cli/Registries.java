package rejoinder.app.cli;

import java.nio.file.Path;
import java.util.Optional;
import rejoinder.reading.Registry;

/** The registry a command works with. */
public final class Registries {
    private Registries() {}

    /** The bundled one, extended by the user's CSV; {@link UserError} lists what is wrong with that by line. */
    public static Registry with(Optional<Path> csv) {
        Registry bundled = Registry.bundled();
        return csv.map(file -> {
                    Registry.Extension extension = bundled.extendedBy(file);
                    return extension
                            .registry()
                            .orElseThrow(() -> new UserError(file + " can't be used as a registry:"
                                    + System.lineSeparator() + "  "
                                    + String.join(System.lineSeparator() + "  ", extension.problems())));
                })
                .orElse(bundled);
    }
}
