package rejoinder.app.service;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs services until one fails or the process is told to stop, then stops all of them, the last started first.
 * Thread-safe.
 */
public final class Supervisor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);

    private final Deque<Step> started = new ArrayDeque<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private boolean closed;

    /** Something to stop, by name. */
    private record Step(String name, Runnable closing) {}

    /** Takes over a service: watches it, and stops it in the end. */
    public void watch(RunningService service) {
        onClose(service.name(), service.closing());
        service.stopped().whenComplete((stopped, failure) -> {
            if (failure != null) {
                ended.completeExceptionally(failure);
            }
        });
    }

    /** Ends the run when {@code failure} completes exceptionally. */
    public void watchFailure(CompletionStage<Void> failure) {
        failure.whenComplete((done, cause) -> {
            if (cause != null) {
                ended.completeExceptionally(cause);
            }
        });
    }

    /** Remembers what to stop; stops it at once when everything else has been stopped already. */
    public void onClose(String name, Runnable closing) {
        synchronized (this) {
            if (!closed) {
                started.push(new Step(name, closing));
                return;
            }
        }
        stop(new Step(name, closing));
    }

    /** Stops everything when the process is told to end (Ctrl-C, SIGTERM), and says so by {@code farewell}. */
    public void stopOnSignal(Runnable farewell) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            close();
                            farewell.run();
                        },
                        "shutdown"));
    }

    /** Waits up to {@code time} for the run to end; returns whether it has. */
    public boolean endsWithin(Duration time) throws InterruptedException {
        try {
            ended.get(time.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException running) {
            return false;
        } catch (ExecutionException failed) {
            return true;
        }
    }

    /** Waits until the run ends; throws the failure that ended it. */
    public void await() throws InterruptedException {
        try {
            ended.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
        }
    }

    @Override
    public void close() {
        Deque<Step> steps;
        synchronized (this) {
            closed = true;
            steps = new ArrayDeque<>(started);
            started.clear();
        }
        steps.forEach(Supervisor::stop);
        ended.complete(null);
    }

    private static void stop(Step step) {
        try {
            step.closing().run();
        } catch (RuntimeException e) {
            LOG.warn("{} did not stop cleanly", step.name(), e);
        }
    }
}
