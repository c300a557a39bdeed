package rejoinder.app.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rejoinder.app.it.GeneratedWorld.Article;
import rejoinder.app.it.PlainCalculation.CountryTotals;
import rejoinder.app.it.PlainCalculation.Totals;

/** A folder with 5,000 articles is read to the end, and the summaries are those of a plain calculation. */
class FiveThousandArticlesIT {
    private static final int ARTICLES = 5_000;
    private static final String STORY = "decree";
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(5);
    private static final String DEFINITION = """
            {"id": "decree", "title": "The decree", "query": "decree",
             "triggerEvent": {"actor": "Orla Venn", "act": "issues a decree", "at": "2021-03-01T00:00:00Z"}}""";

    @TempDir
    private Path folder;

    @Test
    void theSummariesAreThoseOfAPlainCalculation() throws IOException, InterruptedException {
        GeneratedWorld world = GeneratedWorld.of(20210301, ARTICLES);
        Path registry = Files.writeString(folder.resolve("registry.csv"), world.registryCsv());
        Path inbox = Files.createDirectories(folder.resolve("data").resolve("inbox"));
        for (Article article : world.articles()) {
            Files.writeString(inbox.resolve(article.file()), article.text());
        }
        PlainCalculation plain = new PlainCalculation(world.articles());

        try (AppProcess app =
                AppProcess.start(folder, "up", "--port", "0", "--data", "data", "--registry", registry.toString())) {
            Api api = new Api(app.address());
            assertThat(api.post("stories", DEFINITION).statusCode()).isEqualTo(201);

            await().atMost(LONG_ENOUGH)
                    .pollInterval(Duration.ofSeconds(1))
                    .ignoreExceptionsInstanceOf(AssertionError.class)
                    .until(() ->
                            totals(api.get("stories/" + STORY).path("summary")).reports()
                                    >= plain.story().reports());
            await().atMost(LONG_ENOUGH)
                    .pollInterval(Duration.ofSeconds(1))
                    .untilAsserted(() -> assertEquals(api, plain));
            assertThat(app.output()).contains("documents").contains("a second");
        }
    }

    private static void assertEquals(Api api, PlainCalculation plain) throws InterruptedException {
        assertThat(totals(api.get("stories/" + STORY).path("summary"))).isEqualTo(plain.story());
        Map<String, Totals> actors = new TreeMap<>();
        for (JsonNode actor : api.all("stories/" + STORY + "/actors")) {
            actors.put(actor.path("actor").path("id").asText(), totals(actor));
        }
        assertThat(actors).isEqualTo(plain.actors());
        Map<String, CountryTotals> countries = new TreeMap<>();
        List<JsonNode> items = api.all("stories/" + STORY + "/countries");
        for (JsonNode country : items) {
            countries.put(
                    country.path("represents").path("code").asText(),
                    new CountryTotals(
                            totals(country),
                            country.path("actors").asLong(),
                            country.path("officialPosition").path("stance").asText(),
                            country.path("officialPosition").path("actorId").asText()));
        }
        assertThat(countries).isEqualTo(plain.countries());
    }

    private static Totals totals(JsonNode summary) {
        Map<String, Long> stances = new TreeMap<>();
        summary.path("stances")
                .properties()
                .forEach(
                        stance -> stances.put(stance.getKey(), stance.getValue().asLong()));
        return new Totals(
                summary.path("reactions").asLong(), summary.path("reports").asLong(), stances);
    }
}
