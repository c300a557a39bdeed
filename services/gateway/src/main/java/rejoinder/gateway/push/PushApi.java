package rejoinder.gateway.push;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import rejoinder.contracts.document.Submission;
import rejoinder.contracts.json.Json;
import rejoinder.contracts.json.Schemas;
import rejoinder.contracts.topic.Topic;
import rejoinder.gateway.http.Checked;
import rejoinder.gateway.http.Fields;
import rejoinder.gateway.http.JsonAnswer;
import rejoinder.gateway.http.Parameters;
import rejoinder.gateway.http.Problem;
import rejoinder.gateway.http.Routes;
import rejoinder.gateway.log.LogWriter;
import rejoinder.gateway.source.PushClients;

/**
 * {@code POST /api/v1/documents} and {@code /api/v1/statements}: what is good is on its way once 202 is answered, and
 * sending it again changes nothing.
 */
public final class PushApi implements Routes {
    private static final List<String> IN_THE_URL = List.of("id", "outlet", "url", "title", "language", "publishedAt");

    private final LogWriter log;
    private final Topic<Submission> topic;
    private final Clock clock;
    private final MeterRegistry metrics;
    private final PushClients clients;
    private final PushedBodies bodies = new PushedBodies(Schemas::load);

    public PushApi(LogWriter log, Topic<Submission> topic, PushClients clients, Clock clock, MeterRegistry metrics) {
        this.clients = clients;
        this.log = log;
        this.topic = topic;
        this.clock = clock;
        this.metrics = metrics;
    }

    @Override
    public void addTo(ServerBuilder server) {
        server.route().post("/api/v1/documents").build((ctx, req) -> take(ctx, req, this::documents));
        server.route().post("/api/v1/statements").build((ctx, req) -> take(ctx, req, this::statements));
    }

    private HttpResponse take(ServiceRequestContext ctx, HttpRequest request, Check check) {
        // No thread waits for the log: pushes that come together are written together.
        return HttpResponse.of(request.aggregate()
                .thenComposeAsync(
                        body -> clients.source(request)
                                .then(source -> check.of(ctx, body, new Pushed(source, clock.instant())))
                                .fold(this::accept, this::refuse),
                        ctx.blockingTaskExecutor()));
    }

    @FunctionalInterface
    private interface Check {
        Checked<List<Submission>> of(ServiceRequestContext ctx, AggregatedHttpRequest request, Pushed by);
    }

    private CompletableFuture<HttpResponse> accept(List<Submission> submissions) {
        List<LogWriter.Entry<Submission>> entries = submissions.stream()
                .map(submission -> new LogWriter.Entry<>(submission.id(), submission))
                .toList();
        return log.begin(topic, entries).thenApply(written -> {
            metrics.counter("rejoinder.gateway.pushed").increment(submissions.size());
            ObjectNode answer = Json.mapper().createObjectNode();
            submissions.forEach(submission -> answer.withArray("ids").add(submission.id()));
            return JsonAnswer.of(HttpStatus.ACCEPTED, answer);
        });
    }

    private CompletableFuture<HttpResponse> refuse(Problem problem) {
        metrics.counter(
                        "rejoinder.gateway.push.refused",
                        "status",
                        problem.status().codeAsText())
                .increment();
        return CompletableFuture.completedFuture(problem.response());
    }

    private Checked<List<Submission>> documents(ServiceRequestContext ctx, AggregatedHttpRequest request, Pushed by) {
        MediaType type = Optional.ofNullable(request.contentType()).orElse(MediaType.OCTET_STREAM);
        if (CloudEvents.isOne(request, type)) {
            return CloudEvents.data(request, type).then(data -> bodies.documents(data, by));
        }
        if (type.is(MediaType.PLAIN_TEXT.withoutParameters()) || type.is(MediaType.HTML_UTF_8.withoutParameters())) {
            return text(ctx, request, type.nameWithoutParameters(), by);
        }
        return json(
                ctx,
                request,
                type,
                "application/json, text/plain, text/html or CloudEvents",
                body -> bodies.documents(body, by));
    }

    private Checked<List<Submission>> statements(ServiceRequestContext ctx, AggregatedHttpRequest request, Pushed by) {
        MediaType type = Optional.ofNullable(request.contentType()).orElse(MediaType.OCTET_STREAM);
        if (CloudEvents.isOne(request, type)) {
            return CloudEvents.data(request, type).then(data -> bodies.statements(data, by));
        }
        return json(ctx, request, type, "application/json or CloudEvents", body -> bodies.statements(body, by));
    }

    private Checked<List<Submission>> json(
            ServiceRequestContext ctx,
            AggregatedHttpRequest request,
            MediaType type,
            String taken,
            Function<JsonNode, Checked<List<Submission>>> check) {
        if (!type.isJson()) {
            return new Checked.Bad<>(Problem.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "this address takes " + taken));
        }
        Optional<Problem> unknown = Parameters.of(ctx).problem();
        if (unknown.isPresent()) {
            return new Checked.Bad<>(unknown.get());
        }
        return Fields.parse(request.content().array()).then(check);
    }

    /** A document whose body is its text; the rest stands in the URL. */
    private Checked<List<Submission>> text(
            ServiceRequestContext ctx, AggregatedHttpRequest request, String contentType, Pushed by) {
        Parameters parameters = Parameters.of(ctx);
        ObjectNode fields = Json.mapper().createObjectNode().put("contentType", contentType);
        IN_THE_URL.forEach(
                name -> parameters.one(name, "text", Optional::of).ifPresent(value -> fields.put(name, value)));
        Optional<Problem> problem = parameters.problem();
        if (problem.isPresent()) {
            return new Checked.Bad<>(problem.get());
        }
        MediaType type = Optional.ofNullable(request.contentType()).orElse(MediaType.PLAIN_TEXT_UTF_8);
        fields.put("text", request.content(type.charset(StandardCharsets.UTF_8)));
        return bodies.document(fields, by);
    }
}
