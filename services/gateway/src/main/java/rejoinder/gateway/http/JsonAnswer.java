package rejoinder.gateway.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import rejoinder.contracts.json.Json;

/** JSON answers; those to a GET have an ETag, and a client that has the newest is told so. */
public final class JsonAnswer {
    private JsonAnswer() {}

    /** The JSON, or 304 when the request names its ETag. */
    public static HttpResponse fresh(HttpRequest request, JsonNode json) {
        return Tagged.answer(request, MediaType.JSON_UTF_8, bytes(json));
    }

    /** The same of JSON that is written already. */
    public static HttpResponse fresh(HttpRequest request, String json) {
        return Tagged.text(request, MediaType.JSON_UTF_8, json);
    }

    /** The JSON with a status, not to be kept. */
    public static HttpResponse of(HttpStatus status, JsonNode json) {
        return HttpResponse.of(
                ResponseHeaders.builder(status)
                        .contentType(MediaType.JSON_UTF_8)
                        .add(HttpHeaderNames.CACHE_CONTROL, "no-store")
                        .build(),
                HttpData.wrap(bytes(json)));
    }

    private static byte[] bytes(JsonNode json) {
        try {
            return Json.mapper().writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree can always be written", e);
        }
    }
}
