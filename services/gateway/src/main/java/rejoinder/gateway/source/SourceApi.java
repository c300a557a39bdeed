package rejoinder.gateway.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import rejoinder.contracts.json.Json;
import rejoinder.contracts.source.PushToken;
import rejoinder.contracts.source.Source;
import rejoinder.contracts.source.SourceSettings;
import rejoinder.contracts.source.SourceStatus;
import rejoinder.contracts.topic.Topic;
import rejoinder.gateway.http.Checked;
import rejoinder.gateway.http.Fields;
import rejoinder.gateway.http.JsonAnswer;
import rejoinder.gateway.http.Parameters;
import rejoinder.gateway.http.Problem;
import rejoinder.gateway.http.Routes;
import rejoinder.gateway.log.LogWriter;

/** {@code /api/v1/sources}: what documents come from and how it is doing; adding, pausing, removing and testing it. */
public final class SourceApi implements Routes {
    private static final String PATH = "/api/v1/sources";
    private static final Duration SILENT = Duration.ofMinutes(2);
    private static final Duration LONGEST_TRIAL = Duration.ofMinutes(2);
    private static final int TRIALS_AT_ONCE = 2;
    private static final int LONGEST_VALUE = 20_000;

    private final SourceTable table;
    private final LogWriter log;
    private final Topic<Source> topic;
    private final SourceTrials trials;
    private final Clock clock;
    private final Semaphore trying = new Semaphore(TRIALS_AT_ONCE);

    public SourceApi(SourceTable table, LogWriter log, Topic<Source> topic, SourceTrials trials, Clock clock) {
        this.table = table;
        this.log = log;
        this.topic = topic;
        this.trials = trials;
        this.clock = clock;
    }

    @Override
    public void addTo(ServerBuilder server) {
        server.route().get(PATH).build((ctx, req) -> answer(ctx, () -> list(ctx)));
        server.route().get(PATH + "/{id}").build((ctx, req) -> answer(ctx, () -> one(ctx)));
        server.route().post(PATH).build(body(this::define));
        server.route().delete(PATH + "/{id}").build((ctx, req) -> answer(ctx, () -> remove(ctx.pathParam("id"))));
        server.route()
                .post(PATH + "/{id}/pause")
                .build((ctx, req) -> answer(ctx, () -> paused(ctx.pathParam("id"), true)));
        server.route()
                .post(PATH + "/{id}/resume")
                .build((ctx, req) -> answer(ctx, () -> paused(ctx.pathParam("id"), false)));
        server.route().post(PATH + "/test").requestTimeout(LONGEST_TRIAL).build(body(this::test));
    }

    private HttpResponse answer(ServiceRequestContext ctx, java.util.function.Supplier<HttpResponse> answer) {
        return HttpResponse.of(
                () -> table.trouble()
                        .map(Problem::unavailable)
                        .map(Problem::response)
                        .orElseGet(answer),
                ctx.blockingTaskExecutor());
    }

    private HttpService body(Function<JsonNode, HttpResponse> answer) {
        return (ctx, req) -> HttpResponse.of(
                req.aggregate().thenApplyAsync(body -> read(ctx, body, answer), ctx.blockingTaskExecutor()));
    }

