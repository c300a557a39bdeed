package rejoinder.gateway.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import java.time.Duration;
import java.util.Optional;
import rejoinder.contracts.json.Json;

/**
 * A problem document (RFC 9457): why a request was not answered, and what to do.
 *
 * @param detail for a person: what is wrong here, and what would be right
 * @param field name of the parameter that is wrong, where it is one
 * @param pointer JSON pointer to the part of the body that is wrong, where it is one
 * @param oldest oldest token a stream can resume from, where the client's was older
 * @param retryAfter when to try again, where trying again may help
 */
public record Problem(
        HttpStatus status,
        String detail,
        Optional<String> field,
        Optional<String> pointer,
        Optional<String> oldest,
        Optional<Duration> retryAfter) {
    /** Media type of problem documents. */
    public static final MediaType TYPE = MediaType.create("application", "problem+json");

    private static final Duration SOON = Duration.ofSeconds(2);

    /** A problem that no single field is to blame for. */
    public static Problem of(HttpStatus status, String detail) {
        return new Problem(status, detail, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** A parameter of the URL is wrong. */
    public static Problem parameter(String name, String detail) {
        return new Problem(
                HttpStatus.BAD_REQUEST,
                detail,
                Optional.of(name),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** A part of the body is wrong; an empty pointer means the whole. */
    public static Problem body(String pointer, String detail) {
        return new Problem(
                HttpStatus.BAD_REQUEST,
                detail,
                lastName(pointer),
                Optional.of(pointer),
                Optional.empty(),
                Optional.empty());
    }

    /** There is nothing under this address. */
    public static Problem notFound(String detail) {
        return of(HttpStatus.NOT_FOUND, detail);
    }

    /** There is no story with that id. */
    public static Problem noStory(String id) {
        return notFound("there is no story \"" + (id.length() <= 80 ? id : id.substring(0, 80) + "...") + "\"");
    }

    /** Something the gateway needs is not there yet, or not at the moment. */
    public static Problem unavailable(String detail) {
        return of(HttpStatus.SERVICE_UNAVAILABLE, detail + "; try again shortly")
                .retryingAfter(SOON);
    }

    /** A token from a log that no longer has what follows it. */
    public static Problem gone(String detail, String oldest) {
        return new Problem(
                HttpStatus.GONE, detail, Optional.empty(), Optional.empty(), Optional.of(oldest), Optional.empty());
    }

    /** The same problem, telling when to try again. */
    public Problem retryingAfter(Duration delay) {
        return new Problem(status, detail, field, pointer, oldest, Optional.of(delay));
    }

    /** The response that carries this problem. */
    public HttpResponse response() {
        return HttpResponse.of(headers(), HttpData.wrap(json()));
    }

    ResponseHeaders headers() {
        ResponseHeadersBuilder headers =
                ResponseHeaders.builder(status).contentType(TYPE).add(HttpHeaderNames.CACHE_CONTROL, "no-store");
        retryAfter.ifPresent(delay -> headers.add(HttpHeaderNames.RETRY_AFTER, Long.toString(delay.toSeconds())));
        return headers.build();
    }

    byte[] json() {
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("type", "about:blank");
        json.put("title", status.reasonPhrase());
        json.put("status", status.code());
        json.put("detail", detail);
        field.ifPresent(name -> json.put("field", name));
        pointer.ifPresent(where -> json.put("pointer", where));
        oldest.ifPresent(token -> json.put("oldest", token));
        try {
            return Json.mapper().writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of strings and numbers can always be written", e);
        }
    }

    private static Optional<String> lastName(String pointer) {
        String last = pointer.substring(pointer.lastIndexOf('/') + 1);
        return last.isEmpty()
                ? Optional.empty()
                : Optional.of(last.replace("~1", "/").replace("~0", "~"));
    }
}
