package rejoinder.app.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rejoinder.app.service.TopicPreparation;
import rejoinder.app.source.Trials;
import rejoinder.contracts.Represents;
import rejoinder.contracts.Stance;
import rejoinder.contracts.json.Json;
import rejoinder.contracts.reaction.Reaction;
import rejoinder.contracts.topic.Topics;
import rejoinder.gateway.Gateway;
import rejoinder.gateway.GatewaySettings;
import rejoinder.gateway.stream.StreamEvent;
import rejoinder.gateway.stream.StreamSettings;
import rejoinder.gateway.support.SinkDatabase;
import rejoinder.gateway.support.Zubrowka;
import rejoinder.gateway.webhook.WebhookSettings;
import rejoinder.ingestor.fetch.FetchSettings;
import rejoinder.reading.Registry;

/** Many who reconnect at once to a gateway that keeps hardly anything in memory, so that Kafka must bring them up. */
class CatchUpIT {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(90);
    private static final int MISSED = 800;
    private static final int MEANWHILE = 200;
    private static final int AT_ONCE = 100;
    private static final int CLIENTS = 40;
    private static final int STORIES = 5;
    /** More than all that is told, so that nobody is too slow, however slow the machine. */
    private static final int QUEUE_BYTES = 16 * 1024 * 1024;

    private static final StreamSettings FORGETFUL =
            new StreamSettings(1000, 200, 200, QUEUE_BYTES, 1, 4, Duration.ofSeconds(15));

    @TempDir
    private Path folder;

