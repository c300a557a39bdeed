package rejoinder.reading;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** First names and the gender they tell. */
final class FirstNames {
    private static final Map<String, Gender> NAMES = load();
    private static final Set<String> LOWER =
            NAMES.keySet().stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());

    private FirstNames() {}

    static boolean knows(String name) {
        return NAMES.containsKey(name);
    }

    /** Whether a name in lower case is one with its capitals. */
    static boolean mayKnow(String lower) {
        return LOWER.contains(lower);
    }

    static Gender gender(String name) {
        return NAMES.getOrDefault(name, Gender.UNKNOWN);
    }

    private static Map<String, Gender> load() {
        Map<String, Gender> names = new HashMap<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Optional.ofNullable(FirstNames.class.getResourceAsStream("/names/first.csv"))
                        .orElseThrow(),
                StandardCharsets.UTF_8))) {
            lines.readLine();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int comma = line.indexOf(',');
                names.put(
                        line.substring(0, comma),
                        switch (line.substring(comma + 1)) {
                            case "m" -> Gender.MALE;
                            case "f" -> Gender.FEMALE;
                            default -> Gender.UNKNOWN;
                        });
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Collections.unmodifiableMap(names);
    }
}
