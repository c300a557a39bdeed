package rejoinder.app.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rejoinder.app.service.TopicPreparation;
import rejoinder.app.source.Trials;
import rejoinder.contracts.SaidAt;
import rejoinder.contracts.Stance;
import rejoinder.contracts.json.Json;
import rejoinder.contracts.net.Reach;
import rejoinder.contracts.reaction.Reaction;
import rejoinder.contracts.summary.Milestone;
import rejoinder.contracts.summary.Pace;
import rejoinder.contracts.summary.StanceCounts;
import rejoinder.contracts.summary.StorySummary;
import rejoinder.contracts.topic.Topic;
import rejoinder.contracts.topic.Topics;
import rejoinder.contracts.webhook.Webhook;
import rejoinder.gateway.Gateway;
import rejoinder.gateway.GatewaySettings;
import rejoinder.gateway.stream.StreamSettings;
import rejoinder.gateway.support.Receiver;
import rejoinder.gateway.support.SinkDatabase;
import rejoinder.gateway.support.Zubrowka;
import rejoinder.gateway.webhook.WebhookSettings;
import rejoinder.ingestor.fetch.FetchSettings;
import rejoinder.reading.Registry;

/** Webhooks of gateways on a real broker, told to a real server. */
class WebhooksIT {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);
    private static final String SECRET = "a secret of the tests";
    private static final WebhookSettings IMPATIENT = new WebhookSettings(
            Reach.EVERYWHERE, Duration.ofMillis(20), Duration.ofMillis(100), 5, Duration.ofSeconds(5));

    private static final KafkaProducer<String, byte[]> PRODUCER = new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, KafkaUnderTest.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer());

    @TempDir
    private Path folder;

    private final Topics topics = Topics.in(KafkaUnderTest.freshNamespace());

    @AfterAll
    static void close() {
        PRODUCER.close();
    }

    @Test
    void aRuleIsToldOfWhatItAsksForSignedAndAgainUntilItIsTaken() throws Exception {
        try (Receiver receiver = new Receiver(SECRET);
                Gateway gateway = gateway()) {
            Api api = api(gateway);
            HttpResponse<String> made = api.post("webhooks", """
                    {"id": "desk", "url": "%s", "secret": "%s", "on": "reaction", "stories": ["border"],
                     "stances": ["condemn"], "leastRank": 90}""".formatted(receiver.url(), SECRET));
            assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
            awaitBegun(api, "desk");
            receiver.answering(503, 500);

            send(topics.reactions(), reaction("border", "u-1", Stance.WELCOME));
            send(topics.reactions(), reaction("elsewhere", "u-2", Stance.CONDEMN));
            Reaction lower = ranked(reaction("border", "u-4", Stance.CONDEMN), 89);
            send(topics.reactions(), lower);
            tombstone(topics.reactions(), lower.id());
            send(topics.reactions(), reaction("border", "u-3", Stance.CONDEMN));
            send(topics.reactions(), reaction("border", "u-3", Stance.CONDEMN));
            tombstone(
                    topics.reactions(),
                    reaction("border", "u-3", Stance.CONDEMN).id());

            await().atMost(LONG_ENOUGH)
                    .untilAsserted(() -> assertThat(receiver.taken()).hasSize(3));
            assertThat(receiver.taken().stream().map(Receiver.Told::id).distinct())
                    .hasSize(3);
            assertThat(receiver.told()).hasSize(5).allSatisfy(told -> assertThat(told.signed())
                    .isTrue());
            assertThat(receiver.told().subList(0, 3))
                    .extracting(Receiver.Told::id)
                    .containsOnly(receiver.taken().get(0).id());
            assertThat(receiver.taken())
                    .extracting(told -> told.body().path("type").asText())
                    .containsExactly("reaction", "reaction", "retraction");
            assertThat(receiver.taken())
                    .extracting(told -> told.body().at("/data/id").asText())
                    .containsOnly("border|" + Zubrowka.id("u-3"));
            await().atMost(LONG_ENOUGH).untilAsserted(() -> {
                JsonNode status = api.get("webhooks/desk").path("status");
                assertThat(status.path("delivered").asInt()).isEqualTo(3);
                assertThat(status.at("/lastFailure/answer").asText()).isEqualTo("500");
                assertThat(status.at("/lastSuccess/answer").asText()).isEqualTo("204");
                assertThat(status.path("failures").asInt()).isZero();
            });
            assertThat(api.answer("webhooks").body()).doesNotContain(SECRET);

            assertThat(api.delete("webhooks/desk")).isEqualTo(204);
            assertThat(api.status("webhooks/desk")).isEqualTo(404);
        }
    }

    @Test
    void whoIsExpectedIsToldOfOnceAndSoIsASpikeAndWhoTakesNothingIsSuspendedAndGoesOnWhenDefinedAnew()
            throws Exception {
        try (Receiver receiver = new Receiver(SECRET);
                Gateway gateway = gateway()) {
            Api api = api(gateway);
            for (String on : List.of("first-reaction", "spike")) {
                assertThat(define(api, on, receiver.url()).statusCode()).isEqualTo(201);
                awaitBegun(api, on);
            }

            send(topics.storySummaries(), summary(List.of("LEAGUE"), false));
            send(topics.storySummaries(), summary(List.of("LEAGUE", "ZZ"), true));
            send(topics.storySummaries(), summary(List.of("LEAGUE", "ZZ"), true));
            await().atMost(LONG_ENOUGH)
                    .untilAsserted(() -> assertThat(receiver.taken()).hasSize(3));
            receiver.answering(500, 500, 500, 500, 500);
            send(topics.storySummaries(), summary(List.of("LEAGUE", "ZZ", "orla-venn"), true));

            await().atMost(LONG_ENOUGH).untilAsserted(() -> assertThat(api.get("webhooks/first-reaction")
                            .at("/status/suspended")
                            .asBoolean())
                    .isTrue());
            assertThat(define(api, "first-reaction", receiver.url()).statusCode())
                    .isEqualTo(201);
            await().atMost(LONG_ENOUGH)
                    .untilAsserted(() -> assertThat(receiver.taken()).hasSize(4));
            assertThat(receiver.taken())
                    .filteredOn(told -> told.body().path("type").asText().equals("first-reaction"))
                    .extracting(told -> told.body().at("/data/expected").asText())
                    .containsExactly("LEAGUE", "ZZ", "orla-venn");
            assertThat(receiver.taken())
                    .filteredOn(told -> told.body().path("type").asText().equals("spike"))
                    .singleElement()
                    .satisfies(told ->
                            assertThat(told.body().at("/data/of").asText()).isEqualTo("hour"));
        }
    }

    @Test
    void whatAKilledGatewayLeftIsDeliveredByAnotherAndNothingIsLost() throws Exception {
        SinkDatabase database = new SinkDatabase(folder).migrate();
        TopicPreparation.prepare(KafkaUnderTest.bootstrapServers(), topics, 2);
        List<String> all = IntStream.range(0, 300).mapToObj(i -> "u-" + i).toList();
        try (Receiver receiver = new Receiver(SECRET);
                AppProcess killed = AppProcess.start(
                        folder,
                        "gateway",
                        "--bootstrap-servers=" + KafkaUnderTest.bootstrapServers(),
                        "--namespace=" + topics.namespace(),
                        "--database-url=" + database.url(),
                        "--port=0",
                        "--allow-private-addresses")) {
            receiver.holdAfter(30);
            send(topics.webhooks(), webhook(receiver.url()));
            await().atMost(LONG_ENOUGH)
                    .until(() -> !Log.all(topics.webhookStatus()).isEmpty()
                            && Log.all(topics.webhookStatus()).stream()
                                    .anyMatch(status -> status.value().since().isPresent()));
            for (String utterance : all) {
                send(topics.reactions(), reaction("border", utterance, Stance.CONDEMN));
            }
            await().atMost(LONG_ENOUGH).until(() -> receiver.taken().size() == 30);
            killed.kill();
            receiver.goOn();

            try (Gateway other = gateway()) {
                await().atMost(LONG_ENOUGH).untilAsserted(() -> assertThat(receiver.taken().stream()
                                .map(told -> told.body().at("/data/utterance").asText()))
                        .containsAll(all.stream().map(Zubrowka::id).toList()));
                await().atMost(LONG_ENOUGH).until(other::ready);
            }
            assertThat(receiver.taken().stream().map(Receiver.Told::id).distinct())
                    .hasSize(all.size());
        }
    }

    private Gateway gateway() throws InterruptedException {
        String brokers = KafkaUnderTest.bootstrapServers();
        TopicPreparation.prepare(brokers, topics, 2);
        SinkDatabase database = new SinkDatabase(folder).migrate();
        return Gateway.start(
                new GatewaySettings(
                        brokers,
                        topics.namespace(),
                        "127.0.0.1",
                        0,
                        database.url(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        StreamSettings.DEFAULTS,
                        IMPATIENT),
                new Trials(Registry::bundled, FetchSettings.DEFAULTS),
                new SimpleMeterRegistry());
    }

    private static Api api(Gateway gateway) {
        String address = gateway.address().toString();
        Api api = new Api(address.substring(0, address.length() - 1));
        await().atMost(LONG_ENOUGH).until(() -> api.status("webhooks") == 200);
        return api;
    }

    private static void awaitBegun(Api api, String id) {
        await().atMost(LONG_ENOUGH)
                .until(() -> api.get("webhooks/" + id).path("status").has("since"));
    }

    private static HttpResponse<String> define(Api api, String on, String url) throws InterruptedException {
        return api.post(
                "webhooks",
                "{\"id\": \"%s\", \"url\": \"%s\", \"secret\": \"%s\", \"on\": \"%s\", \"stories\": [\"border\"]}"
                        .formatted(on, url, SECRET, on));
    }

    private static Webhook webhook(String url) {
        return new Webhook(
                "desk",
                url,
                SECRET,
                Webhook.On.REACTION,
                List.of("border"),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                false);
    }

    private static Reaction reaction(String story, String utterance, Stance stance) {
        return Zubrowka.reaction(story, utterance, 1, "orla-venn", Zubrowka.ZUBROWKA, stance);
    }

    private static Reaction ranked(Reaction said, int rank) {
        return new Reaction(
                said.id(),
                said.story(),
                said.utterance(),
                said.actor(),
                said.role(),
                rank,
                said.represents(),
                said.text(),
                said.language(),
                said.stance(),
                said.evidence(),
                said.stanceRule(),
                said.saidAt(),
                said.lagSeconds(),
                said.reportCount(),
                said.outletCount(),
                said.reports(),
                said.independentOutlets(),
                said.answers(),
                said.pinned());
    }

    private static StorySummary summary(List<String> reacted, boolean spike) {
        Instant hour = Zubrowka.TRIGGER.plus(Duration.ofHours(1));
        Milestone first = new Milestone(
                Topics.key("border", Zubrowka.id("u-1")),
                "orla-venn",
                "Orla Venn",
                90,
                Stance.CONDEMN,
                new SaidAt(hour, SaidAt.Precision.INSTANT),
                3600);
        return new StorySummary(
                "border",
                1,
                1,
                1,
                1,
                0,
                StanceCounts.NONE.plus(Stance.CONDEMN, 1),
                Optional.of(first),
                Optional.of(first),
                List.of(),
                1,
                new Pace(List.of(), List.of(new Pace.Span(hour, 9, spike)), List.of()),
                List.of(),
                Optional.of(new StorySummary.Coverage(
                        reacted.stream()
                                .map(expected -> new StorySummary.Reacted(expected, first))
                                .toList(),
                        List.of())),
                List.of());
    }

    private <V> void send(Topic<V> topic, V value) throws InterruptedException, ExecutionException {
        JsonNode json = Json.mapper().valueToTree(value);
        String key =
                json.has("id") ? json.path("id").asText() : json.path("story").asText();
        produce(topic.name(), key, topic.json().toBytes(value));
    }

    private void tombstone(Topic<?> topic, String key) throws InterruptedException, ExecutionException {
        produce(topic.name(), key, null);
    }

    private static void produce(String topic, String key, byte[] value)
            throws InterruptedException, ExecutionException {
        PRODUCER.send(new ProducerRecord<>(topic, key, value)).get();
    }
}
