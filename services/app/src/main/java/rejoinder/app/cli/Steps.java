package rejoinder.app.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Says on the terminal what is being done and how long each step took: one line a step. */
public final class Steps {
    private final PrintWriter out;

    public Steps(PrintWriter out) {
        this.out = out;
    }

    /** Does {@code work} and says so. */
    public <T> T run(String what, Work<T> work) throws InterruptedException {
        Instant start = Instant.now();
        T result = work.run();
        double seconds = Duration.between(start, Instant.now()).toMillis() / 1000.0;
        out.printf(Locale.ROOT, "  %-48s %5.1f s%n", what, seconds);
        out.flush();
        return result;
    }

    /** Says something. */
    public void say(String line) {
        out.println(line);
        out.flush();
    }

    /** A step that yields something. */
    @FunctionalInterface
    public interface Work<T> {
        T run() throws InterruptedException;
    }
}
