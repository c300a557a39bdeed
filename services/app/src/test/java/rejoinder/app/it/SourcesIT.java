package rejoinder.app.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import rejoinder.contracts.document.Document;
import rejoinder.contracts.json.Json;
import rejoinder.contracts.statement.Statement;

/** Sources from their definition to what they bring, over the API and on a real broker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SourcesIT {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

    private final FeedServer server = new FeedServer();
    private final HttpClient http = HttpClient.newHttpClient();
    private RunningServices services;
    private Api api;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException, InterruptedException {
        services = new RunningServices(
                folder,
                new RunningServices.Database(
                        "jdbc:sqlite:" + folder.resolve("rejoinder.db"), Optional.empty(), Optional.empty()));
        api = services.api();
        await().atMost(LONG_ENOUGH).until(() -> api.status("sources") == 200);
    }

    @AfterAll
    void stop() {
        services.close();
        server.close();
    }

    private static String remark(String words) {
        return "President Orla Venn said: \"" + words + "\"";
    }

    private void add(String id, String kind, Map<String, String> settings) throws InterruptedException {
        ObjectNode source = Json.mapper().createObjectNode().put("id", id).put("kind", kind);
        source.set("settings", Json.mapper().valueToTree(settings));
        HttpResponse<String> answer = api.post("sources", source.toString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    private List<Document> documents(String source) {
        return Log.all(services.topics().documents()).stream()
                .map(ConsumerRecord::value)
                .filter(document -> document.source().equals(source))
                .toList();
    }

    private List<Statement> statements(String documentId) {
        return Log.all(services.topics().statements()).stream()
                .map(ConsumerRecord::value)
                .filter(statement -> statement instanceof Statement.Asserted asserted
                        ? asserted.document().id().equals(documentId)
                        : ((Statement.Retracted) statement).documentId().equals(documentId))
                .toList();
    }

    private JsonNode source(String id) throws InterruptedException {
        return api.get("sources/" + id);
    }

    @Test
    void aFeedIsFollowedAndSaysHowItIsDoing() throws InterruptedException {
        server.publish("post", new FeedServer.Entry("p1", "One", remark("The closed border is a mistake.")));
        add("post", "feed", Map.of("url", server.url("/feeds/post"), "interval", "1s", "articles", "never"));
        await().atMost(LONG_ENOUGH).until(() -> documents("post").size() == 1);
        server.publish("post", new FeedServer.Entry("p2", "Two", remark("The border must be opened.")));

        await().atMost(LONG_ENOUGH).until(() -> documents("post").size() == 2);
        await().atMost(LONG_ENOUGH)
                .until(() ->
                        source("post").path("status").path("documentsLastDay").asInt() == 2);

        JsonNode status = source("post").path("status");
        assertThat(status.path("state").asText()).isEqualTo("alive");
        assertThat(status.path("statementsLastDay").asInt()).isEqualTo(2);
        assertThat(status.path("errorRate").asDouble()).isZero();
        assertThat(status.path("watched").asBoolean()).isTrue();
        assertThat(statements("post:p1")).hasSize(1);
    }

    @Test
    void aChangedEntryIsARevisionThatRetractsWhatItNoLongerSays() throws InterruptedException {
        server.publish("change", new FeedServer.Entry("c1", "One", remark("I shall never resign.")));
        add("change", "feed", Map.of("url", server.url("/feeds/change"), "interval", "1s", "articles", "never"));
        await().atMost(LONG_ENOUGH).until(() -> statements("change:c1").size() == 1);
        server.publish("change", new FeedServer.Entry("c1", "One", remark("I may resign.")));

        await().atMost(LONG_ENOUGH).until(() -> statements("change:c1").size() >= 3);

        assertThat(statements("change:c1").stream().filter(Statement.Retracted.class::isInstance))
                .isNotEmpty();
        api.delete("sources/change");
    }

    @Test
    void aHubsNoticeMakesAFeedBePolledAtOnce() throws IOException, InterruptedException, GeneralSecurityException {
        add("hub", "feed", Map.of("url", server.url("/feeds/hub"), "interval", "1d", "articles", "never"));
        await().atMost(LONG_ENOUGH)
                .until(() -> server.subscriptions().stream().anyMatch(form -> form.contains("websub%2Fhub")));
        URI callback = URI.create(services.address() + "/api/v1/websub/hub");
        HttpResponse<String> confirmed = http.send(
                HttpRequest.newBuilder(URI.create(callback + "?hub.mode=subscribe&hub.topic=t&hub.challenge=abc"))
                        .build(),
                BodyHandlers.ofString());
        assertThat(confirmed.body()).isEqualTo("abc");
        server.publish("hub", new FeedServer.Entry("h1", "One", remark("The hub knows first.")));

        assertThat(notice(callback, "sha256=00")).isEqualTo(202);
        assertThat(documents("hub")).isEmpty();
        Mac mac = Mac.getInstance("HmacSHA256");
        String secret = RunningServices.CALLBACK.orElseThrow().secret("hub");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String signature = HexFormat.of().formatHex(mac.doFinal("<feed/>".getBytes(StandardCharsets.UTF_8)));
        assertThat(notice(callback, "sha256=" + signature)).isEqualTo(202);

        await().atMost(LONG_ENOUGH).until(() -> documents("hub").size() == 1);
    }

    private int notice(URI callback, String signature) throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(callback)
                                .header("x-hub-signature", signature)
                                .POST(HttpRequest.BodyPublishers.ofString("<feed/>"))
                                .build(),
                        BodyHandlers.ofString())
                .statusCode();
    }

    @Test
    void everyKindThatIsFollowedHasALivingCanary() {
        await().atMost(LONG_ENOUGH).untilAsserted(() -> assertThat(
                        api.get("sources").path("canaries"))
                .isNotEmpty()
                .allSatisfy(canary -> assertThat(canary.path("state").asText()).isEqualTo("alive")));
    }

    @Test
    void aPausedSourceBringsNothingUntilItGoesOn() throws InterruptedException {
        add("pause", "feed", Map.of("url", server.url("/feeds/pause"), "interval", "1s", "articles", "never"));
        assertThat(api.post("sources/pause/pause", "{}").statusCode()).isEqualTo(200);
        await().atMost(LONG_ENOUGH)
                .until(() ->
                        source("pause").path("status").path("state").asText().equals("paused"));
        server.publish("pause", new FeedServer.Entry("a1", "One", remark("We wait.")));

        assertThat(api.post("sources/pause/resume", "{}").statusCode()).isEqualTo(200);

        await().atMost(LONG_ENOUGH).until(() -> documents("pause").size() == 1);
    }

    @Test
    void aSourceThatFailsSaysWhy() throws InterruptedException {
        add("dead", "feed", Map.of("url", server.url("/nothing"), "interval", "1s"));

        await().atMost(LONG_ENOUGH)
                .until(() ->
                        source("dead").path("status").path("state").asText().equals("failing"));

        assertThat(source("dead").at("/status/lastError/message").asText())
                .isEqualTo("127.0.0.1 answers 404 Not Found");
    }

    @Test
    void aSourceThatIsRemovedIsGone() throws InterruptedException {
        add("gone", "feed", Map.of("url", server.url("/feeds/gone")));
        await().atMost(LONG_ENOUGH).until(() -> api.status("sources/gone") == 200);

        assertThat(api.delete("sources/gone")).isEqualTo(204);

        await().atMost(LONG_ENOUGH).until(() -> api.status("sources/gone") == 404);
    }

    @Test
    void whatCanNotBeFollowedIsRefusedWithTheReason() throws InterruptedException {
        HttpResponse<String> answer = api.post(
                "sources", "{\"id\": \"x\", \"kind\": \"feed\", \"settings\": {\"url\": \"file:///etc/passwd\"}}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("url must be an address that begins with http");
        assertThat(api.post("sources", "{\"id\": \"x\", \"kind\": \"newspaper\", \"settings\": {}}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void aSourceCanBeTestedWithoutWritingAnything() throws InterruptedException {
        server.publish("try", new FeedServer.Entry("t1", "Tried", "Nothing was said."));

        HttpResponse<String> answer = api.post("sources/test", "{\"url\": \"" + server.url("/feeds/try") + "\"}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"title\":\"Tried\"").contains("\"statements\":[]");
        assertThat(api.post("sources/test", "{\"url\": \"" + server.url("/nothing") + "\"}")
                        .body())
                .contains("answers 404");
    }

    @Test
    void aTopicOfTheUsersIsFollowedByItsMapping() throws InterruptedException, ExecutionException {
        String topic = services.topics().namespace() + "-wire";
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", KafkaUnderTest.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all().get();
        }
        add(
                "wire",
                "topic",
                Map.of(
                        "bootstrap-servers",
                        KafkaUnderTest.bootstrapServers(),
                        "topic",
                        topic,
                        "map",
                        "text = /body/plain\ntitle = /headline"));
        send(
                topic,
                "w1",
                "{\"headline\": \"Border\", \"body\": {\"plain\": \""
                        + remark("No.").replace("\"", "\\\"") + "\"}}");
        send(topic, "w2", "not JSON");
        send(topic, "w3", "{\"headline\": \"No body\"}");

        await().atMost(LONG_ENOUGH).until(() -> statements("wire:w1").size() == 1);
        await().atMost(LONG_ENOUGH).until(() -> rejections("source wire").size() == 2);
        send(topic, "w1", null);

        await().atMost(LONG_ENOUGH).until(() -> statements("wire:w1").size() == 2);
        assertThat(documents("wire")).last().satisfies(document -> assertThat(document.withdrawn())
                .isTrue());
    }

    private List<String> rejections(String origin) {
        return Log.all(services.topics().rejected().name(), new ByteArrayDeserializer()).stream()
                .map(record -> new String(
                        record.headers().lastHeader("rejoinder_origin").value(), StandardCharsets.UTF_8))
                .filter(text -> text.startsWith(origin))
                .toList();
    }

    private static void send(String topic, String key, String value) throws ExecutionException, InterruptedException {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, KafkaUnderTest.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, key, value)).get();
        }
    }

    private HttpResponse<String> push(String contentType, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(services.address() + "/api/v1/documents"))
                .header("content-type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static String event(String id) {
        return "{\"specversion\": \"1.0\", \"id\": \"" + id + "\", \"source\": \"/wire\", \"type\": \"article\","
                + " \"datacontenttype\": \"application/json\", \"data\": {\"text\": \"Words of " + id + "\"}}";
    }

    @Test
    void cloudEventsAreTakenInEveryModeAndTheSameEventIsOneDocument() throws IOException, InterruptedException {
        assertThat(push("application/cloudevents+json", event("s1")).statusCode())
                .isEqualTo(202);
        assertThat(push("application/cloudevents+json", event("s1")).statusCode())
                .isEqualTo(202);
        assertThat(push("application/cloudevents-batch+json", "[" + event("b1") + "," + event("b2") + "]")
                        .statusCode())
                .isEqualTo(202);
        HttpResponse<String> binary = push(
                "text/plain",
                "Words of n1",
                "ce-specversion",
                "1.0",
                "ce-id",
                "n1",
                "ce-source",
                "/wire",
                "ce-type",
                "article");
        assertThat(binary.statusCode()).as(binary.body()).isEqualTo(202);

        await().atMost(LONG_ENOUGH).until(() -> documents("push").stream()
                .map(Document::id)
                .toList()
                .containsAll(List.of("/wire:s1", "/wire:b1", "/wire:b2", "/wire:n1")));

        assertThat(documents("push"))
                .filteredOn(document -> document.id().equals("/wire:s1"))
                .hasSize(1);
        assertThat(documents("push"))
                .filteredOn(document -> document.id().equals("/wire:n1"))
                .extracting(Document::text)
                .containsExactly("Words of n1");
        HttpResponse<String> broken = push("application/cloudevents+json", "{\"specversion\": \"1.0\"}");
        assertThat(broken.statusCode()).isEqualTo(400);
        assertThat(broken.body()).contains("is no CloudEvent");
    }

    @Test
    void onceAClientHasATokenNobodyPushesWithoutOne() throws IOException, InterruptedException {
        HttpResponse<String> made = api.post("sources", "{\"id\": \"partner\", \"kind\": \"push\", \"settings\": {}}");
        String token = Json.mapper().readTree(made.body()).path("token").asText();
        assertThat(token).hasSizeGreaterThan(40);
        await().atMost(LONG_ENOUGH).until(() -> api.status("sources/partner") == 200);
        assertThat(source("partner").at("/settings/token-sha256").asText()).isEqualTo("(secret)");

        assertThat(push("text/plain", "Words").statusCode()).isEqualTo(401);
        assertThat(push("text/plain", "Words", "authorization", "Bearer wrong").statusCode())
                .isEqualTo(401);
        HttpResponse<String> taken = push("text/plain", "Partner words", "authorization", "Bearer " + token);
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
        await().atMost(LONG_ENOUGH).until(() -> documents("partner").size() == 1);

        assertThat(api.delete("sources/partner")).isEqualTo(204);
        await().atMost(LONG_ENOUGH)
                .until(() -> push("text/plain", "Words again").statusCode() == 202);
    }
}
