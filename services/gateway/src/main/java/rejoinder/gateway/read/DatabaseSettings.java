package rejoinder.gateway.read;

import java.util.Optional;

/** Where the database is. */
public record DatabaseSettings(String url, Optional<String> user, Optional<String> password) {}
