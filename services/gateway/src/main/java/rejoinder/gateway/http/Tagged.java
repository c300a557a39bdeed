package rejoinder.gateway.http;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** Answers with an ETag of their bytes; a client that has the newest is told so. */
public final class Tagged {
    private static final int TAG_BYTES = 16;

    private Tagged() {}

    /** The text, or 304 when the request names its ETag. */
    public static HttpResponse text(HttpRequest request, MediaType type, String text) {
        return answer(request, type, text.getBytes(StandardCharsets.UTF_8));
    }

    static HttpResponse answer(HttpRequest request, MediaType type, byte[] bytes) {
        String tag = "W/\"" + digest(bytes) + "\"";
        boolean known = request.headers().getAll(HttpHeaderNames.IF_NONE_MATCH).stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(String::strip)
                .anyMatch(tag::equals);
        ResponseHeaders headers = ResponseHeaders.builder(known ? HttpStatus.NOT_MODIFIED : HttpStatus.OK)
                .contentType(type)
                .add(HttpHeaderNames.ETAG, tag)
                .add(HttpHeaderNames.CACHE_CONTROL, "no-cache")
                .build();
        return known ? HttpResponse.of(headers) : HttpResponse.of(headers, HttpData.wrap(bytes));
    }

    private static String digest(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(hash, 0, TAG_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
