package rejoinder.app.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The state as of a moment is what was shown at that moment. */
class AsOfIT {
    private static final int MOMENTS = 50;
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(90);

    @TempDir
    private Path folder;

    @Test
    void asOfFiftyMomentsEverythingIsAsItWasShownThen() throws IOException, InterruptedException {
        RunningServices.Database database = new RunningServices.Database(
                "jdbc:sqlite:" + folder.resolve("rejoinder.db"), Optional.empty(), Optional.empty());
        try (RunningServices services = new RunningServices(folder, database)) {
            Api api = services.api();
            assertThat(api.post("stories", """
                            {"id": "border", "title": "The border", "query": "border", "watchlist": ["ZB", "FD"],
                             "triggerEvent": {"actor": "Rudolf", "act": "closes it", "at": "2021-03-01T00:00:00Z"}}
                            """).statusCode()).isEqualTo(201);
            await().atMost(LONG_ENOUGH).until(() -> api.status("stories/border") == 200);
            Map<Instant, String> shown = new TreeMap<>();
            for (int i = 0; i < MOMENTS; i++) {
                say(api, i);
                long expected = i + 1L;
                await().atMost(LONG_ENOUGH).pollInterval(Duration.ofMillis(20)).until(() -> settled(api, "", expected));
                shown.put(Instant.now(), everything(api, ""));
            }

            for (Map.Entry<Instant, String> moment : shown.entrySet()) {
                assertThat(everything(api, "?asOf=" + moment.getKey()))
                        .as("as of %s", moment.getKey())
                        .isEqualTo(moment.getValue());
            }
            assertThat(api.get("stories/border?asOf=2021-01-01")
                            .at("/summary/reactions")
                            .asLong())
                    .isZero();
            assertThat(api.status("stories/border?asOf=yesterday")).isEqualTo(400);
        }
    }

    /** Different words each time, by three speakers in turn, some of them against, some for. */
    private static void say(Api api, int i) throws InterruptedException {
        String speaker = new String[] {"Orla Venn", "Pim Ostro", "Til Vask"}[i % 3];
        String[] objects = {"apples", "bridges", "harbours", "milestones", "soup", "winters", "trains"};
        String words = objects[i % 7] + " " + Integer.toString(i * 7919, 36) + " " + Integer.toString(i * 104729, 36);
        String quote = (i % 4 == 0 ? "We welcome " : i % 4 == 1 ? "We condemn " : "We saw ") + words
                + " on the border near " + Integer.toString(i * 15485863, 36) + ".";
        HttpResponse<String> answer = api.post(
                "statements",
                "{\"quote\": \"" + quote + "\", \"speaker\": \"" + speaker + "\", \"saidAt\": \"2021-03-0" + (1 + i % 5)
                        + "T10:00:00Z\", \"outlet\": \"Gazette " + i % 9 + "\", \"id\": \"s" + i + "\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    /** Whether all levels have taken in as many statements. */
    private static boolean settled(Api api, String asOf, long expected) throws InterruptedException {
        long ofActors = 0;
        for (var actor : api.get("stories/border/actors" + asOf).path("items")) {
            ofActors += actor.path("reactions").asLong();
        }
        long ofCountries = 0;
        for (var country : api.get("stories/border/countries" + asOf).path("items")) {
            ofCountries += country.path("reactions").asLong();
        }
        return ofActors == expected
                && ofCountries == expected
                && api.get("stories/border" + asOf).at("/summary/reactions").asLong() == expected
                && api.get("stories/border/reactions" + asOf).path("items").size() == expected;
    }

    private static String everything(Api api, String asOf) throws InterruptedException {
        return api.get("stories/border" + asOf) + "\n"
                + api.get("stories/border/actors" + asOf) + "\n"
                + api.get("stories/border/countries" + asOf) + "\n"
                + api.get("stories/border/reactions" + asOf);
    }
}
