package rejoinder.app.service;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rejoinder.app.cli.KafkaOptions;
import rejoinder.app.cli.Logs;
import rejoinder.app.cli.UserError;

/** Runs one service in this process until it fails or is told to stop. */
final class Alone {
    private static final Logger LOG = LoggerFactory.getLogger(Alone.class);

    private static final String READER = "ingestor";

    private Alone() {}

    /** Runs a service of the live build; returns when it has stopped; throws the failure that ended it. */
    static int run(KafkaOptions kafka, String name, BiFunction<Live, MeterRegistry, RunningService> start)
            throws InterruptedException {
        Logs.toConsole();
        TopicPreparation.prepare(
                kafka.bootstrapServers(),
                new Builds(kafka.bootstrapServers(), kafka.topics()).live().topics(),
                kafka.partitions());
        try (Supervisor supervisor = new Supervisor()) {
            MeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
            Following.start(
                    kafka.bootstrapServers(),
                    kafka.topics(),
                    kafka.partitions(),
                    List.of(new Following.Unit(name, name.equals(READER), live -> start.apply(live, metrics))),
                    metrics,
                    supervisor);
            supervisor.stopOnSignal(() -> LOG.info("{} stopped", name));
            LOG.info("{} started", name);
            supervisor.await();
            return 0;
        } catch (IllegalArgumentException e) {
            throw new UserError(e.getMessage(), e);
        }
    }
}
