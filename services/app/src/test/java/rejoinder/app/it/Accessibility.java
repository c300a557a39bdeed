package rejoinder.app.it;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Properties;

/** What axe-core finds wrong with a page for those who see little or use no mouse. */
final class Accessibility {
    private static final String RULES = rules();

    private Accessibility() {}

    /** One line a violation: the rule, and the first elements that break it. */
    static List<String> violations(Page page) {
        // As the protocol's own script: the page's policy forbids text as code.
        page.evaluate(RULES + ";0");
        Object found = page.evaluate("axe.run({resultTypes: ['violations']}).then(found => found.violations.map("
                + "one => one.id + ': ' + one.nodes.slice(0, 3).map(node => node.html).join(' ')))");
        return ((List<?>) Objects.requireNonNull(found))
                .stream().map(String::valueOf).toList();
    }

    private static String rules() {
        ClassLoader classes = Accessibility.class.getClassLoader();
        try (InputStream pom = Objects.requireNonNull(
                classes.getResourceAsStream("META-INF/maven/org.webjars.npm/axe-core/pom.properties"))) {
            Properties version = new Properties();
            version.load(pom);
            try (InputStream script = Objects.requireNonNull(classes.getResourceAsStream(
                    "META-INF/resources/webjars/axe-core/" + version.getProperty("version") + "/axe.min.js"))) {
                return new String(script.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
