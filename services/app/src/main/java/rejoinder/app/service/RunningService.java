package rejoinder.app.service;

import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import rejoinder.aggregator.Aggregator;
import rejoinder.gateway.Gateway;
import rejoinder.ingestor.Ingestor;
import rejoinder.sink.Sink;

/**
 * A started service as the app sees it.
 *
 * @param stopped completes when the service has stopped, exceptionally when a failure ended it
 * @param closing stops it
 */
public record RunningService(String name, BooleanSupplier ready, CompletionStage<Void> stopped, Runnable closing) {
    public static RunningService of(Ingestor ingestor) {
        return new RunningService("ingestor", ingestor::ready, ingestor.stopped(), ingestor::close);
    }

    public static RunningService of(Aggregator aggregator) {
        return new RunningService("aggregator", aggregator::ready, aggregator.stopped(), aggregator::close);
    }

    public static RunningService of(Sink sink) {
        return new RunningService("sink", sink::ready, sink.stopped(), sink::close);
    }

    public static RunningService of(Gateway gateway) {
        return new RunningService("gateway", gateway::ready, gateway.stopped(), gateway::close);
    }
}
