package rejoinder.app.service;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rejoinder.app.cli.KafkaOptions;
import rejoinder.app.cli.Logs;
import rejoinder.app.cli.UserError;

/** Runs one service in this process until it fails or is told to stop. */
final class Alone {
    private static final Logger LOG = LoggerFactory.getLogger(Alone.class);

    private Alone() {}

    /** Returns when the service has stopped; throws the failure that ended it. */
    static int run(KafkaOptions kafka, Function<MeterRegistry, RunningService> start) throws InterruptedException {
        Logs.toConsole();
        TopicPreparation.prepare(kafka.bootstrapServers(), kafka.topics(), kafka.partitions());
        try (Supervisor supervisor = new Supervisor()) {
            RunningService service = start.apply(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
            supervisor.watch(service);
            supervisor.stopOnSignal(() -> LOG.info("{} stopped", service.name()));
            LOG.info("{} started", service.name());
            supervisor.await();
            return 0;
        } catch (IllegalArgumentException e) {
            throw new UserError(e.getMessage(), e);
        }
    }
}
