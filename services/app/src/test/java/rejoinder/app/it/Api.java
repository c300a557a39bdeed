package rejoinder.app.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import rejoinder.contracts.json.Json;
import rejoinder.gateway.support.DescribedAnswers;

/** The REST API as a client sees it; every answer must be as {@code openapi.yaml} describes it. */
final class Api {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final DescribedAnswers described = new DescribedAnswers();
    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;

    Api(String base) {
        this.base = base;
    }

    /** The JSON at a path below {@code /api/v1/}; fails unless the status is 200. */
    JsonNode get(String path) throws InterruptedException {
        HttpResponse<String> answer = answer(path);
        if (answer.statusCode() != 200) {
            throw new AssertionError("GET " + path + " gave " + answer.statusCode() + " " + answer.body());
        }
        return parse(answer.body());
    }

    /** The whole answer to a GET. */
    HttpResponse<String> answer(String path) throws InterruptedException {
        return send(request(path).GET());
    }

    /** Status of a GET. */
    int status(String path) throws InterruptedException {
        return answer(path).statusCode();
    }

    /** Posts JSON; returns the whole answer. */
    HttpResponse<String> post(String path, String json) throws InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    /** Status of a DELETE. */
    int delete(String path) throws InterruptedException {
        return send(request(path).DELETE()).statusCode();
    }

    /** All items of a list, page by page. */
    List<JsonNode> all(String path) throws InterruptedException {
        List<JsonNode> items = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = get(path + "?limit=200"
                    + (cursor.isEmpty() ? "" : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8)));
            page.get("items").forEach(items::add);
            cursor = page.get("next").isNull() ? "" : page.get("next").asText();
        } while (!cursor.isEmpty());
        return items;
    }

    /** Everything a story shows, as one text that two runs can be compared by. */
    String everything(String story) throws InterruptedException {
        Map<String, String> sorted = new TreeMap<>();
        sorted.put("story", get("stories/" + story).toString());
        for (String list : List.of("actors", "countries", "reactions")) {
            for (JsonNode item : all("stories/" + story + "/" + list)) {
                sorted.put(list + " " + item, "");
            }
        }
        return String.join("\n", sorted.keySet()) + "\n" + sorted.get("story");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + "/api/v1/" + path)).timeout(TIMEOUT);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws InterruptedException {
        try {
            HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
            described.check(answer);
            return answer;
        } catch (IOException e) {
            throw new AssertionError("no answer from " + base + ": " + e.getMessage(), e);
        }
    }

    private static JsonNode parse(String json) {
        try {
            return Json.mapper().readTree(json);
        } catch (IOException e) {
            throw new AssertionError("not JSON: " + json, e);
        }
    }
}
