package rejoinder.gateway.http;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.ContentTooLargeException;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.stream.ClosedStreamException;
import com.linecorp.armeria.common.util.Exceptions;
import com.linecorp.armeria.server.HttpStatusException;
import com.linecorp.armeria.server.RequestTimeoutException;
import com.linecorp.armeria.server.ServerErrorHandler;
import com.linecorp.armeria.server.ServiceConfig;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every failure is answered with a {@link Problem}; only bugs are logged. */
public final class Problems implements ServerErrorHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    @Override
    public HttpResponse onServiceException(ServiceRequestContext ctx, Throwable thrown) {
        Throwable cause = Exceptions.peel(thrown);
        if (cause instanceof Unavailable) {
            return Problem.unavailable(cause.getMessage()).response();
        }
        if (cause instanceof ContentTooLargeException) {
            return of(HttpStatus.REQUEST_ENTITY_TOO_LARGE, null).response();
        }
        if (cause instanceof HttpStatusException status) {
            return of(status.httpStatus(), null).response();
        }
        if (cause instanceof RequestTimeoutException) {
            return Problem.unavailable("answering took too long").response();
        }
        if (!(cause instanceof ClosedStreamException) && !(cause instanceof CancellationException)) {
            LOG.error("{} {} failed", ctx.method(), ctx.path(), cause);
        }
        return of(HttpStatus.INTERNAL_SERVER_ERROR, null).response();
    }

    @Override
    public AggregatedHttpResponse renderStatus(
            @Nullable ServiceRequestContext ctx,
            ServiceConfig config,
            @Nullable RequestHeaders headers,
            HttpStatus status,
            @Nullable String description,
            @Nullable Throwable cause) {
        Problem problem = of(status, description);
        return AggregatedHttpResponse.of(problem.headers(), HttpData.wrap(problem.json()));
    }

    private static Problem of(HttpStatus status, @Nullable String description) {
        String detail =
                switch (status.code()) {
                    case 404 -> "there is nothing at this address";
                    case 405 -> "this address does not take that method";
                    case 413 -> "the body is larger than 1 MiB (1048576 bytes); send less at a time";
                    case 415 -> "the body's content type is not one that this address takes";
                    case 500 -> "the gateway failed; its log says more";
                    default -> description == null ? status.reasonPhrase() : description;
                };
        return Problem.of(status, detail);
    }
}
