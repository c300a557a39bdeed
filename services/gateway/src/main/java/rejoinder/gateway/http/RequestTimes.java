package rejoinder.gateway.http;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.logging.RequestLog;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.SimpleDecoratingHttpService;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Measures how long answers take, by route and status; a stream has no end worth measuring and is left out. */
public final class RequestTimes extends SimpleDecoratingHttpService {
    private final MeterRegistry metrics;

    private RequestTimes(HttpService delegate, MeterRegistry metrics) {
        super(delegate);
        this.metrics = metrics;
    }

    /** Decorates all services of a server. */
    public static Function<? super HttpService, RequestTimes> decorator(MeterRegistry metrics) {
        return delegate -> new RequestTimes(delegate, metrics);
    }

    @Override
    public HttpResponse serve(ServiceRequestContext ctx, HttpRequest req) throws Exception {
        String route = ctx.config().route().patternString();
        if (!route.endsWith("/stream")) {
            // Nobody waits for the measurement; it can't fail.
            var unused = ctx.log().whenComplete().thenAccept(log -> measure(route, log));
        }
        return unwrap().serve(ctx, req);
    }

    private void measure(String route, RequestLog log) {
        metrics.timer(
                        "rejoinder.gateway.http.requests",
                        "method",
                        log.requestHeaders().method().name(),
                        "route",
                        route,
                        "status",
                        log.responseStatus().codeAsText())
                .record(log.totalDurationNanos(), TimeUnit.NANOSECONDS);
    }
}
