package rejoinder.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static rejoinder.gateway.support.RunningGateway.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rejoinder.gateway.support.RunningGateway;
import rejoinder.gateway.support.SinkDatabase;
import rejoinder.gateway.support.Zubrowka;

class GatewayTest {
    @TempDir
    private Path folder;

    @Test
    void pageAndHealthAnswerWhileEverythingElseIsStillAway() {
        try (RunningGateway running = new RunningGateway(new SinkDatabase(folder))) {
            assertThat(running.get("/").statusCode()).isEqualTo(200);
            assertThat(running.get("/health/live").statusCode()).isEqualTo(200);
            assertThat(running.gateway().ready()).isFalse();

            HttpResponse<String> ready = running.get("/health/ready");
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(json(ready).path("stages"))
                    .extracting(stage -> stage.path("stage").asText())
                    .containsExactly("stream", "database");
            assertThat(json(ready).path("stages"))
                    .allSatisfy(
                            stage -> assertThat(stage.path("reason").asText()).isNotBlank());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/stories", "/api/v1/stories/border", "/api/v1/stream?story=border"})
    void whatNeedsSomethingThatIsAwaySaysWhenToComeBack(String path) {
        try (RunningGateway running = new RunningGateway(new SinkDatabase(folder))) {
            HttpResponse<String> response = running.get(path);

            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.headers().firstValue("retry-after")).contains("2");
            assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
        }
    }

    @Test
    void aDatabaseThatComesUpLaterIsRead() {
        SinkDatabase database = new SinkDatabase(folder);
        try (RunningGateway running = new RunningGateway(database)) {
            assertThat(running.get("/api/v1/stories").statusCode()).isEqualTo(503);

            database.migrate().put(Zubrowka.story("border"));

            await().untilAsserted(() -> assertThat(
                            running.get("/api/v1/stories/border").statusCode())
                    .isEqualTo(200));
            await().untilAsserted(() -> {
                JsonNode stage =
                        json(running.get("/health/ready")).path("stages").get(1);
                assertThat(stage.path("ready").asBoolean()).isTrue();
                assertThat(stage.path("lastAliveAt").asText()).isNotBlank();
            });
        }
    }

    @Test
    void anotherBuildIsAnsweredForAtTheSameAddressWithoutAnInterruption() throws Exception {
        SinkDatabase before = new SinkDatabase(Files.createDirectory(folder.resolve("before")));
        before.migrate().put(Zubrowka.story("border"));
        SinkDatabase after = new SinkDatabase(Files.createDirectory(folder.resolve("after")));
        after.migrate().put(Zubrowka.story("bridge"));
        try (RunningGateway running = new RunningGateway(before)) {
            await().until(() -> running.get("/api/v1/stories/border").statusCode() == 200);
            URI address = running.gateway().address();
            AtomicBoolean moved = new AtomicBoolean();
            CompletableFuture<Set<Integer>> asked = CompletableFuture.supplyAsync(() -> {
                Set<Integer> statuses = new HashSet<>();
                while (!moved.get()) {
                    statuses.add(running.get("/api/v1/stories").statusCode());
                }
                return statuses;
            });

            running.gateway().moveTo("test.march", after.url());
            moved.set(true);

            assertThat(asked.get(30, TimeUnit.SECONDS)).containsExactly(200);
            assertThat(running.gateway().address()).isEqualTo(address);
            assertThat(running.get("/api/v1/stories/bridge").statusCode()).isEqualTo(200);
            assertThat(running.get("/api/v1/stories/border").statusCode()).isEqualTo(404);
            assertThat(running.get("/metrics").body()).contains("rejoinder_gateway_http_requests");
        }
    }

    @Test
    void aDownloadThatBeganBeforeAnotherBuildCameIsWhole() throws Exception {
        SinkDatabase before = new SinkDatabase(Files.createDirectory(folder.resolve("before")));
        before.migrate().put(Zubrowka.story("border"));
        int many = 20_000;
        before.putAll(IntStream.range(0, many)
                .mapToObj(i -> Zubrowka.reaction("border", "u-" + i, 1))
                .toList());
        SinkDatabase after = new SinkDatabase(Files.createDirectory(folder.resolve("after")));
        after.migrate().put(Zubrowka.story("bridge"));
        try (RunningGateway running = new RunningGateway(before)) {
            await().until(() -> running.get("/api/v1/stories/border").statusCode() == 200);
            try (BufferedReader lines = running.follow("/api/v1/stories/border/reactions.ndjson")) {
                assertThat(lines.readLine()).isNotBlank();

                running.gateway().moveTo("test.march", after.url());

                assertThat(lines.lines().count()).isEqualTo(many - 1);
            }
        }
    }

    @Test
    void aTakenPortIsToldInOneLine() {
        SinkDatabase database = new SinkDatabase(folder);
        try (RunningGateway running = new RunningGateway(database)) {
            int port = running.gateway().address().getPort();

            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> Gateway.start(
                            RunningGateway.settings(database, port),
                            RunningGateway.NO_TRIALS,
                            new SimpleMeterRegistry()))
                    .withMessageContaining("127.0.0.1:" + port)
                    .withMessageContaining("the port is taken");
        }
    }

    @Test
    void closingCompletesStoppedAndFreesThePort() {
        RunningGateway running = new RunningGateway(new SinkDatabase(folder));
        int port = running.gateway().address().getPort();

        running.close();

        assertThat(running.gateway().stopped().toCompletableFuture()).isCompleted();
        assertThat(running.gateway().ready()).isFalse();
        try (Gateway again = Gateway.start(
                RunningGateway.settings(new SinkDatabase(folder), port),
                RunningGateway.NO_TRIALS,
                new SimpleMeterRegistry())) {
            assertThat(again.address().getPort()).isEqualTo(port);
        }
    }

    @Test
    void figuresAreShownForPrometheus() {
        try (RunningGateway running = new RunningGateway(new SinkDatabase(folder))) {
            running.get("/health/live");

            assertThat(running.get("/metrics").statusCode()).isEqualTo(200);
            await().untilAsserted(() -> assertThat(running.get("/metrics").body())
                    .contains("rejoinder_gateway_stream_subscribers 0")
                    .contains("rejoinder_gateway_http_requests_seconds_count{method=\"GET\",route=\"/health/live\""));
        }
    }

    @Test
    void aPasswordIsNeverPartOfTheSettingsText() {
        GatewaySettings settings = new GatewaySettings(
                "localhost:9092",
                "rejoinder",
                "127.0.0.1",
                8080,
                "jdbc:postgresql://db/rejoinder?password=secret",
                java.util.Optional.of("reader"),
                java.util.Optional.of("secret"),
                Optional.empty());

        assertThat(settings.toString()).contains("reader").doesNotContain("secret");
    }
}
