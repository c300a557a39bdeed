package rejoinder.gateway.source;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpStatus;
import java.util.List;
import java.util.Optional;
import rejoinder.contracts.source.PushToken;
import rejoinder.contracts.source.Source;
import rejoinder.gateway.http.Checked;
import rejoinder.gateway.http.Problem;

/**
 * Who may push, and as which source. As long as no push source has a token, anybody who reaches the gateway may; from
 * then on only who sends one. Tokens are known by their hash only. Thread-safe.
 */
public final class PushClients {
    /** The source of what is pushed without a token. */
    public static final String ANYBODY = "push";

    private static final String BEARER = "Bearer ";

    private final SourceTable sources;

    public PushClients(SourceTable sources) {
        this.sources = sources;
    }

    /** The source that a request pushes for. */
    public Checked<String> source(HttpRequest request) {
        List<Source> withToken = sources.sources().values().stream()
                .filter(source -> source.kind() == Source.Kind.PUSH)
                .filter(source -> source.setting("token-sha256").isPresent())
                .toList();
        String authorization = request.headers().get(HttpHeaderNames.AUTHORIZATION, "");
        if (authorization.isEmpty()) {
            return withToken.isEmpty()
                    ? new Checked.Good<>(ANYBODY)
                    : refused("this gateway takes what is sent with a token: Authorization: Bearer TOKEN");
        }
        if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return refused("the token is sent as Authorization: Bearer TOKEN");
        }
        String hash = PushToken.hash(authorization.substring(BEARER.length()).strip());
        Optional<Source> source = withToken.stream()
                .filter(one -> one.settings().get("token-sha256").equals(hash))
                .findFirst();
        if (source.isEmpty()) {
            return refused("nobody here knows this token");
        }
        return source.get().paused()
                ? new Checked.Bad<>(Problem.of(
                        HttpStatus.FORBIDDEN, "the source " + source.get().id() + " is paused"))
                : new Checked.Good<>(source.get().id());
    }

    private static <T> Checked<T> refused(String detail) {
        return new Checked.Bad<>(Problem.of(HttpStatus.UNAUTHORIZED, detail));
    }
}
