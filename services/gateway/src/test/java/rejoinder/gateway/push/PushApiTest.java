package rejoinder.gateway.push;

import static org.assertj.core.api.Assertions.assertThat;
import static rejoinder.gateway.support.RunningGateway.json;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rejoinder.gateway.support.RunningGateway;
import rejoinder.gateway.support.SinkDatabase;

/** What is refused, and how; that what is good reaches the log is tested where there is a broker. */
class PushApiTest {
    @TempDir
    private static Path folder;

    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        gateway = new RunningGateway(new SinkDatabase(folder));
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "documents | {} | /text",
                "documents | {\"text\": 7} | /text",
                "documents | {\"text\": \"Words\", \"url\": \"javascript:alert(1)\"} | /url",
                "documents | {\"text\": \"Words\", \"publishedAt\": \"yesterday\"} | /publishedAt",
                "documents | [{\"text\": \"Words\"}, {\"text\": \"Words\", \"ulr\": \"https://gazette.example\"}] | /1/ulr",
                "statements | {\"speaker\": \"Orla Venn\"} | /quote",
                "statements | {\"quote\": \"A disgrace\", \"speaker\": \"Orla Venn\", \"saidAt\": \"2031-02-30\"} | /saidAt",
                "statements | [{\"quote\": \"A disgrace\"}] | /0/speaker"
            })
    void theFieldThatIsWrongIsNamedByItsPointer(String kind, String body, String pointer) {
        HttpResponse<String> response = gateway.post("/api/v1/" + kind, "application/json", body);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(json(response).path("pointer").asText()).isEqualTo(pointer);
        assertThat(json(response).path("detail").asText()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{\"text\": | not JSON", "'' | empty", "[] | 1 to 100", "\"Words\" | object"})
    void aBodyThatIsNoDocumentIsRefusedAsAWhole(String body, String reason) {
        HttpResponse<String> response = gateway.post("/api/v1/documents", "application/json", body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).path("pointer").asText("?")).isEmpty();
        assertThat(json(response).path("detail").asText()).contains(reason);
    }

    @Test
    void moreThanAHundredAtOnceAreRefused() {
        String items = "{\"text\": \"Words\"},".repeat(100) + "{\"text\": \"Words\"}";

        HttpResponse<String> response = gateway.post("/api/v1/documents", "application/json", "[" + items + "]");

        assertThat(response.statusCode()).isEqualTo(400);
    }

    @Test
    void moreThanAMebibyteIsTooLarge() {
        HttpResponse<String> response = gateway.post("/api/v1/documents", "text/plain", "a".repeat(1024 * 1024 + 1));

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(json(response).path("status").asInt()).isEqualTo(413);
    }

    @ParameterizedTest
    @CsvSource({"documents, application/xml", "statements, text/plain", "stories, text/plain"})
    void anotherContentTypeIsNotTaken(String kind, String type) {
        HttpResponse<String> response = gateway.post("/api/v1/" + kind, type, "Words");

        assertThat(response.statusCode()).isEqualTo(415);
        assertThat(json(response).path("detail").asText()).contains("application/json");
    }

    @ParameterizedTest
    @CsvSource({"url=ftp://gazette.example, url", "publishedAt=soon, publishedAt", "colour=red, colour"})
    void theFieldsOfATextBodyAreCheckedInTheUrl(String query, String field) {
        HttpResponse<String> response = gateway.post("/api/v1/documents?" + query, "text/plain", "Words");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).path("field").asText()).isEqualTo(field);
    }

    @Test
    void whatIsRefusedIsCounted() {
        gateway.post("/api/v1/documents", "application/json", "{");

        assertThat(gateway.get("/metrics").body())
                .containsPattern("rejoinder_gateway_push_refused_total\\{status=\"400\"} [1-9]");
    }

    @Test
    void whatIsGoodIsNotPromisedWhileKafkaIsAway() {
        HttpResponse<String> response = gateway.post("/api/v1/documents", "application/json", "{\"text\": \"Words\"}");

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("retry-after")).isPresent();
    }
}
