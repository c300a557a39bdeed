package rejoinder.gateway.read;

import java.util.Optional;

/**
 * Where the database is.
 *
 * @param build whose it is; its connections' figures are known by it
 */
public record DatabaseSettings(String build, String url, Optional<String> user, Optional<String> password) {}
