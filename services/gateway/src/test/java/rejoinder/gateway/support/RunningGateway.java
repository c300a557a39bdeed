package rejoinder.gateway.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import rejoinder.contracts.json.Json;
import rejoinder.gateway.Gateway;
import rejoinder.gateway.GatewaySettings;
import rejoinder.gateway.http.Checked;
import rejoinder.gateway.http.Problem;
import rejoinder.gateway.source.SourceTrials;

/** A gateway on a free port over a database, without Kafka; asked by the JDK's own client, whose answers must be as described. */
public final class RunningGateway implements AutoCloseable {
    private static final String NO_KAFKA = "127.0.0.1:9";
    public static final SourceTrials NO_TRIALS =
            (kind, settings) -> new Checked.Bad<>(Problem.notFound("nobody tries sources here"));

    private final DescribedAnswers described = new DescribedAnswers();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Gateway gateway;

    public RunningGateway(SinkDatabase database) {
        this.gateway =
                Gateway.start(settings(database, 0), NO_TRIALS, new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
    }

    public static GatewaySettings settings(SinkDatabase database, int port) {
        return new GatewaySettings(
                NO_KAFKA,
                "test",
                "127.0.0.1",
                port,
                database.url(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public Gateway gateway() {
        return gateway;
    }

    public HttpResponse<String> get(String path, String... headers) {
        return send(headers(request(path), headers).GET());
    }

    public HttpResponse<String> post(String path, String contentType, String body, String... headers) {
        return send(headers(request(path), headers)
                .header("content-type", contentType)
                .POST(BodyPublishers.ofString(body)));
    }

    public HttpResponse<String> delete(String path, String... headers) {
        return send(headers(request(path), headers).DELETE());
    }

    /** An answer that is read as slowly as its lines are; to be closed. */
    public BufferedReader follow(String path) throws IOException, InterruptedException {
        return new BufferedReader(new InputStreamReader(
                client.send(request(path).GET().build(), BodyHandlers.ofInputStream())
                        .body(),
                StandardCharsets.UTF_8));
    }

    public static JsonNode json(HttpResponse<String> response) {
        try {
            return Json.mapper().readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + response.body(), e);
        }
    }

    @Override
    public void close() {
        gateway.close();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(gateway.address().resolve(path)).version(HttpClient.Version.HTTP_1_1);
    }

    private static HttpRequest.Builder headers(HttpRequest.Builder request, String... headers) {
        return headers.length == 0 ? request : request.headers(headers);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
            described.check(answer);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
