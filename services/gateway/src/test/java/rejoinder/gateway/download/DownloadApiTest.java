package rejoinder.gateway.download;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rejoinder.contracts.Stance;
import rejoinder.contracts.json.Json;
import rejoinder.gateway.support.RunningGateway;
import rejoinder.gateway.support.SinkDatabase;
import rejoinder.gateway.support.Zubrowka;

class DownloadApiTest {
    private static final int MANY = 700;

    @TempDir
    private static Path folder;

    private static RunningGateway gateway;

    @BeforeAll
    static void aStoryWithMoreThanAPage() {
        SinkDatabase database = new SinkDatabase(folder).migrate();
        database.put(Zubrowka.story("border"));
        database.put(Zubrowka.actor("border", "orla-venn", 90));
        database.put(Zubrowka.country("border", Zubrowka.LEAGUE));
        for (int i = 0; i < MANY; i++) {
            database.put(Zubrowka.reaction("border", "u-" + i, i), "test.reactions", 0, i);
        }
        database.put(
                Zubrowka.reaction("border", "u-last", MANY, "tamsin-oake", Zubrowka.LEAGUE, Stance.WELCOME),
                "test.reactions",
                0,
                MANY);
        gateway = new RunningGateway(database);
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    @Test
    void allReactionsStandInOneFileOldestFirst() throws IOException {
        HttpResponse<String> answer = gateway.get("/api/v1/stories/border/reactions.csv");

        List<CSVRecord> rows = rows(answer);
        assertThat(rows).hasSize(MANY + 1);
        assertThat(rows.get(0).get("said_at")).isEqualTo("2031-05-04T10:00:00Z");
        assertThat(rows.get(MANY).get("actor_id")).isEqualTo("tamsin-oake");
        assertThat(rows.get(1).get("text")).isEqualTo("This closed border is a disgrace, said in u-1");
        assertThat(rows.get(1).get("url")).isEqualTo("https://gazette.example/u-1");
        assertThat(answer.headers().firstValue("content-type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/csv"));
        assertThat(answer.headers().firstValue("content-disposition"))
                .hasValue("attachment; filename=\"border-reactions.csv\"");
    }

    @Test
    void filtersNarrowAFileAsTheyNarrowTheList() throws IOException {
        assertThat(rows(gateway.get("/api/v1/stories/border/reactions.csv?stance=welcome")))
                .singleElement()
                .satisfies(row -> assertThat(row.get("represents")).isEqualTo("LEAGUE"));
    }

    @Test
    void linesAreTheItemsOfTheList() throws IOException {
        String[] lines = gateway.get("/api/v1/stories/border/reactions.ndjson?actor=tamsin-oake")
                .body()
                .split("\n");

        JsonNode listed = RunningGateway.json(gateway.get("/api/v1/stories/border/reactions?actor=tamsin-oake"))
                .path("items")
                .get(0);
        assertThat(lines).hasSize(1);
        assertThat(Json.mapper().readTree(lines[0])).isEqualTo(listed);
    }

    @Test
    void actorsAndCountriesAreTablesToo() throws IOException {
        assertThat(rows(gateway.get("/api/v1/stories/border/actors.csv")))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.get("actor")).isEqualTo("Orla Venn");
                    assertThat(row.get("stance_condemn")).isEqualTo("1");
                    assertThat(row.get("changed_at")).isEmpty();
                });
        assertThat(rows(gateway.get("/api/v1/stories/border/countries.csv")))
                .singleElement()
                .satisfies(row -> assertThat(row.get("official_position")).isEqualTo("condemn"));
        assertThat(gateway.get("/api/v1/stories/border/countries.ndjson").body())
                .startsWith("{")
                .endsWith("}\n");
    }

    @Test
    void asOfAMomentBeforeEverythingThereIsOnlyTheHeadLine() throws IOException {
        assertThat(rows(gateway.get("/api/v1/stories/border/reactions.csv?asOf=1960-01-01")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"reactions.csv", "actors.ndjson", "roundup.md", "roundup.html", "feed.atom"})
    void aStoryThatIsNotThereIsNotFound(String file) {
        assertThat(gateway.get("/api/v1/stories/nowhere/" + file).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"reactions.csv?stance=furious", "actors.csv?stance=condemn", "countries.csv?asOf=soon"})
    void whatCanNotBeMeantIsRefused(String file) {
        assertThat(gateway.get("/api/v1/stories/border/" + file).statusCode()).isEqualTo(400);
    }

    private static List<CSVRecord> rows(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        try (CSVParser csv = CSVParser.parse(
                new StringReader(answer.body()),
                CSVFormat.RFC4180
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get())) {
            return csv.getRecords();
        }
    }
}
