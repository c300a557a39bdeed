package rejoinder.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import java.util.Optional;

/** Bodies of requests. */
public final class Bodies {
    private Bodies() {}

    /** The JSON of a body that says it is JSON. */
    public static Checked<JsonNode> json(AggregatedHttpRequest request) {
        return Optional.ofNullable(request.contentType()).map(MediaType::isJson).orElse(false)
                ? Fields.parse(request.content().array())
                : new Checked.Bad<>(
                        Problem.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "this address takes application/json"));
    }
}
