package rejoinder.app.registry;

import java.util.List;

/**
 * A row of a registry, as it is written.
 *
 * @param gender {@code m}, {@code f} or empty
 * @param represents ISO 3166 code of a country
 * @param from day or empty
 * @param to day or empty
 */
record Mandate(
        String id,
        String name,
        List<String> aliases,
        String gender,
        String role,
        int rank,
        String represents,
        String from,
        String to,
        String source) {
    Mandate {
        aliases = List.copyOf(aliases);
    }
}
