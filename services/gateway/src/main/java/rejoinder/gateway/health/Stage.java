package rejoinder.gateway.health;

import java.time.Instant;
import java.util.Optional;

/**
 * Something the gateway needs, and whether it is there.
 *
 * @param trouble why it is not ready; empty when it is
 * @param lastAlive when it last was
 */
public record Stage(String name, Optional<String> trouble, Optional<Instant> lastAlive) {
    boolean ready() {
        return trouble.isEmpty();
    }
}
