package rejoinder.gateway.health;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.ServerBuilder;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Optional;
import java.util.stream.Stream;
import rejoinder.contracts.json.Json;
import rejoinder.gateway.http.JsonAnswer;
import rejoinder.gateway.http.Problem;
import rejoinder.gateway.http.Routes;

/** {@code /health/live}, {@code /health/ready} with each stage and its reason, and {@code /metrics}. */
public final class HealthApi implements Routes {
    private static final MediaType PROMETHEUS = MediaType.parse("text/plain; version=0.0.4; charset=utf-8");

    private final Watch watch;
    private final Optional<PrometheusMeterRegistry> prometheus;

    /** Figures come from the Prometheus registry that {@code metrics} is or holds. */
    public HealthApi(Watch watch, MeterRegistry metrics) {
        this.watch = watch;
        this.prometheus = registries(metrics)
                .filter(PrometheusMeterRegistry.class::isInstance)
                .map(PrometheusMeterRegistry.class::cast)
                .findFirst();
    }

    @Override
    public void addTo(ServerBuilder server) {
        server.route()
                .get("/health/live")
                .build((ctx, req) -> JsonAnswer.of(
                        HttpStatus.OK, Json.mapper().createObjectNode().put("status", "up")));
        server.route().get("/health/ready").build((ctx, req) -> readiness());
        server.route().get("/metrics").build((ctx, req) -> HttpResponse.of(this::figures, ctx.blockingTaskExecutor()));
    }

    private HttpResponse readiness() {
        ObjectNode json = Json.mapper().createObjectNode();
        boolean ready = watch.ready();
        json.put("ready", ready);
        json.putArray("stages");
        watch.stages().forEach(stage -> {
            ObjectNode entry = json.withArray("stages").addObject();
            entry.put("stage", stage.name());
            entry.put("ready", stage.ready());
            stage.trouble().ifPresent(reason -> entry.put("reason", reason));
            stage.lastAlive().ifPresent(at -> entry.put("lastAliveAt", at.toString()));
        });
        return JsonAnswer.of(ready ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE, json);
    }

    private HttpResponse figures() {
        return prometheus
                .map(registry -> HttpResponse.of(HttpStatus.OK, PROMETHEUS, registry.scrape()))
                .orElseGet(
                        () -> Problem.notFound("this gateway keeps no figures").response());
    }

    private static Stream<MeterRegistry> registries(MeterRegistry metrics) {
        return metrics instanceof CompositeMeterRegistry composite
                ? composite.getRegistries().stream().flatMap(HealthApi::registries)
                : Stream.of(metrics);
    }
}
