package rejoinder.gateway.webhook;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import rejoinder.contracts.json.Json;
import rejoinder.contracts.net.Reach;
import rejoinder.contracts.topic.Topic;
import rejoinder.contracts.topic.Topics;
import rejoinder.contracts.webhook.Webhook;
import rejoinder.contracts.webhook.WebhookStatus;
import rejoinder.gateway.http.Fields;
import rejoinder.gateway.http.JsonAnswer;
import rejoinder.gateway.http.Parameters;
import rejoinder.gateway.http.Problem;
import rejoinder.gateway.http.Routes;
import rejoinder.gateway.log.LogTables;
import rejoinder.gateway.log.LogWriter;

/**
 * {@code /api/v1/webhooks}: rules and the addresses that are told when they are met; how far each is. A secret is taken,
 * or made and shown once, and never shown again.
 */
public final class WebhookApi implements Routes, AutoCloseable {
    private static final String PATH = "/api/v1/webhooks";

    private final LogTables tables;
    private final LogWriter log;
    private final Topic<Webhook> webhooks;
    private final Topic<WebhookStatus> statuses;
    private final Reach reach;

    /** The writer stays the caller's to close. */
    public WebhookApi(String bootstrapServers, Topics topics, LogWriter log, Reach reach) {
        this.webhooks = topics.webhooks();
        this.statuses = topics.webhookStatus();
        this.tables = new LogTables(bootstrapServers, "webhooks", List.of(webhooks, statuses));
        this.log = log;
        this.reach = reach;
    }

    /** Begins to read what there is; returns at once. */
    public void start() {
        tables.start();
    }

    @Override
    public void close() {
        tables.close();
    }

    @Override
    public void addTo(ServerBuilder server) {
        server.route().get(PATH).build((ctx, req) -> answer(ctx, () -> list(ctx)));
        server.route().get(PATH + "/{id}").build((ctx, req) -> answer(ctx, () -> one(ctx)));
        server.route()
                .post(PATH)
                .build((ctx, req) -> HttpResponse.of(
                        req.aggregate().thenApplyAsync(body -> define(ctx, body), ctx.blockingTaskExecutor())));
        server.route().delete(PATH + "/{id}").build((ctx, req) -> answer(ctx, () -> remove(ctx.pathParam("id"))));
    }

    private HttpResponse answer(ServiceRequestContext ctx, Supplier<HttpResponse> answer) {
        return HttpResponse.of(() -> known(ctx).orElseGet(answer), ctx.blockingTaskExecutor());
    }

    private Optional<HttpResponse> known(ServiceRequestContext ctx) {
        return Parameters.of(ctx)
                .problem()
                .or(() -> tables.trouble().map(Problem::unavailable))
                .map(Problem::response);
    }

    private HttpResponse list(ServiceRequestContext ctx) {
        ObjectNode page = Json.mapper().createObjectNode();
        ArrayNode items = page.putArray("items");
        tables.values(webhooks).values().forEach(webhook -> items.add(json(webhook)));
        return JsonAnswer.fresh(ctx.request(), page);
    }

    private HttpResponse one(ServiceRequestContext ctx) {
        return Optional.ofNullable(tables.values(webhooks).get(ctx.pathParam("id")))
                .map(webhook -> JsonAnswer.fresh(ctx.request(), json(webhook)))
                .orElseGet(WebhookApi::none);
    }

    private HttpResponse define(ServiceRequestContext ctx, AggregatedHttpRequest request) {
        if (!Optional.ofNullable(request.contentType()).map(MediaType::isJson).orElse(false)) {
            return Problem.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "this address takes application/json")
                    .response();
        }
        return known(ctx).orElseGet(() -> Fields.parse(request.content().array())
                .then(body -> WebhookDefinitions.read(body, reach, this::secret))
                .fold(this::write, Problem::response));
    }

    private String secret(String id) {
        return Optional.ofNullable(tables.values(webhooks).get(id))
                .map(Webhook::secret)
                .orElseGet(Signature::freshSecret);
    }

    private HttpResponse write(Webhook webhook) {
        Optional<Webhook> before = Optional.ofNullable(tables.values(webhooks).get(webhook.id()));
        if (before.isEmpty() && tables.values(webhooks).size() >= Webhook.MOST) {
            return Problem.of(HttpStatus.CONFLICT, "there are " + Webhook.MOST + " webhooks; delete one first")
                    .response();
        }
        boolean another = before.filter(old -> old.on() != webhook.on()
                        || (old.on() != Webhook.On.REACTION && !old.stories().equals(webhook.stories())))
                .isPresent();
        if (another) {
            return Problem.of(
                            HttpStatus.CONFLICT,
                            "what webhook \"" + webhook.id() + "\" watches can't be changed, for it knows what it has"
                                    + " told; delete it first, or take another id")
                    .response();
        }
        log.write(webhooks, List.of(new LogWriter.Entry<>(webhook.id(), webhook)));
        tables.awaits(webhooks, webhook.id(), Optional.of(webhook));
        ObjectNode json = json(webhook);
        if (before.isEmpty()) {
            json.put("secret", webhook.secret());
        }
        return JsonAnswer.of(HttpStatus.CREATED, json).mapHeaders(headers -> headers.toBuilder()
                .set(HttpHeaderNames.LOCATION, PATH + "/" + webhook.id())
                .build());
    }

    private HttpResponse remove(String id) {
        if (!tables.values(webhooks).containsKey(id)) {
            return none();
        }
        log.write(webhooks, List.of(new LogWriter.Entry<>(id, null)));
        tables.awaits(webhooks, id, Optional.empty());
        return HttpResponse.of(HttpStatus.NO_CONTENT, MediaType.PLAIN_TEXT_UTF_8, "");
    }

    private static HttpResponse none() {
        return Problem.notFound("there is no such webhook").response();
    }

    private ObjectNode json(Webhook webhook) {
        ObjectNode json = Json.mapper().valueToTree(webhook);
        json.remove("secret");
        Optional.ofNullable(tables.values(statuses).get(webhook.id())).ifPresent(status -> {
            ObjectNode shown = Json.mapper().valueToTree(status);
            shown.remove(List.of("webhook", "told"));
            json.set("status", shown);
        });
        return json;
    }
}