    private HttpResponse read(
            ServiceRequestContext ctx, AggregatedHttpRequest request, Function<JsonNode, HttpResponse> answer) {
        if (!Optional.ofNullable(request.contentType()).map(MediaType::isJson).orElse(false)) {
            return Problem.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "this address takes application/json")
                    .response();
        }
        return Parameters.of(ctx)
                .problem()
                .or(() -> table.trouble().map(Problem::unavailable))
                .map(Problem::response)
                .orElseGet(() -> Fields.parse(request.content().array()).fold(answer, Problem::response));
    }

    private HttpResponse list(ServiceRequestContext ctx) {
        return Parameters.of(ctx).problem().map(Problem::response).orElseGet(() -> {
            Instant now = clock.instant();
            ObjectNode page = Json.mapper().createObjectNode();
            ArrayNode items = page.putArray("items");
            table.sources().values().forEach(source -> items.add(json(source, now)));
            ArrayNode canaries = page.putArray("canaries");
            table.canaries().forEach(canary -> canaries.add(status(canary, now)));
            return JsonAnswer.fresh(ctx.request(), page);
        });
    }

    private HttpResponse one(ServiceRequestContext ctx) {
        HttpRequest request = ctx.request();
        return known(ctx.pathParam("id"), source -> JsonAnswer.fresh(request, json(source, clock.instant())));
    }

    private HttpResponse define(JsonNode body) {
        Checked<Source> source = definition(body);
        if (source instanceof Checked.Bad<Source> bad) {
            return bad.problem().response();
        }
        Source good = ((Checked.Good<Source>) source).value();
        if (good.kind() == Source.Kind.PUSH && good.setting("token-sha256").isEmpty()) {
            String token = PushToken.fresh();
            Source withToken = new Source(
                    good.id(),
                    good.kind(),
                    good.outlet(),
                    Map.of("token-sha256", PushToken.hash(token)),
                    good.paused());
            return write(withToken, HttpStatus.CREATED, Optional.of(token));
        }
        return write(good, HttpStatus.CREATED, Optional.empty());
    }

    private static Checked<Source> definition(JsonNode body) {
        Fields fields = Fields.of(body, "");
        String id = fields.text("id", Fields.LONGEST_NAME);
        Optional<Source.Kind> kind = fields.optional("kind", "a kind of source", Source.Kind::named);
        if (kind.isEmpty()) {
            fields.report(
                    "kind", "is missing; it is feed, sitemap, pages, mastodon, bluesky, gdelt, topic, folder or push");
        }
        Optional<String> outlet = fields.optional("outlet", Fields.LONGEST_NAME);
        Map<String, String> settings = fields.strings("settings", LONGEST_VALUE);
        boolean paused = fields.flag("paused");
        return fields.as(() -> new Source(id, kind.orElseThrow(), outlet, settings, paused))
                .then(source -> SourceSettings.problems(source).stream()
                        .findFirst()
                        .<Checked<Source>>map(problem -> new Checked.Bad<>(Problem.body("/settings", problem)))
                        .orElseGet(() -> new Checked.Good<>(source)));
    }

    private HttpResponse paused(String id, boolean now) {
        return known(id, source -> write(source.paused(now), HttpStatus.OK, Optional.empty()));
    }

    private HttpResponse remove(String id) {
        return known(id, source -> {
            log.write(topic, List.of(new LogWriter.Entry<>(source.id(), null)));
            table.awaits(source.id(), Optional.empty());
            return HttpResponse.of(HttpStatus.NO_CONTENT, MediaType.PLAIN_TEXT_UTF_8, "");
        });
    }

    private HttpResponse test(JsonNode body) {
        Fields fields = Fields.of(body, "");
        Optional<String> kind = fields.optional("kind", Fields.LONGEST_NAME);
        Optional<String> url = fields.optionalUrl("url");
        Map<String, String> settings = new TreeMap<>(fields.strings("settings", LONGEST_VALUE));
        url.ifPresent(address -> settings.put("url", address));
        if (kind.isPresent() && kind.flatMap(Source.Kind::named).isEmpty()) {
            fields.report("kind", "is none that there is");
        }
        return fields.as(() -> settings)
                .fold(checked -> tried(kind.flatMap(Source.Kind::named), checked), Problem::response);
    }

    private HttpResponse tried(Optional<Source.Kind> kind, Map<String, String> settings) {
        if (!trying.tryAcquire()) {
            return Problem.of(HttpStatus.TOO_MANY_REQUESTS, TRIALS_AT_ONCE + " sources are being tested; try again")
                    .retryingAfter(Duration.ofSeconds(5))
                    .response();
        }
        try {
            return trials.run(kind, settings).fold(json -> JsonAnswer.of(HttpStatus.OK, json), Problem::response);
        } finally {
            trying.release();
        }
    }

    private HttpResponse known(String id, Function<Source, HttpResponse> answer) {
        Source source = table.sources().get(id);
        return source == null ? Problem.notFound("there is no such source").response() : answer.apply(source);
    }

    private HttpResponse write(Source source, HttpStatus status, Optional<String> token) {
        log.write(topic, List.of(new LogWriter.Entry<>(source.id(), source)));
        table.awaits(source.id(), Optional.of(source));
        ObjectNode json = json(source, clock.instant());
        token.ifPresent(secret -> json.put("token", secret));
        return JsonAnswer.of(status, json).mapHeaders(headers -> headers.toBuilder()
                .set(HttpHeaderNames.LOCATION, PATH + "/" + source.id())
                .build());
    }

    private ObjectNode json(Source source, Instant now) {
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("id", source.id()).put("kind", source.kind().json());
        source.outlet().ifPresent(outlet -> json.put("outlet", outlet));
        json.set("settings", Json.mapper().valueToTree(SourceSettings.shown(source)));
        json.put("paused", source.paused());
        table.status(source.id()).ifPresent(status -> json.set("status", status(status, now)));
        return json;
    }

    private static ObjectNode status(SourceStatus status, Instant now) {
        ObjectNode json = Json.mapper().valueToTree(status);
        json.remove("hours");
        long attempts = status.lastDay(now, SourceStatus.Hour::attempts);
        long failures = status.lastDay(now, SourceStatus.Hour::failures);
        json.put("watched", status.at().isAfter(now.minus(SILENT)));
        json.put("documentsLastDay", status.lastDay(now, SourceStatus.Hour::documents));
        json.put("statementsLastDay", status.lastDay(now, SourceStatus.Hour::statements));
        json.put("attemptsLastDay", attempts);
        json.put("errorRate", attempts == 0 ? 0.0 : (double) failures / attempts);
        return json;
    }
}
