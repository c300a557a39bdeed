package rejoinder.reading;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** Countries with their names, the words for their people, and their capitals. */
final class Countries {
    private static final CSVFormat CSV =
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    /** Capitals whose names are as often something else, or that many governments and organisations share. */
    private static final Set<String> NO_METONYM = Set.of("brussels", "victoria", "george town", "kingston", "hamilton");

    private final Map<String, RepresentedParty> byName = new HashMap<>();
    private final Map<String, RepresentedParty> byDemonym = new HashMap<>();
    private final Map<String, RepresentedParty> byCapital = new HashMap<>();
    private final Map<String, RepresentedParty> byCode = new HashMap<>();
    private final Set<String> words = new HashSet<>();

    private Countries() {
        try (var rows = CSV.parse(new InputStreamReader(
                Optional.ofNullable(Countries.class.getResourceAsStream("/registry/countries.csv"))
                        .orElseThrow(),
                StandardCharsets.UTF_8))) {
            for (CSVRecord row : rows) {
                add(row);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        RepresentedParty us = byCode.get("US");
        RepresentedParty uk = byCode.get("GB");
        List.of("u.s.", "us", "u.s", "usa", "united states", "america", "states")
                .forEach(n -> byName.put(n, us));
        List.of("u.k.", "uk", "britain", "great britain", "england", "scotland", "wales")
                .forEach(n -> byName.put(n, uk));
        List.of("u.s.", "us", "american", "americans", "u.s").forEach(n -> byDemonym.put(n, us));
        List.of("u.k.", "uk", "british", "english", "scottish", "welsh", "britons")
                .forEach(n -> byDemonym.put(n, uk));
        byDemonym.put("dutch", byCode.get("NL"));
        byName.put("holland", byCode.get("NL"));
        byCapital.put("kyiv", byCode.get("UA"));
        byCapital.put("kiev", byCode.get("UA"));
        byCapital.put("washington", us);
        byDemonym.put("czech", byCode.get("CZ"));
        byName.put("türkiye", byCode.get("TR"));
        words.addAll(byName.keySet());
        words.addAll(byDemonym.keySet());
        words.addAll(byCapital.keySet());
    }

    private static final class Bundled {
        static final Countries ALL = new Countries();

        private Bundled() {}
    }

    static Countries all() {
        return Bundled.ALL;
    }

    private void add(CSVRecord row) {
        String name = row.get("name").replace("&", "and");
        RepresentedParty country = new RepresentedParty(row.get("iso2"), PartyKind.COUNTRY, name);
        byCode.put(country.code(), country);
        parts(name).forEach(n -> byName.putIfAbsent(n, country));
        parts(row.get("other_names")).forEach(n -> byName.putIfAbsent(n, country));
        parts(row.get("demonyms")).forEach(n -> byDemonym.putIfAbsent(n, country));
        parts(row.get("capital")).stream()
                .filter(n -> !NO_METONYM.contains(n))
                .forEach(n -> byCapital.putIfAbsent(n, country));
    }

    private static List<String> parts(String cell) {
        return Arrays.stream(cell.split("\\|"))
                .map(n -> n.strip().toLowerCase(Locale.ROOT))
                .filter(n -> n.length() > 2)
                .toList();
    }

    Optional<RepresentedParty> code(String iso2) {
        return Optional.ofNullable(byCode.get(iso2));
    }

    /** A country by its name, in lower case. */
    Optional<RepresentedParty> named(String lower) {
        return Optional.ofNullable(byName.get(lower));
    }

    /** A country by the word for its people or things, in lower case. */
    Optional<RepresentedParty> demonym(String lower) {
        return Optional.ofNullable(byDemonym.get(lower));
    }

    /** A country by its capital, in lower case. */
    Optional<RepresentedParty> capital(String lower) {
        return Optional.ofNullable(byCapital.get(lower));
    }

    /** Whether a word, in lower case, names a country, a people or a capital. */
    boolean isPlaceWord(String lower) {
        return words.contains(lower);
    }
}