    private final Topics topics = Topics.in(KafkaUnderTest.freshNamespace());
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void allAreBroughtUpByFewReadingsAndMissAndRepeatNothing() throws InterruptedException {
        try (Gateway gateway = gateway(FORGETFUL);
                KafkaProducer<String, byte[]> producer = producer()) {
            await().atMost(LONG_ENOUGH).until(gateway::ready);
            Client watcher = connect(gateway, "", Optional.empty());
            await().atMost(LONG_ENOUGH).until(watcher::isLive);
            for (int from = 0; from < MISSED; from += AT_ONCE) {
                produce(producer, from, from + AT_ONCE);
                int so = from + AT_ONCE;
                await().atMost(LONG_ENOUGH).until(() -> watcher.told().size() == so);
            }
            List<Told> missed = watcher.told();

            List<Client> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                Told last = missed.get(i * 5);
                clients.add(connect(gateway, filter(i).query(), Optional.of(last.token())));
            }
            produce(producer, MISSED, MISSED + MEANWHILE);

            await().atMost(LONG_ENOUGH).until(() -> watcher.told().size() == MISSED + MEANWHILE);
            List<Told> all = watcher.told();
            for (int i = 0; i < CLIENTS; i++) {
                Client client = clients.get(i);
                List<String> wanted = all.subList(i * 5 + 1, all.size()).stream()
                        .filter(filter(i).takes())
                        .map(Told::change)
                        .sorted()
                        .toList();
                await().atMost(LONG_ENOUGH).until(() -> client.told().size() >= wanted.size());
                assertThat(client.told().stream().map(Told::change).sorted().toList())
                        .isEqualTo(wanted);
                assertThat(client.isLive()).isTrue();
                inOrderOfTheirPartitions(client.told());
            }
            // One reading each would be as many times the log as there are clients.
            assertThat(metrics.counter("rejoinder.gateway.stream.reread").count())
                    .isLessThan(MISSED * CLIENTS / 2.0);
        }
    }

    @Test
    void whoHasTooManyStreamsWithOneTokenIsToldSoUntilOneIsClosed() throws IOException, InterruptedException {
        try (Gateway gateway = gateway(FORGETFUL.with(200, 2))) {
            await().atMost(LONG_ENOUGH).until(gateway::ready);
            HttpResponse<InputStream> first = open(gateway, "ours");
            HttpResponse<InputStream> second = open(gateway, "ours");

            HttpResponse<InputStream> third = open(gateway, "ours");
            HttpResponse<InputStream> another = open(gateway, "theirs");

            assertThat(List.of(first.statusCode(), second.statusCode(), another.statusCode()))
                    .containsOnly(200);
            assertThat(third.statusCode()).isEqualTo(429);
            assertThat(third.headers().firstValue("retry-after")).isPresent();
            assertThat(new String(third.body().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("there are 2 subscribers with your token already");
            second.body().close();
            await().atMost(LONG_ENOUGH).until(() -> open(gateway, "ours").statusCode() == 200);
        }
    }

    private HttpResponse<InputStream> open(Gateway gateway, String token) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        gateway.address().resolve(URI.create("api/v1/stream?snapshot=false")))
                .header("Authorization", "Bearer " + token)
                .build();
        return http.send(request, BodyHandlers.ofInputStream());
    }

    private static void inOrderOfTheirPartitions(List<Told> told) {
        Map<String, Integer> reached = new HashMap<>();
        for (Told one : told) {
            // TOPIC-PARTITION-OFFSET
            int split = one.change().lastIndexOf('-');
            int offset = Integer.parseInt(one.change().substring(split + 1));
            Integer before = reached.put(one.change().substring(0, split), offset);
            assertThat(before == null || before < offset).as(one.change()).isTrue();
        }
    }

    /** What a client asks for, and what it is then to be told. */
    private record Filter(String query, Predicate<Told> takes) {}

    private static Filter filter(int client) {
        String story = "s-" + client % STORIES;
        Predicate<Told> ofStory = told -> told.data().path("story").asText().equals(story);
        return switch (client % 4) {
            case 0 -> new Filter("", told -> true);
            case 1 -> new Filter("&story=" + story, ofStory);
            case 2 ->
                new Filter(
                        "&represents=LEAGUE",
                        told -> told.data().at("/represents/code").asText().equals("LEAGUE"));
            default ->
                new Filter(
                        "&stance=condemn&story=" + story,
                        ofStory.and(told -> told.data().path("stance").asText().equals("condemn")));
        };
    }

    private void produce(KafkaProducer<String, byte[]> producer, int from, int to) {
        IntStream.range(from, to).forEach(number -> {
            Represents represents = number % 3 == 0 ? Zubrowka.LEAGUE : Zubrowka.ZUBROWKA;
            Stance stance = number % 2 == 0 ? Stance.CONDEMN : Stance.WELCOME;
            Reaction reaction =
                    Zubrowka.reaction("s-" + number % STORIES, "u-" + number, 1, "orla-venn", represents, stance);
            // Its outcome is what subscribers are told.
            var unused = producer.send(new ProducerRecord<>(
                    topics.reactions().name(),
                    reaction.id(),
                    topics.reactions().json().toBytes(reaction)));
        });
        producer.flush();
    }

    private static KafkaProducer<String, byte[]> producer() {
        return new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, KafkaUnderTest.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    private Gateway gateway(StreamSettings settings) throws InterruptedException {
        String brokers = KafkaUnderTest.bootstrapServers();
        TopicPreparation.prepare(brokers, topics, 3);
        return Gateway.start(
                new GatewaySettings(
                        brokers,
                        topics.namespace(),
                        "127.0.0.1",
                        0,
                        new SinkDatabase(folder).migrate().url(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        settings,
                        WebhookSettings.DEFAULTS),
                new Trials(Registry::bundled, FetchSettings.DEFAULTS),
                metrics);
    }

    private Client connect(Gateway gateway, String query, Optional<String> token) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(gateway.address().resolve(URI.create("api/v1/stream?snapshot=false" + query)));
        token.ifPresent(id -> request.header("Last-Event-ID", id));
        Client client = new Client();
        // What comes of it is what the client is told.
        var unused = http.sendAsync(request.build(), BodyHandlers.fromLineSubscriber(client));
        return client;
    }

    /** @param change topic id, partition and offset of its record */
    private record Told(String change, String token, JsonNode data) {}

    /** Collects what it is told. */
    private static final class Client implements Flow.Subscriber<String> {
        private final List<Told> told = new CopyOnWriteArrayList<>();
        private final StringBuilder frame = new StringBuilder();
        private volatile boolean live;

        List<Told> told() {
            return List.copyOf(told);
        }

        boolean isLive() {
            return live;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String line) {
            frame.append(line).append('\n');
            if (line.isEmpty()) {
                StreamEvent.read(frame.toString().getBytes(StandardCharsets.UTF_8))
                        .forEach(this::take);
                frame.setLength(0);
            }
        }

        private void take(StreamEvent event) {
            if (event.name().equals("live")) {
                live = true;
            } else if (event.name().equals("reaction")) {
                told.add(
                        new Told(event.origin().orElseThrow().name(), event.id().orElseThrow(), tree(event.data())));
            }
        }

        private static JsonNode tree(String json) {
            try {
                return Json.mapper().readTree(json);
            } catch (JsonProcessingException e) {
                throw new AssertionError("not JSON: " + json, e);
            }
        }

        @Override
        public void onError(Throwable failure) {
            live = false;
        }

        @Override
        public void onComplete() {
            live = false;
        }
    }
}
