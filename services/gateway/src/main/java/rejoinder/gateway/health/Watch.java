package rejoinder.gateway.health;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at each stage about once a second, so that asking for health costs nothing and never blocks. Thread-safe. */
public final class Watch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    private static final Duration INTERVAL = Duration.ofMillis(500);

    private final Clock clock;
    private final List<Probe> probes;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "gateway-watch"));
    private volatile List<Stage> stages;

    /**
     * A way to look at a stage.
     *
     * @param trouble why it is not ready, empty when it is; may block for a few seconds
     */
    public record Probe(String name, Supplier<Optional<String>> trouble) {}

    public Watch(Clock clock, List<Probe> probes) {
        this.clock = clock;
        this.probes = List.copyOf(probes);
        this.stages = probes.stream()
                .map(probe -> new Stage(probe.name(), Optional.of("not looked at yet"), Optional.empty()))
                .toList();
    }

    /** Begins to look. */
    public void start() {
        // It catches what goes wrong itself.
        var unused = timer.scheduleWithFixedDelay(this::look, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether all stages were ready when last looked at. */
    public boolean ready() {
        return stages.stream().allMatch(Stage::ready);
    }

    List<Stage> stages() {
        return stages;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private void look() {
        List<Stage> seen = new ArrayList<>();
        for (int i = 0; i < probes.size(); i++) {
            Stage before = stages.get(i);
            Optional<String> trouble = trouble(probes.get(i));
            Optional<Instant> alive = trouble.isEmpty() ? Optional.of(clock.instant()) : before.lastAlive();
            if (before.ready() != trouble.isEmpty()) {
                LOG.info(
                        "{} is {}",
                        before.name(),
                        trouble.map(why -> "not ready: " + why).orElse("ready"));
            }
            seen.add(new Stage(before.name(), trouble, alive));
        }
        stages = List.copyOf(seen);
    }

    private static Optional<String> trouble(Probe probe) {
        try {
            return probe.trouble().get();
        } catch (RuntimeException e) {
            LOG.error("looking at {} failed", probe.name(), e);
            return Optional.of("looking at it failed");
        }
    }
}
