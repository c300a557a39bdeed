package rejoinder.app.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import rejoinder.app.cli.Failures;
import rejoinder.app.export.ExportCommand;
import rejoinder.contracts.json.Json;

/** What the services promise together, from a push or a file to the API, on a real broker and a real database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ServicesContract {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

    private final StringWriter said = new StringWriter();

    @TempDir
    private Path folder;

    private RunningServices services;
    private Api api;

    abstract RunningServices.Database database(Path folder);

    @BeforeAll
    void start(@TempDir Path ofServices) throws IOException, InterruptedException {
        services = new RunningServices(ofServices, database(ofServices));
        api = services.api();
    }

    @AfterAll
    void stop() {
        services.close();
    }

    @Test
    void theSameDocumentTwiceChangesNothing() throws InterruptedException {
        follow("twice");
        pushDocument(
                "twice-1", "President Orla Venn called the twice decree a mistake: \"This twice decree is wrong.\"");
        await().atMost(LONG_ENOUGH).until(() -> reactions("twice").size() == 1);
        String before = api.everything("twice");

        pushDocument(
                "twice-1", "President Orla Venn called the twice decree a mistake: \"This twice decree is wrong.\"");
        pushDocument("twice-2", "\"I welcome the twice decree,\" Prime Minister Til Vask said.");
        await().atMost(LONG_ENOUGH).until(() -> reactions("twice").size() == 2);

        List<JsonNode> ofVenn = reactions("twice").stream()
                .filter(reaction -> reaction.path("actor").path("name").asText().equals("Orla Venn"))
                .toList();
        assertThat(ofVenn).singleElement().satisfies(reaction -> {
            assertThat(reaction.path("reports")).hasSize(1);
            assertThat(before).contains(reaction.toString());
        });
    }

    @Test
    void aChangedDocumentRetractsWhatItNoLongerSays() throws InterruptedException {
        follow("changed");
        String kept = "\"The changed decree is a mistake,\" President Orla Venn said.";
        pushDocument("changed-1", kept + "\n\n\"We welcome the changed decree,\" Prime Minister Til Vask said.");
        await().atMost(LONG_ENOUGH).until(() -> reactions("changed").size() == 2);

        pushDocument("changed-1", kept);

        await().atMost(LONG_ENOUGH).until(() -> reactions("changed").size() == 1);
        await().atMost(LONG_ENOUGH).untilAsserted(() -> {
            JsonNode summary = api.get("stories/changed").path("summary");
            assertThat(summary.path("reactions").asLong()).isOne();
            assertThat(summary.path("countries").asLong()).isOne();
        });
        assertThat(reactions("changed").get(0).path("actor").path("name").asText())
                .isEqualTo("Orla Venn");
    }

    @Test
    void severalReportsOfTheSameWordsAreOneReactionAndAFilesDocumentsCount() throws InterruptedException, IOException {
        follow("merged");
        pushDocument("merged-1", "\"The merged decree is a grave mistake for us all,\" President Orla Venn said.");
        Files.writeString(
                services.inbox().resolve("merged.txt"),
                "Outlet: Courier\nPublished: 2021-05-05T12:00:00Z\n\nOrla Venn told reporters: \"The merged decree is a grave mistake.\"");

        await().atMost(LONG_ENOUGH).untilAsserted(() -> {
            List<JsonNode> reactions = reactions("merged");
            assertThat(reactions).hasSize(1);
            assertThat(StreamSupport.stream(reactions.get(0).path("reports").spliterator(), false))
                    .extracting(report -> report.path("outlet").asText())
                    .containsExactlyInAnyOrder("Tribune", "Courier");
        });
    }

    @Test
    void aPushedStatementIsAReactionOfWhoItNames() throws InterruptedException {
        follow("row");

        assertThat(api.post("statements", """
                {"quote": "The row decree is unacceptable.", "speaker": "Pim Ostro", "saidAt": "2021-05-05",
                 "outlet": "Tribune", "url": "https://example.org/row"}""").statusCode()).isEqualTo(202);

        await().atMost(LONG_ENOUGH).untilAsserted(() -> assertThat(reactions("row"))
                .singleElement()
                .satisfies(reaction -> {
                    assertThat(reaction.path("represents").path("code").asText())
                            .isEqualTo("ZB");
                    assertThat(reaction.path("stance").asText()).isEqualTo("condemn");
                    assertThat(reaction.path("reports").path(0).path("url").asText())
                            .isEqualTo("https://example.org/row");
                }));
    }

    @Test
    void aStoryThatComesLaterHoldsWhatWasSaidBefore() throws InterruptedException {
        pushDocument("later-1", "\"The later decree is a mistake,\" President Orla Venn said.");
        follow("marker");
        pushDocument("marker-1", "\"The marker decree is a mistake,\" President Orla Venn said.");
        await().atMost(LONG_ENOUGH).until(() -> reactions("marker").size() == 1);

        follow("later");

        await().atMost(LONG_ENOUGH).until(() -> reactions("later").size() == 1);
    }

    @Test
    void whatCanNotBeReadIsKeptWithItsReasonAndStopsNothing() throws InterruptedException, ExecutionException {
        follow("poison");
        byte[] poison = "{\"action\": \"asserted\", poison".getBytes(UTF_8);
        produce(services.topics().statements().name(), "orla-venn", poison);
        assertThat(api.post("statements", """
                {"quote": "The poison decree is wrong.", "speaker": "Nobody Known", "saidAt": "2021-05-05"}""").statusCode()).isEqualTo(202);

        pushDocument("poison-1", "\"The poison decree is a mistake,\" President Orla Venn said.");

        await().atMost(LONG_ENOUGH).until(() -> reactions("poison").size() == 1);
        await().atMost(LONG_ENOUGH).untilAsserted(() -> {
            List<ConsumerRecord<byte[], byte[]>> rejected =
                    records(services.topics().rejected().name());
            assertThat(rejected).anySatisfy(record -> {
                assertThat(record.value()).isEqualTo(poison);
                assertThat(headers(record)).contains("not-json");
            });
            assertThat(rejected).anySatisfy(record -> {
                assertThat(new String(record.value(), UTF_8)).contains("Nobody Known");
                assertThat(headers(record)).contains("no-official");
            });
        });
    }

    @Test
    void aSubscriberGetsEachReactionOnceAndGoesOnWhereItWas() throws IOException, InterruptedException {
        // Reactions carry the time of what brought them about, and that may be the story as well as the statement.
        Instant before = Instant.now();
        follow("live");
        Event first;
        try (EventStream stream = new EventStream(services.stream("live"), Optional.empty())) {
            pushDocument("live-1", "\"The live decree is a mistake,\" President Orla Venn said.");
            first = stream.next();
        }
        pushDocument("live-2", "\"We welcome the live decree,\" Prime Minister Til Vask said.");

        try (EventStream resumed = new EventStream(services.stream("live"), Optional.of(first.id()))) {
            Event second = resumed.next();

            assertThat(first.data().path("actor").path("name").asText()).isEqualTo("Orla Venn");
            assertThat(second.data().path("actor").path("name").asText()).isEqualTo("Til Vask");
        }
        try (EventStream again = new EventStream(services.stream("live") + "&since=" + before, Optional.empty())) {
            assertThat(List.of(again.next(), again.next()))
                    .extracting(event -> event.data().path("actor").path("name").asText())
                    .containsExactlyInAnyOrder("Orla Venn", "Til Vask");
        }
        forget(services.topics().reactions().name());
        HttpResponse<String> refused = api.answer("stream?story=live&since=" + before);
        assertThat(refused.statusCode()).isEqualTo(410);
        String oldest = Json.mapper().readTree(refused.body()).path("oldest").asText();
        try (EventStream stream = new EventStream(services.stream("live") + "&since=" + oldest, Optional.empty())) {
            pushDocument("live-3", "\"The live decree worries us,\" Pim Ostro said.");
            assertThat(stream.next().data().path("actor").path("name").asText()).isEqualTo("Pim Ostro");
        }
    }

    @Test
    void anExportHoldsWhatTheApiShowsAndIsReadBack() throws InterruptedException, IOException, SQLException {
        follow("exported");
        String kept = "\"The exported decree is \u201ea mistake\u201c, isn't it,\" President Orla Venn said.";
        pushDocument("exported-1", kept + "\n\n\"We welcome the exported decree,\" Prime Minister Til Vask said.");
        pushDocument("exported-2", "\"The exported decree worries us,\" Foreign Minister Pim Ostro said.");
        await().atMost(LONG_ENOUGH).until(() -> reactions("exported").size() == 3);
        pushDocument("exported-1", kept);
        await().atMost(LONG_ENOUGH).until(() -> reactions("exported").size() == 2);
        await().atMost(LONG_ENOUGH)
                .until(() -> api.get("stories/exported")
                                .path("summary")
                                .path("countries")
                                .asLong()
                        == 1);
        Path out = folder.resolve("exported");

        assertThat(export("exported", out)).as(said::toString).isZero();

        for (String table : List.of("reactions", "actors", "countries")) {
            List<Map<String, String>> shown =
                    csv(api.answer("stories/exported/" + table + ".csv").body());
            assertThat(Parquet.rows(out.resolve(table + ".parquet"))).containsExactlyInAnyOrderElementsOf(shown);
        }
        for (String table : List.of("reactions", "reports", "statements", "actors", "countries", "story")) {
            List<Map<String, String>> rows = Parquet.rows(out.resolve(table + ".parquet"));
            assertThat(rows)
                    .isEqualTo(Parquet.rows(out.resolve(table + ".csv")))
                    .isNotEmpty();
            assertThat(Files.readString(out.resolve("README.md")))
                    .contains(rows.get(0).keySet().stream()
                            .map(c -> "`" + c + "`")
                            .toList());
        }
        assertThat(Parquet.rows(out.resolve("reports.parquet")))
                .extracting(report -> report.get("statement"))
                .containsExactlyInAnyOrderElementsOf(Parquet.rows(out.resolve("statements.parquet")).stream()
                        .map(statement -> statement.get("id"))
                        .toList());
        assertThat(out.toFile().list()).hasSize(6 * 2 + 3);
        assertThat(Json.mapper()
                        .readTree(out.resolve("about.json").toFile())
                        .path("story")
                        .path("query")
                        .asText())
                .isEqualTo("exported");
        assertThat(export("exported", out)).isOne();
        assertThat(said.toString()).contains("choose another name");
        assertThat(export("unheard-of", folder.resolve("other"))).isOne();
        assertThat(said.toString()).contains("there is no story \"unheard-of\"").contains("exported");
    }

    private int export(String story, Path out) {
        return new CommandLine(new ExportCommand())
                .setExecutionExceptionHandler(new Failures())
                .setErr(new PrintWriter(said, true))
                .execute(
                        "--bootstrap-servers",
                        KafkaUnderTest.bootstrapServers(),
                        "--namespace",
                        services.topics().namespace(),
                        "--story",
                        story,
                        "--out",
                        out.toString());
    }

    private static List<Map<String, String>> csv(String text) throws IOException {
        try (CSVParser rows = CSVParser.parse(
                text,
                CSVFormat.RFC4180
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get())) {
            return rows.stream().map(CSVRecord::toMap).toList();
        }
    }

    @Test
    void aDashboardGetsSummariesAndReactionsFromOneStreamAndStatementsFromAnother()
            throws IOException, InterruptedException {
        follow("dashboard");
        String summaries = services.stream("dashboard") + "&type=summary&type=reaction";
        String last;
        try (EventStream stream = new EventStream(summaries, Optional.empty());
                EventStream statements = new EventStream(
                        services.stream("dashboard").replaceAll("story=\\w+", "type=statement&actor=orla-venn"),
                        Optional.empty())) {
            await().atMost(LONG_ENOUGH).until(() -> stream.isLive() && statements.isLive());
            pushDocument("dashboard-1", "\"The dashboard decree is a mistake,\" President Orla Venn said.");

            Map<String, Event> first = new HashMap<>();
            while (first.size() < 4) {
                Event event = stream.next();
                first.put(event.type() + event.data().path("of").asText(), event);
            }
            assertThat(first.keySet())
                    .containsExactlyInAnyOrder("reaction", "summaryactor", "summarycountry", "summarystory");
            assertThat(first.get("summarycountry")
                            .data()
                            .path("represents")
                            .path("code")
                            .asText())
                    .isEqualTo("ZB");
            Event said = statements.next();
            assertThat(said.type()).isEqualTo("statement");
            assertThat(said.data().path("quote").asText()).contains("The dashboard decree");
            last = first.get("reaction").id();
        }
        pushDocument("dashboard-2", "\"We welcome the dashboard decree,\" Prime Minister Til Vask said.");

        try (EventStream resumed = new EventStream(summaries, Optional.of(last))) {
            await().atMost(LONG_ENOUGH).until(() -> {
                Event event = resumed.next();
                assertThat(event.type().equals("reaction")
                                && event.data()
                                        .path("actor")
                                        .path("id")
                                        .asText()
                                        .equals("orla-venn"))
                        .as("what was seen comes again")
                        .isFalse();
                return event.type().equals("summary")
                        && event.data().path("of").asText().equals("story")
                        && event.data().path("reactions").asInt() == 2;
            });
        }
        assertThat(api.status("stream?type=statement&stance=condemn")).isEqualTo(400);
    }

    /** Deletes all records that a topic holds now, as its retention would. */
    private static void forget(String topic) {
        try (Admin admin = Admin.create(
                Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, (Object) KafkaUnderTest.bootstrapServers()))) {
            Map<TopicPartition, RecordsToDelete> all =
                    admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions().stream()
                            .collect(Collectors.toMap(
                                    info -> new TopicPartition(topic, info.partition()),
                                    info -> RecordsToDelete.beforeOffset(-1)));
            admin.deleteRecords(all).all().get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("can't delete the records of " + topic, e);
        }
    }

    private void follow(String word) throws InterruptedException {
        assertThat(api.post("stories", """
                                {"id": "%1$s", "title": "The %1$s decree", "query": "%1$s",
                                 "triggerEvent": {"actor": "Rudolf of Ruritania", "act": "issues a decree",
                                                  "at": "2021-05-04T00:00:00Z"}}""".formatted(word)).statusCode()).isEqualTo(201);
    }

    private void pushDocument(String id, String text) throws InterruptedException {
        String json = Json.mapper()
                .createObjectNode()
                .put("id", id)
                .put("outlet", "Tribune")
                .put("url", "https://example.org/" + id)
                .put("publishedAt", "2021-05-05T10:00:00Z")
                .put("text", text)
                .toString();
        assertThat(api.post("documents", json).statusCode()).isEqualTo(202);
    }

    private List<JsonNode> reactions(String story) throws InterruptedException {
        return api.status("stories/" + story) == 200 ? api.all("stories/" + story + "/reactions") : List.of();
    }

    private static void produce(String topic, String key, byte[] value)
            throws InterruptedException, ExecutionException {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, KafkaUnderTest.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, key.getBytes(UTF_8), value))
                    .get();
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        KafkaUnderTest.bootstrapServers(),
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(200)).forEach(all::add);
            }
            return all;
        }
    }

    private static String headers(ConsumerRecord<byte[], byte[]> record) {
        StringBuilder text = new StringBuilder();
        record.headers().forEach(header -> text.append(header.key())
                .append('=')
                .append(new String(header.value(), UTF_8))
                .append('\n'));
        return text.toString();
    }

    private record Event(String id, String type, JsonNode data) {}

    /** What a stream tells, as it comes; sent away, it goes on from the last id, as a browser does. */
    private static final class EventStream implements AutoCloseable {
        private static final Set<String> TOLD = Set.of("reaction", "summary", "statement");

        private final HttpClient client = HttpClient.newHttpClient();
        private final String uri;
        private final Queue<Event> events = new ConcurrentLinkedQueue<>();
        private Stream<String> lines;
        private volatile boolean live;
        private volatile boolean closed;

        EventStream(String uri, Optional<String> lastEventId) throws IOException, InterruptedException {
            this.uri = uri;
            this.lines = connect(lastEventId);
            Thread reader = new Thread(() -> read(lastEventId), "event-stream");
            reader.setDaemon(true);
            reader.start();
        }

        boolean isLive() {
            return live;
        }

        Event next() {
            await().atMost(LONG_ENOUGH).until(() -> !events.isEmpty());
            return events.remove();
        }

        private Stream<String> connect(Optional<String> lastEventId) throws IOException, InterruptedException {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(URI.create(uri)).timeout(LONG_ENOUGH);
            lastEventId.ifPresent(id -> request.header("Last-Event-ID", id));
            return client.send(request.build(), BodyHandlers.ofLines()).body();
        }

        private void read(Optional<String> lastEventId) {
            Optional<String> last = lastEventId;
            while (!closed) {
                try {
                    last = read(lines, last);
                    reconnect(last);
                } catch (IOException | UncheckedIOException brokenOff) {
                    if (!closed) {
                        throw new IllegalStateException("the gateway is away", brokenOff);
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }

        private synchronized void reconnect(Optional<String> last) throws IOException, InterruptedException {
            if (!closed) {
                lines = connect(last);
            }
        }

        /** The id of the last event that had one. */
        private Optional<String> read(Stream<String> from, Optional<String> before) {
            Optional<String> last = before;
            String id = "";
            String type = "";
            for (String line : (Iterable<String>) from::iterator) {
                if (line.startsWith("id:")) {
                    id = line.substring(3).strip();
                    last = Optional.of(id);
                } else if (line.startsWith("event:")) {
                    type = line.substring(6).strip();
                } else if (line.startsWith("data:") && type.equals("live")) {
                    live = true;
                } else if (line.startsWith("data:") && TOLD.contains(type)) {
                    events.add(new Event(id, type, parse(line.substring(5))));
                }
            }
            return last;
        }

        private static JsonNode parse(String json) {
            try {
                return Json.mapper().readTree(json);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public synchronized void close() {
            closed = true;
            lines.close();
        }
    }
}
