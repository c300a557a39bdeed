package rejoinder.gateway.push;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.MediaType;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.format.EventDeserializationException;
import io.cloudevents.http.HttpMessageFactory;
import io.cloudevents.jackson.JsonFormat;
import io.cloudevents.rw.CloudEventRWException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import rejoinder.contracts.json.Json;
import rejoinder.gateway.http.Checked;
import rejoinder.gateway.http.Fields;
import rejoinder.gateway.http.Problem;

/**
 * CloudEvents 1.0 over HTTP, in structured, binary and batch mode. The data is a document or a statement as it would be
 * pushed by itself, or the text or HTML of a document; without an id of its own it has the event's, which is unique
 * together with the event's source.
 */
final class CloudEvents {
    private static final String STRUCTURED = "application/cloudevents+json";
    private static final String BATCH = "application/cloudevents-batch+json";
    private static final String VERSION_HEADER = "ce-specversion";
    private static final int MOST = 100;

    private CloudEvents() {}

    /** Whether a request carries events. */
    static boolean isOne(AggregatedHttpRequest request, MediaType type) {
        String name = type.nameWithoutParameters();
        return name.equals(STRUCTURED)
                || name.equals(BATCH)
                || request.headers().contains(VERSION_HEADER);
    }

    /** The data of all events: one object, or a list in batch mode. */
    static Checked<JsonNode> data(AggregatedHttpRequest request, MediaType type) {
        try {
            return switch (type.nameWithoutParameters()) {
                case STRUCTURED -> data(structured(request.content().array()), "");
                case BATCH -> batch(request.content().array());
                default -> data(binary(request), "");
            };
        } catch (EventDeserializationException | CloudEventRWException | IllegalArgumentException e) {
            return new Checked.Bad<>(Problem.body("", "is no CloudEvent: " + e.getMessage()));
        }
    }

    private static CloudEvent structured(byte[] bytes) {
        return new JsonFormat().deserialize(bytes);
    }

    private static CloudEvent binary(AggregatedHttpRequest request) {
        Map<String, List<String>> headers = new TreeMap<>();
        request.headers().forEach((name, value) -> headers.computeIfAbsent(name.toString(), any -> new ArrayList<>())
                .add(value));
        return HttpMessageFactory.createReaderFromMultimap(
                        headers, request.content().array())
                .toEvent();
    }

    private static Checked<JsonNode> batch(byte[] bytes) {
        return Fields.parse(bytes).then(array -> {
            if (!array.isArray() || array.isEmpty() || array.size() > MOST) {
                return new Checked.Bad<>(Problem.body("", "a batch is a list of 1 to " + MOST + " events"));
            }
            List<JsonNode> all = new ArrayList<>();
            for (int i = 0; i < array.size(); i++) {
                Checked<JsonNode> data =
                        data(structured(array.get(i).toString().getBytes(StandardCharsets.UTF_8)), "/" + i);
                if (data instanceof Checked.Bad<JsonNode> bad) {
                    return bad;
                }
                data.fold(all::add, problem -> false);
            }
            return new Checked.Good<>(JsonNodeFactory.instance.arrayNode().addAll(all));
        });
    }

    private static Checked<JsonNode> data(CloudEvent event, String pointer) {
        if (event.getData() == null) {
            return new Checked.Bad<>(Problem.body(pointer + "/data", "the event has no data"));
        }
        byte[] bytes = event.getData().toBytes();
        String type = Optional.ofNullable(event.getDataContentType()).orElse("application/json");
        if (type.startsWith("text/")) {
            ObjectNode document = Json.mapper().createObjectNode();
            document.put("contentType", type.startsWith("text/html") ? "text/html" : "text/plain");
            document.put("text", text(bytes));
            return new Checked.Good<>(named(document, event));
        }
        try {
            JsonNode data = Json.mapper().readTree(bytes);
            return data instanceof ObjectNode object
                    ? new Checked.Good<>(named(object, event))
                    : new Checked.Bad<>(Problem.body(pointer + "/data", "the data must be a JSON object"));
        } catch (JsonProcessingException e) {
            return new Checked.Bad<>(
                    Problem.body(pointer + "/data", "the data is not JSON: " + e.getOriginalMessage()));
        } catch (IOException e) {
            return new Checked.Bad<>(Problem.body(pointer + "/data", "the data is not JSON in UTF-8"));
        }
    }

    /** Text in an event is a JSON string in structured mode, and the bytes themselves in binary mode. */
    private static String text(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (!text.startsWith("\"")) {
            return text;
        }
        try {
            JsonNode json = Json.mapper().readTree(text);
            return json.isTextual() ? json.textValue() : text;
        } catch (JsonProcessingException itIsText) {
            return text;
        }
    }

    private static ObjectNode named(ObjectNode data, CloudEvent event) {
        if (!data.has("id")) {
            data.put("id", DocumentIds.within(event.getSource().toString(), event.getId()));
        }
        return data;
    }
}
