package rejoinder.app.service;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import rejoinder.aggregator.Aggregator;
import rejoinder.gateway.Gateway;
import rejoinder.ingestor.Ingestor;
import rejoinder.sink.Sink;

/**
 * A started service as the app sees it.
 *
 * @param stopped completes when the service has stopped, exceptionally when a failure ended it
 * @param closing stops it
 * @param moving has it go on with another build without stopping, where it can
 */
public record RunningService(
        String name,
        BooleanSupplier ready,
        CompletionStage<Void> stopped,
        Runnable closing,
        Optional<Consumer<Live>> moving) {
    public static RunningService of(Ingestor ingestor) {
        return new RunningService("ingestor", ingestor::ready, ingestor.stopped(), ingestor::close, Optional.empty());
    }

    public static RunningService of(Aggregator aggregator) {
        return new RunningService(
                "aggregator", aggregator::ready, aggregator.stopped(), aggregator::close, Optional.empty());
    }

    public static RunningService of(Sink sink) {
        return new RunningService("sink", sink::ready, sink.stopped(), sink::close, Optional.empty());
    }

    /**
     * A gateway, which moves on to another build without stopping.
     *
     * @param database JDBC URL of the original build's database, beside which the others' are
     */
    public static RunningService of(Gateway gateway, String database) {
        return new RunningService(
                "gateway",
                gateway::ready,
                gateway.stopped(),
                gateway::close,
                Optional.of(live -> gateway.moveTo(live.topics().namespace(), Databases.of(database, live.topics()))));
    }
}
