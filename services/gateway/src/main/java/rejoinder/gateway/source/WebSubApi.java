package rejoinder.gateway.source;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.util.List;
import java.util.Optional;
import rejoinder.contracts.source.Callback;
import rejoinder.contracts.source.Source;
import rejoinder.contracts.topic.Topic;
import rejoinder.gateway.http.Problem;
import rejoinder.gateway.http.Routes;
import rejoinder.gateway.log.LogWriter;

/**
 * {@code /api/v1/websub/SOURCE}: hubs confirm a subscription and send notices there. A notice that is signed makes the
 * source's ingestor look at once, by writing the source's definition again as it is; one that is not changes nothing.
 */
public final class WebSubApi implements Routes {
    private final Optional<Callback> callback;
    private final SourceTable table;
    private final LogWriter log;
    private final Topic<Source> topic;

    public WebSubApi(Optional<Callback> callback, SourceTable table, LogWriter log, Topic<Source> topic) {
        this.callback = callback;
        this.table = table;
        this.log = log;
        this.topic = topic;
    }

    @Override
    public void addTo(ServerBuilder server) {
        server.route().get(Callback.PATH + "{id}").build((ctx, req) -> confirm(ctx));
        server.route()
                .post(Callback.PATH + "{id}")
                .build((ctx, req) -> HttpResponse.of(
                        req.aggregate().thenApplyAsync(body -> notice(ctx, body), ctx.blockingTaskExecutor())));
    }

    private Optional<Source> feed(ServiceRequestContext ctx) {
        return Optional.ofNullable(table.sources().get(ctx.pathParam("id")))
                .filter(source -> callback.isPresent() && source.kind() == Source.Kind.FEED);
    }

    private HttpResponse confirm(ServiceRequestContext ctx) {
        QueryParams query = ctx.queryParams();
        String challenge = query.get("hub.challenge", "");
        boolean wanted = query.get("hub.mode", "").equals("subscribe") && !challenge.isEmpty();
        return feed(ctx).isPresent() && wanted
                ? HttpResponse.of(HttpStatus.OK, MediaType.PLAIN_TEXT_UTF_8, challenge)
                : Problem.notFound("nobody here asked for such notices").response();
    }

    private HttpResponse notice(ServiceRequestContext ctx, AggregatedHttpRequest request) {
        Optional<Source> source = feed(ctx);
        if (source.isEmpty()) {
            return Problem.notFound("nobody here asked for such notices").response();
        }
        String signature = request.headers().get("x-hub-signature", "");
        if (callback.orElseThrow().isSigned(source.get().id(), request.content().array(), signature)) {
            log.write(topic, List.of(new LogWriter.Entry<>(source.get().id(), source.get())));
        }
        // Said of any notice, so that nobody learns which signature would do.
        return HttpResponse.of(HttpStatus.ACCEPTED);
    }
}
