package rejoinder.app.it;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** The browser that is installed; tests that need one are skipped where there is none and Docker is not required. */
final class Chromium {
    private static final List<Path> PLACES = List.of(
            Path.of("/usr/bin/chromium"),
            Path.of("/usr/bin/chromium-browser"),
            Path.of("/usr/bin/google-chrome"),
            Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"));

    private Chromium() {}

    static Path path() {
        boolean required = Boolean.parseBoolean(System.getenv("REJOINDER_REQUIRE_DOCKER"));
        Assumptions.assumeTrue(
                required || PLACES.stream().anyMatch(Files::isExecutable), "no Chromium or Chrome is installed");
        return PLACES.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("tests in containers are required, and so is Chromium"));
    }
}
