package rejoinder.app.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import rejoinder.contracts.json.Json;
import rejoinder.reading.Registry;

/** Who held which position when, as the SPARQL JSON that query.wikidata.org answers. */
final class WikidataJson {
    private static final int DAY = "2024-02-10".length();

    private WikidataJson() {}

    static List<Mandate> read(InputStream in) throws IOException {
        JsonNode bindings = Json.mapper().readTree(in).path("results").path("bindings");
        if (!bindings.isArray()) {
            throw new NotInFormat("the JSON result of a query has results.bindings");
        }
        List<Mandate> mandates = new ArrayList<>();
        for (JsonNode row : bindings) {
            String name = value(row, "personLabel");
            String role = value(row, "positionLabel");
            String code = value(row, "countryCode");
            if (name.isEmpty() || role.isEmpty() || code.isEmpty()) {
                throw new NotInFormat("a row has no personLabel, positionLabel or countryCode");
            }
            mandates.add(new Mandate(
                    Registry.idOf(name),
                    name,
                    List.of(),
                    gender(value(row, "genderLabel")),
                    role,
                    Registry.rankOf(role),
                    code.toUpperCase(Locale.ROOT),
                    day(value(row, "start")),
                    day(value(row, "end")),
                    "wikidata"));
        }
        return mandates;
    }

    private static String gender(String label) {
        return label.contains("female") ? "f" : label.contains("male") ? "m" : "";
    }

    private static String day(String time) {
        return time.length() <= DAY ? time : time.substring(0, DAY);
    }

    private static String value(JsonNode row, String name) {
        return row.path(name).path("value").asText("").strip();
    }
}
