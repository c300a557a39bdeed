package rejoinder.app.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a user runs it: a process of its own, killed and started again. */
class DemoIT {
    private static final String STORY = "nato-2024";
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(3);

    @TempDir
    private Path folder;

    @Test
    void endsInTheSameSummariesWhenItIsKilledInTheMiddle() throws InterruptedException {
        String undisturbed = undisturbedRun();

        Path data = folder.resolve("killed");
        try (AppProcess first = demo(data)) {
            Api api = new Api(first.address());
            await().atMost(LONG_ENOUGH)
                    .ignoreExceptionsInstanceOf(AssertionError.class)
                    .until(() -> reactions(api) > 5);
            first.kill();
        }
        try (AppProcess second = demo(data)) {
            Api api = new Api(second.address());
            await().atMost(LONG_ENOUGH)
                    .pollInterval(Duration.ofMillis(500))
                    .untilAsserted(() -> assertThat(api.everything(STORY)).isEqualTo(undisturbed));
            second.stop();
        }
    }

    private String undisturbedRun() throws InterruptedException {
        try (AppProcess app = demo(folder.resolve("calm"))) {
            Api api = new Api(app.address());
            String end = settled(app, api);
            assertExpectedSpeakers(api);
            app.stop();
            assertThat(app.output()).contains("Stopped");
            return end;
        }
    }

    private static AppProcess demo(Path data) {
        return AppProcess.start(data.getParent(), "demo", "--port", "0", "--data", data.toString(), "--pace", "150");
    }

    /** What the story shows when all articles have arrived and nothing has changed for five seconds. */
    private static String settled(AppProcess app, Api api) {
        await().atMost(LONG_ENOUGH).until(() -> app.output().contains("have arrived"));
        AtomicReference<String> shown = new AtomicReference<>("");
        await().atMost(LONG_ENOUGH)
                .pollInterval(Duration.ofSeconds(1))
                .during(Duration.ofSeconds(5))
                .until(() -> shown.getAndSet(api.everything(STORY)).equals(shown.get()) && reactions(api) > 0);
        return shown.get();
    }

    private static long reactions(Api api) throws InterruptedException {
        return api.get("stories/" + STORY).path("summary").path("reactions").asLong();
    }

    private static void assertExpectedSpeakers(Api api) throws InterruptedException {
        List<JsonNode> reactions = api.all("stories/" + STORY + "/reactions");
        assertThat(codesOf(reactions, "Jens Stoltenberg")).containsOnly("NATO");
        assertThat(codesOf(reactions, "Andrew Bates")).containsOnly("US");
        assertThat(codesOf(reactions, "Charles Michel")).containsOnly("EU");
        assertThat(codesOf(reactions, "Donald Tusk")).containsOnly("PL");
        assertThat(reactions).allSatisfy(reaction -> {
            assertThat(reaction.path("stance").asText()).isNotEmpty();
            assertThat(reaction.path("text").asText()).isNotEmpty();
            assertThat(reaction.path("reports").path(0).path("outlet").asText()).isNotEmpty();
        });
        assertThat(reactions)
                .as("an utterance that several outlets report is one entry")
                .anySatisfy(reaction -> assertThat(
                                StreamSupport.stream(reaction.path("reports").spliterator(), false)
                                        .map(report -> report.path("outlet").asText())
                                        .distinct())
                        .hasSizeGreaterThan(1));
    }

    private static List<String> codesOf(List<JsonNode> reactions, String actor) {
        return reactions.stream()
                .filter(reaction -> reaction.path("actor").path("name").asText().equals(actor))
                .map(reaction -> reaction.path("represents").path("code").asText())
                .toList();
    }
}
