package rejoinder.gateway.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import rejoinder.contracts.json.Json;
import rejoinder.contracts.webhook.Webhook;
import rejoinder.contracts.webhook.WebhookStatus;
import rejoinder.gateway.read.ReactionFilter;
import rejoinder.gateway.stream.StreamApi;
import rejoinder.gateway.stream.StreamEvent;

/** What a webhook reads of the stream, and what becomes of each event. Immutable. */
final class Rule {
    private static final List<String> SPANS = List.of("minutes", "hours", "days");

    private final Webhook webhook;

    Rule(Webhook webhook) {
        this.webhook = webhook;
    }

    /**
     * What an event leads to.
     *
     * @param told what will have been told once all is delivered
     */
    record Reading(List<Delivery> deliveries, Set<String> told) {}

    /** The events from a token on, or from now on. */
    HttpResponse open(StreamApi stream, Optional<String> since, Executor executor) {
        return webhook.on() == Webhook.On.REACTION
                ? stream.reactions(
                        Set.copyOf(webhook.stories()),
                        new ReactionFilter(
                                Set.copyOf(webhook.actors()),
                                Set.copyOf(webhook.represents()),
                                Set.copyOf(webhook.stances())),
                        webhook.leastRank().orElse(0),
                        since,
                        executor)
                : stream.storySummary(webhook.stories().get(0), since, executor);
    }

    /** Reads an event, where {@code told} has been told before. */
    Reading read(StreamEvent event, Set<String> told) {
        JsonNode data = event.data().isEmpty() ? Json.mapper().createObjectNode() : tree(event.data());
        return switch (event.name()) {
            case "reaction" -> new Reading(deliveries(event, "reaction", data), told);
            case "retraction" ->
                new Reading(
                        webhook.on() == Webhook.On.REACTION ? deliveries(event, "retraction", data) : List.of(), told);
            case "summary" -> webhook.on() == Webhook.On.SPIKE ? spikes(event, data, told) : firsts(event, data, told);
            default -> new Reading(List.of(), told);
        };
    }

    private static List<Delivery> deliveries(StreamEvent event, String type, JsonNode data) {
        return event.origin().map(origin -> new Delivery(origin.name(), type, origin.at(), data)).stream()
                .toList();
    }

    /** Who has reacted stays told, also when the reaction is taken back and comes again. */
    private static Reading firsts(StreamEvent event, JsonNode summary, Set<String> told) {
        Set<String> after = new LinkedHashSet<>(told);
        List<Delivery> deliveries = new ArrayList<>();
        for (JsonNode reacted : summary.path("watchlist").path("reacted")) {
            String expected = reacted.path("expected").asText();
            if (after.size() < WebhookStatus.MOST_TOLD && after.add(expected)) {
                ObjectNode data = Json.mapper().createObjectNode();
                data.set("story", summary.path("story"));
                data.put("expected", expected).set("first", reacted.path("first"));
                add(deliveries, event, "first-reaction", expected, data);
            }
        }
        return new Reading(deliveries, after);
    }

    /** A span is told once; those that a story's pace no longer shows can't come again. */
    private static Reading spikes(StreamEvent event, JsonNode summary, Set<String> told) {
        Set<String> shown = new LinkedHashSet<>();
        List<Delivery> deliveries = new ArrayList<>();
        for (String spans : SPANS) {
            for (JsonNode span : summary.path("pace").path(spans)) {
                String name = spans + " " + span.path("from").asText();
                if (!span.path("spike").asBoolean() && !told.contains(name)) {
                    continue;
                }
                shown.add(name);
                if (!told.contains(name)) {
                    ObjectNode data = Json.mapper().createObjectNode();
                    data.set("story", summary.path("story"));
                    data.put("of", spans.substring(0, spans.length() - 1));
                    data.set("from", span.path("from"));
                    data.set("reactions", span.path("reactions"));
                    add(deliveries, event, "spike", name.replace(' ', '-'), data);
                }
            }
        }
        return new Reading(deliveries, shown);
    }

    private static void add(List<Delivery> deliveries, StreamEvent event, String type, String which, JsonNode data) {
        event.origin()
                .ifPresent(
                        origin -> deliveries.add(new Delivery(origin.name() + "-" + which, type, origin.at(), data)));
    }

    private static JsonNode tree(String json) {
        try {
            return Json.mapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the stream's data is JSON", e);
        }
    }
}
