package rejoinder.gateway.http;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.SimpleDecoratingHttpService;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Keeps other sites out: a gateway at a loopback address answers only to a loopback name (a foreign name that resolves
 * here is DNS rebinding), and a browser's request that changes something must come from our own page.
 */
public final class Guard extends SimpleDecoratingHttpService {
    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final boolean loopbackOnly;

    private Guard(HttpService delegate, boolean loopbackOnly) {
        super(delegate);
        this.loopbackOnly = loopbackOnly;
    }

    /** Decorates all services of a server; {@code loopbackOnly} when it listens at a loopback address. */
    public static Function<? super HttpService, Guard> decorator(boolean loopbackOnly) {
        return delegate -> new Guard(delegate, loopbackOnly);
    }

    @Override
    public HttpResponse serve(ServiceRequestContext ctx, HttpRequest req) throws Exception {
        String authority = Optional.ofNullable(req.authority()).orElse("");
        if (loopbackOnly && !LOOPBACK.contains(host(authority))) {
            return Problem.of(
                            HttpStatus.MISDIRECTED_REQUEST,
                            "this gateway listens on this machine only; ask for it as localhost")
                    .response();
        }
        if (!SAFE.contains(req.method()) && foreign(req, authority)) {
            return Problem.of(HttpStatus.FORBIDDEN, "a page of another site may not change anything here")
                    .response();
        }
        return unwrap().serve(ctx, req);
    }

    private static boolean foreign(HttpRequest req, String authority) {
        String site = req.headers().get("sec-fetch-site", "none");
        if (!site.equals("none") && !site.equals("same-origin")) {
            return true;
        }
        String origin = req.headers().get(HttpHeaderNames.ORIGIN);
        return origin != null && !authority.equalsIgnoreCase(authorityOf(origin));
    }

    private static String authorityOf(String origin) {
        try {
            return Optional.ofNullable(new URI(origin).getAuthority()).orElse("");
        } catch (URISyntaxException notAnOrigin) {
            return "";
        }
    }

    private static String host(String authority) {
        String lower = authority.toLowerCase(Locale.ROOT);
        int port = lower.lastIndexOf(':');
        return port > lower.lastIndexOf(']') ? lower.substring(0, port) : lower;
    }
}
