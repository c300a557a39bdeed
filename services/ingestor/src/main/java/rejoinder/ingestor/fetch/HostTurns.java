package rejoinder.ingestor.fetch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Whose turn it is: one request a host at a time with a delay between two, and a bound on all that are under way.
 * Thread-safe; nothing blocks.
 */
final class HostTurns {
    private static final int MOST_WAITING_A_HOST = 2000;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final Clock clock;
    private final ScheduledExecutorService timer;
    private final int mostAtOnce;
    private final Map<String, Host> hosts = new HashMap<>();
    private final Queue<Host> ready = new ArrayDeque<>();
    private int underWay;

    private static final class Host {
        private final String name;
        private final Queue<Turn> waiting = new ArrayDeque<>();
        private Instant earliest = Instant.EPOCH;
        private boolean busy;

        Host(String name) {
            this.name = name;
        }
    }

    private record Turn(
            Supplier<CompletableFuture<Fetched>> request, Duration delay, CompletableFuture<Fetched> done) {}

    HostTurns(Clock clock, ScheduledExecutorService timer, int mostAtOnce) {
        this.clock = clock;
        this.timer = timer;
        this.mostAtOnce = mostAtOnce;
    }

    /** Makes a request when it is its turn; {@code delay} is kept free after it. */
    CompletableFuture<Fetched> take(String host, Duration delay, Supplier<CompletableFuture<Fetched>> request) {
        CompletableFuture<Fetched> done = new CompletableFuture<>();
        synchronized (this) {
            Host turns = hosts.computeIfAbsent(host, Host::new);
            Instant now = clock.instant();
            if (turns.earliest.isAfter(now.plus(LONGEST_WAIT))) {
                return CompletableFuture.completedFuture(new Fetched.Failed(
                        Fetched.Reason.SERVER,
                        host + " wants to be left alone until " + turns.earliest,
                        java.util.Optional.of(turns.earliest)));
            }
            if (turns.waiting.size() >= MOST_WAITING_A_HOST) {
                return CompletableFuture.completedFuture(new Fetched.Failed(
                        Fetched.Reason.TOO_SLOW, MOST_WAITING_A_HOST + " requests wait for " + host + " already"));
            }
            turns.waiting.add(new Turn(request, delay, done));
            if (!turns.busy) {
                turns.busy = true;
                schedule(turns, now);
            }
        }
        return done;
    }

    /** Leaves a host alone until then. */
    synchronized void rest(String host, Instant until) {
        Host turns = hosts.computeIfAbsent(host, Host::new);
        if (turns.earliest.isBefore(until)) {
            turns.earliest = until;
        }
        if (!turns.busy) {
            turns.busy = true;
            schedule(turns, clock.instant());
        }
    }

    private void schedule(Host turns, Instant now) {
        long wait = Duration.between(now, turns.earliest).toMillis();
        if (wait <= 0) {
            ready.add(turns);
            startReady();
        } else {
            var unused = timer.schedule(() -> due(turns), wait, TimeUnit.MILLISECONDS);
        }
    }

    private synchronized void due(Host turns) {
        if (turns.waiting.isEmpty() && !turns.earliest.isAfter(clock.instant())) {
            hosts.remove(turns.name);
        } else {
            schedule(turns, clock.instant());
        }
    }

    private void startReady() {
        while (underWay < mostAtOnce && !ready.isEmpty()) {
            Host turns = ready.poll();
            Turn turn = turns.waiting.poll();
            if (turn == null) {
                hosts.remove(turns.name);
                continue;
            }
            underWay++;
            // Not here: a request that ends at once would come back into this loop.
            timer.execute(() -> start(turns, turn));
        }
    }

    private void start(Host turns, Turn turn) {
        CompletableFuture<Fetched> request;
        try {
            request = turn.request().get();
        } catch (RuntimeException e) {
            request = CompletableFuture.failedFuture(e);
        }
        var unused = request.whenComplete((fetched, failure) -> {
            ended(turns, turn.delay());
            if (failure == null) {
                turn.done().complete(fetched);
            } else {
                turn.done().completeExceptionally(failure);
            }
        });
    }

    private synchronized void ended(Host turns, Duration delay) {
        underWay--;
        Instant now = clock.instant();
        Instant next = now.plus(delay);
        if (turns.earliest.isBefore(next)) {
            turns.earliest = next;
        }
        schedule(turns, now);
        startReady();
    }
}
