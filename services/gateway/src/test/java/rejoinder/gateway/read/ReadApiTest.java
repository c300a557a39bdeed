package rejoinder.gateway.read;

import static org.assertj.core.api.Assertions.assertThat;
import static rejoinder.gateway.support.RunningGateway.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rejoinder.contracts.Stance;
import rejoinder.gateway.support.RunningGateway;
import rejoinder.gateway.support.SinkDatabase;
import rejoinder.gateway.support.Zubrowka;

class ReadApiTest {
    private static final String TOPIC = "test.reactions";

    @TempDir
    private static Path folder;

    private static RunningGateway gateway;

    @BeforeAll
    static void aStoryWithFiveReactions() {
        SinkDatabase database = new SinkDatabase(folder).migrate();
        database.put(Zubrowka.story("border"));
        database.put(Zubrowka.story("later", Zubrowka.TRIGGER.plus(Duration.ofDays(1))));
        database.put(Zubrowka.summary("border"));
        database.put(Zubrowka.actor("border", "orla-venn", 90));
        database.put(Zubrowka.actor("border", "a-minister", 70));
        database.put(Zubrowka.actor("border", "b-minister", 70));
        database.put(Zubrowka.country("border", Zubrowka.ZUBROWKA));
        database.put(Zubrowka.country("border", Zubrowka.LEAGUE));
        database.put(Zubrowka.reaction("border", "u-1", 1), TOPIC, 0, 0);
        database.put(Zubrowka.reaction("border", "u-2", 2), TOPIC, 0, 1);
        database.put(Zubrowka.reaction("border", "u-3", 2), TOPIC, 0, 2);
        database.put(
                Zubrowka.reaction("border", "u-4", 3, "tamsin-oake", Zubrowka.LEAGUE, Stance.CONCERN), TOPIC, 1, 0);
        database.put(
                Zubrowka.reaction("border", "u-5", 4, "tamsin-oake", Zubrowka.LEAGUE, Stance.WELCOME), TOPIC, 1, 1);
        gateway = new RunningGateway(database);
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    @Test
    void storiesStandWithTheirSummariesTheLatestTriggerFirst() {
        JsonNode list = json(gateway.get("/api/v1/stories"));

        assertThat(list.path("items"))
                .extracting(item -> item.path("id").asText())
                .containsExactly("later", "border");
        assertThat(list.path("items").get(1).path("summary").path("reactions").asInt())
                .isEqualTo(1);
        assertThat(list.path("next").isNull()).isTrue();
    }

    @Test
    void whatTheSinkWritesIsInTheNextAnswer(@TempDir Path other) {
        SinkDatabase database = new SinkDatabase(other).migrate();
        database.put(Zubrowka.story("border"));
        try (RunningGateway fresh = new RunningGateway(database)) {
            String reactions = "/api/v1/stories/border/reactions";
            assertThat(json(fresh.get(reactions)).path("items")).isEmpty();
            assertThat(fresh.get("/api/v1/stories/later").statusCode()).isEqualTo(404);

            database.put(Zubrowka.reaction("border", "u-1", 1), TOPIC, 0, 0);
            database.put(Zubrowka.story("later"));

            assertThat(json(fresh.get(reactions)).path("items")).hasSize(1);
            assertThat(json(fresh.get(reactions)).path("items")).hasSize(1);
            assertThat(json(fresh.get(reactions + "?limit=1&stance=welcome")).path("items"))
                    .isEmpty();
            assertThat(fresh.get("/api/v1/stories/later").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aStoryThatNobodyReactedToHasZeroCounts() {
        JsonNode summary = json(gateway.get("/api/v1/stories/later")).path("summary");

        assertThat(summary.path("reactions").asInt(-1)).isZero();
        assertThat(summary.path("stances").isEmpty()).isTrue();
    }

    @Test
    void aStoryHasItsDefinitionAndItsSummary() {
        JsonNode story = json(gateway.get("/api/v1/stories/border"));

        assertThat(story.path("triggerEvent").path("quote").asText()).isEqualTo("The border stays closed");
        assertThat(story.path("summary").path("stances").path("condemn").asInt())
                .isEqualTo(1);
        assertThat(story.path("summary").path("first").path("saidAt").asText()).isEqualTo("2031-05-05T10:00:00Z");
        assertThat(story.path("summary").path("first").path("saidAtPrecision").asText())
                .isEqualTo("day");
    }

    @Test
    void anActorHasNameAndWhatItRepresents() {
        JsonNode items = json(gateway.get("/api/v1/stories/border/actors")).path("items");

        assertThat(items)
                .extracting(item -> item.path("actor").path("id").asText())
                .containsExactly("orla-venn", "a-minister", "b-minister");
        assertThat(items.get(0).path("actor").path("name").asText()).isEqualTo("Orla Venn");
        assertThat(items.get(0).path("represents").path("code").asText()).isEqualTo("ZZ");
        assertThat(items.get(0).path("represents").path("kind").asText()).isEqualTo("country");
    }

    @Test
    void aCountryHasItsOfficialPosition() {
        JsonNode items = json(gateway.get("/api/v1/stories/border/countries")).path("items");

        assertThat(items)
                .extracting(item -> item.path("represents").path("code").asText())
                .containsExactly("LEAGUE", "ZZ");
        assertThat(items.get(0).path("represents").path("kind").asText()).isEqualTo("organisation");
        assertThat(items.get(1).path("officialPosition").path("stance").asText())
                .isEqualTo("condemn");
        assertThat(items.get(1).path("reactions").asInt()).isEqualTo(1);
    }

    @Test
    void aReactionHasItsEvidenceAndItsReports() {
        JsonNode item = json(gateway.get("/api/v1/stories/border/reactions?limit=1&stance=concern"))
                .path("items")
                .get(0);

        assertThat(item.path("id").asText()).isEqualTo("border|" + Zubrowka.id("u-4"));
        assertThat(item.path("saidAt").asText()).isEqualTo("2031-05-04T13:00:00Z");
        assertThat(item.path("saidAtPrecision").asText()).isEqualTo("instant");
        assertThat(item.path("evidence").get(0).path("words").asText()).isEqualTo("disgrace");
        JsonNode report = item.path("reports").get(0);
        assertThat(report.path("outlet").asText()).isEqualTo("Zubrowka Gazette");
        assertThat(report.path("url").asText()).isEqualTo("https://gazette.example/u-4");
        assertThat(report.path("text").asText()).startsWith("This closed border");
        assertThat(report.path("saidAt").isTextual()).isTrue();
        assertThat(report.has("lead")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | u-5 u-4 u-2 u-3 u-1",
                "actor=orla-venn | u-2 u-3 u-1",
                "represents=LEAGUE | u-5 u-4",
                "represents=league | u-5 u-4",
                "stance=concern | u-4",
                "stance=concern&stance=condemn | u-4 u-2 u-3 u-1",
                "represents=LEAGUE&stance=condemn | ''",
                "actor=nobody | ''"
            })
    void filtersOfOneKindAreOrAndOfDifferentKindsAreAnd(String query, String utterances) {
        JsonNode items =
                json(gateway.get("/api/v1/stories/border/reactions?" + query)).path("items");

        List<String> found = new ArrayList<>();
        items.forEach(item -> found.add(item.path("utterance").asText()));
        assertThat(found)
                .isEqualTo(Stream.of(utterances.split(" "))
                        .filter(name -> !name.isEmpty())
                        .map(Zubrowka::id)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"reactions", "actors", "countries"})
    void pagesOfOneGiveTheWholeListOnce(String list) {
        List<JsonNode> whole = new ArrayList<>();
        json(gateway.get("/api/v1/stories/border/" + list)).path("items").forEach(whole::add);

        List<JsonNode> paged = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = json(gateway.get("/api/v1/stories/border/" + list + "?limit=1" + cursor));
            page.path("items").forEach(paged::add);
            cursor = page.path("next").isNull()
                    ? ""
                    : "&cursor=" + page.path("next").asText();
        } while (!cursor.isEmpty());

        assertThat(paged).isEqualTo(whole).hasSizeGreaterThan(1);
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, limit",
        "limit=501, limit",
        "limit=many, limit",
        "limit=1&limit=2, limit",
        "cursor=nonsense, cursor",
        "cursor=WyJhY3RvcnMiLDkwLCJhIl0, cursor",
        "stance=angry, stance",
        "colour=red, colour"
    })
    void whatIsWrongWithAParameterIsToldByItsName(String query, String field) {
        HttpResponse<String> response = gateway.get("/api/v1/stories/border/reactions?" + query);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(json(response).path("field").asText()).isEqualTo(field);
        assertThat(json(response).path("status").asInt()).isEqualTo(400);
        assertThat(json(response).path("detail").asText()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/stories/none", "/api/v1/stories/none/actors", "/api/v1/nothing", "/nothing"})
    void whatDoesNotExistIs404WithAProblem(String path) {
        HttpResponse<String> response = gateway.get(path);

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(json(response).path("title").asText()).isEqualTo("Not Found");
    }

    @Test
    void whoHasTheNewestIsToldSo() {
        String tag = gateway.get("/api/v1/stories/border")
                .headers()
                .firstValue("etag")
                .orElseThrow();

        HttpResponse<String> again = gateway.get("/api/v1/stories/border", "if-none-match", tag);

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "rank=0, 5",
        "text=NO%20SUCH%20WORDS, 0",
        "text=%25, 0",
        "language=xx, 0",
        "from=9999-01-01, 0",
        "until=9999-01-01, 5",
        "until=1999-01-01, 0",
        "actor=tamsin-oake&until=9999-01-01, 2"
    })
    void reactionsAreNarrowed(String parameters, int found) {
        assertThat(json(gateway.get("/api/v1/stories/border/reactions?" + parameters))
                        .path("items"))
                .hasSize(found);
    }

    @Test
    void reactionsAreFoundByTheirWordsWhateverTheCase() {
        String words = json(gateway.get("/api/v1/stories/border/reactions?limit=1"))
                .path("items")
                .get(0)
                .path("text")
                .asText();

        assertThat(json(gateway.get("/api/v1/stories/border/reactions?text="
                                + URLEncoder.encode(words.toUpperCase(Locale.ROOT), StandardCharsets.UTF_8)))
                        .path("items"))
                .isNotEmpty()
                .allSatisfy(item -> assertThat(item.path("text").asText()).containsIgnoringCase(words));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rank=101", "text=", "language=no_tag", "from=yesterday"})
    void whatCanNotBeNarrowedByIsRefused(String parameters) {
        assertThat(gateway.get("/api/v1/stories/border/reactions?" + parameters).statusCode())
                .isEqualTo(400);
    }

    @Test
    void theCourseOfAStoryCountsEveryReactionOnce() {
        JsonNode course = json(gateway.get("/api/v1/stories/border/course"));

        assertThat(course.path("spans").findValues("stances").stream()
                        .flatMap(stances -> stances.properties().stream())
                        .mapToLong(stance -> stance.getValue().asLong())
                        .sum())
                .isEqualTo(5);
        assertThat(course.path("firstSeen").asText())
                .isLessThanOrEqualTo(course.path("lastSeen").asText());
        assertThat(json(gateway.get("/api/v1/stories/later/course")).path("spans"))
                .isEmpty();
        assertThat(json(gateway.get("/api/v1/stories/border/course?asOf=1969-01-01"))
                        .path("spans"))
                .isEmpty();
    }
}
