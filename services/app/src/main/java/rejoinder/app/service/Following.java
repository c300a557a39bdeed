package rejoinder.app.service;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rejoinder.contracts.build.Build;
import rejoinder.contracts.json.JsonSerde;
import rejoinder.contracts.topic.Topics;

/**
 * Runs services of the build that is live; when another one becomes live they move on to it, or are started anew. While a switch is under
 * way, those that read rest. Thread-safe.
 */
public final class Following implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Following.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

    private final Topics given;
    private final int partitions;
    private final String servers;
    private final List<Unit> units;
    private final MeterRegistry metrics;
    private final Supervisor supervisor;
    private final Clock clock = Clock.systemUTC();
    private final KafkaConsumer<String, byte[]> consumer;
    private final JsonSerde<Build> json = new JsonSerde<>(Build.class);
    private final Map<String, Build> builds = new HashMap<>();
    private final Deque<Started> running = new ArrayDeque<>();
    private final CompletableFuture<Void> failure = new CompletableFuture<>();
    private final Thread thread = new Thread(this::watch, "live-build");
    private Live live;
    private boolean closed;

    /**
     * A service to run.
     *
     * @param reads whether it writes what a build is made of, and rests during a switch
     */
    public record Unit(String name, boolean reads, Function<Live, RunningService> start) {}

    private record Started(Unit unit, RunningService service) {}

    private Following(
            String servers,
            Topics given,
            int partitions,
            List<Unit> units,
            MeterRegistry metrics,
            Supervisor supervisor) {
        this.servers = servers;
        this.given = given;
        this.partitions = partitions;
        this.units = List.copyOf(units);
        this.metrics = metrics;
        this.supervisor = supervisor;
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        servers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        this.live = Live.of(given, List.of(), clock.instant());
    }

    /**
     * Starts the services in their order; topics must exist.
     *
     * @param given the namespace, or a build in it that is followed whatever is live
     */
    public static Following start(
            String servers,
            Topics given,
            int partitions,
            List<Unit> units,
            MeterRegistry metrics,
            Supervisor supervisor)
            throws InterruptedException {
        Following following = new Following(servers, given, partitions, units, metrics, supervisor);
        supervisor.onClose("services", following::close);
        supervisor.watchFailure(following.failure);
        following.begin();
        return following;
    }

    private void begin() throws InterruptedException {
        TopicPartition all = new TopicPartition(given.builds().name(), 0);
        consumer.assign(List.of(all));
        consumer.seekToBeginning(List.of(all));
        long end = consumer.endOffsets(List.of(all)).get(all);
        while (consumer.position(all) < end) {
            poll();
        }
        live = Live.of(given, builds.values(), clock.instant());
        TopicPreparation.prepare(servers, live.topics(), partitions);
        startMissing();
        thread.setDaemon(true);
        thread.start();
    }

    private void poll() {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
            try {
                if (record.value() == null) {
                    builds.remove(record.key());
                } else {
                    builds.put(record.key(), json.fromBytes(record.value()));
                }
            } catch (SerializationException e) {
                LOG.warn("build {} has no readable definition", record.key(), e);
            }
        }
    }

    private void watch() {
        try (consumer) {
            while (!isClosed()) {
                poll();
                follow(Live.of(given, builds.values(), clock.instant()));
            }
        } catch (InterruptedException e) {
            LOG.debug("no longer following", e);
        } catch (RuntimeException e) {
            LOG.error("can't follow which build is live", e);
            failure.completeExceptionally(e);
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private synchronized void follow(Live now) throws InterruptedException {
        if (closed || now.equals(live)) {
            return;
        }
        boolean other = !now.topics().namespace().equals(live.topics().namespace());
        live = now;
        if (other) {
            LOG.info("{} is live", now.topics().namespace());
            moveOn();
        } else if (now.switching()) {
            LOG.info("a switch to another build is under way; reading rests");
            stop(one -> one.unit().reads());
        }
        startMissing();
    }

    private synchronized void startMissing() {
        for (Unit unit : units) {
            boolean there = running.stream().anyMatch(one -> one.unit().equals(unit));
            if (!closed && !there && !(unit.reads() && live.switching())) {
                forget(unit);
                RunningService service = unit.start().apply(live);
                supervisor.watchFailure(service.stopped());
                running.push(new Started(unit, service));
            }
        }
    }

    /** Gauges of a service that has been stopped would go on showing it. */
    private void forget(Unit unit) {
        List<Meter> old = metrics.getMeters().stream()
                .filter(meter -> meter.getId().getName().startsWith("rejoinder." + unit.name() + "."))
                .toList();
        old.forEach(metrics::remove);
    }

    /** Those that can, go on with the build that is live; the others are started anew. */
    private void moveOn() throws InterruptedException {
        TopicPreparation.prepare(servers, live.topics(), partitions);
        for (Started one : running) {
            one.service().moving().ifPresent(moving -> {
                forget(one.unit());
                moving.accept(live);
            });
        }
        stop(one -> one.service().moving().isEmpty());
    }

    private void stop(Predicate<Started> which) {
        List<Started> stopping = running.stream().filter(which).toList();
        stopping.forEach(one -> one.service().closing().run());
        running.removeAll(stopping);
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            stop(one -> true);
        }
        try {
            thread.join(LONGEST_STOP.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
