package rejoinder.reading;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * The groups that a watchlist can name, with their members as of December 2024: NATO, EU, G7, G20, UNSC (its permanent
 * members), CSTO, BRICS and the African Union (AU, without members that were suspended then).
 */
public final class Watchlists {
    /** Names of groups, in upper case, and what the table of countries calls them. */
    private static final Map<String, List<String>> GROUPS = groups();

    private Watchlists() {}

    /** The names of the groups. */
    public static Set<String> names() {
        return GROUPS.keySet();
    }

    /**
     * A watchlist with its groups taken apart: an organisation's own code, where it has one and speaks for itself, then
     * its members. What names no group is left as it is; nothing stands there twice.
     */
    public static List<String> apart(List<String> watchlist) {
        Set<String> apart = new LinkedHashSet<>();
        for (String one : watchlist) {
            apart.addAll(GROUPS.getOrDefault(one.strip().toUpperCase(Locale.ROOT), List.of(one)));
        }
        return List.copyOf(apart);
    }

    private static Map<String, List<String>> groups() {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        groups.put("NATO", members("NATO", "NATO"));
        groups.put("EU", members("EU", "EU"));
        groups.put("G7", members("G7", ""));
        groups.put("G20", members("G20", ""));
        groups.put("UNSC", members("UNSC_P5", ""));
        groups.put("CSTO", members("CSTO", "CSTO"));
        groups.put("BRICS", members("BRICS", ""));
        groups.put("AU", members("AU", "AU"));
        groups.put("AFRICAN UNION", groups.get("AU"));
        return groups;
    }

    private static List<String> members(String column, String own) {
        List<String> codes = new ArrayList<>();
        if (!own.isEmpty()) {
            codes.add(own);
        }
        CSVFormat csv = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (var rows = csv.parse(new InputStreamReader(
                Optional.ofNullable(Watchlists.class.getResourceAsStream("/registry/countries.csv"))
                        .orElseThrow(),
                StandardCharsets.UTF_8))) {
            for (CSVRecord row : rows) {
                if (Arrays.asList(row.get("member_of").split("\\|", -1)).contains(column)) {
                    codes.add(row.get("iso2"));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(codes);
    }
}
