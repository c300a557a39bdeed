package rejoinder.app.cli;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import java.net.URL;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/** Where log lines go: to standard error for a service of its own, to a file where the terminal is for the user. */
public final class Logs {
    private Logs() {}

    /** Everything from INFO on to standard error. */
    public static void toConsole() {
        configure("logback-console.xml", Path.of("."));
    }

    /** Everything from INFO on to {@code rejoinder.log} in {@code folder}, rolled at 10 MB, five kept. */
    public static void toFile(Path folder) {
        configure("logback-file.xml", folder);
    }

    private static void configure(String resource, Path folder) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        URL configuration = Logs.class.getClassLoader().getResource(resource);
        context.reset();
        context.putProperty("folder", folder.toAbsolutePath().toString());
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        try {
            configurator.doConfigure(configuration);
        } catch (JoranException e) {
            throw new IllegalStateException("the bundled " + resource + " is damaged", e);
        }
    }
}
