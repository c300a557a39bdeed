package rejoinder.app.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The app as a process of its own, as a user starts it. */
final class AppProcess implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("Rejoinder is ready: (http://[^/\\s]+)\\S*");
    private static final int READY_SECONDS = 120;

    private final Process process;
    private final Thread reader;
    private final Queue<String> output = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<String> address = new CompletableFuture<>();

    private AppProcess(Process process) {
        this.process = process;
        this.reader = new Thread(this::read, "app-output");
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts the app with these arguments, standard error joined to standard output. */
    static AppProcess start(Path workingFolder, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx320m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "rejoinder.app.Main"));
        command.addAll(List.of(arguments));
        try {
            return new AppProcess(new ProcessBuilder(command)
                    .directory(workingFolder.toFile())
                    .redirectErrorStream(true)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Scheme, host and port of the page, once the app says that it is ready. */
    String address() throws InterruptedException {
        try {
            return address.get(READY_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("the app is not ready; it said: " + output, e);
        }
    }

    /** Everything it has printed so far. */
    String output() {
        return String.join("\n", output);
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGSTOP: it stands still, as on a machine that is suspended. */
    void pause() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** SIGCONT: it goes on where it was. */
    void goOn() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        int status = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
        if (status != 0) {
            throw new AssertionError("kill -" + signal + " ended with " + status);
        }
    }

    /** SIGTERM; waits for the end. */
    void stop() throws InterruptedException {
        // Destroying the Process would close its streams before the farewell is read.
        process.toHandle().destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the app did not stop within 30 s; it said: " + output);
        }
        reader.join();
    }

    /** Waits for the end by itself; returns its status. */
    int waitFor() throws InterruptedException {
        if (!process.waitFor(READY_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the app did not end; it said: " + output);
        }
        reader.join();
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.add(line);
                Matcher ready = READY.matcher(line);
                if (ready.find()) {
                    address.complete(ready.group(1));
                }
            }
            address.completeExceptionally(new IllegalStateException("the app ended before it was ready"));
        } catch (IOException e) {
            address.completeExceptionally(e);
        }
    }
}
