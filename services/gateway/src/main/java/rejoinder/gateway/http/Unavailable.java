package rejoinder.gateway.http;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Something the gateway needs does not answer; becomes status 503. The message is for the client. */
public final class Unavailable extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public Unavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
