package rejoinder.app.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import rejoinder.aggregator.Aggregator;
import rejoinder.aggregator.AggregatorSettings;
import rejoinder.app.cli.Failures;
import rejoinder.app.cli.Registries;
import rejoinder.app.rebuild.DiffCommand;
import rejoinder.app.rebuild.DropCommand;
import rejoinder.app.rebuild.PromoteCommand;
import rejoinder.app.rebuild.RebuildCommand;
import rejoinder.app.service.Builds;
import rejoinder.app.service.Databases;
import rejoinder.app.service.Definitions;
import rejoinder.app.service.Following;
import rejoinder.app.service.RunningService;
import rejoinder.app.service.Supervisor;
import rejoinder.app.service.TopicPreparation;
import rejoinder.contracts.document.Document;
import rejoinder.contracts.json.Json;
import rejoinder.contracts.net.Reach;
import rejoinder.contracts.source.Source;
import rejoinder.contracts.statement.Statement;
import rejoinder.contracts.topic.Topic;
import rejoinder.contracts.topic.Topics;
import rejoinder.gateway.Gateway;
import rejoinder.gateway.GatewaySettings;
import rejoinder.gateway.http.Checked;
import rejoinder.gateway.http.Problem;
import rejoinder.ingestor.Ingestor;
import rejoinder.ingestor.IngestorSettings;
import rejoinder.ingestor.fetch.FetchSettings;
import rejoinder.ingestor.rebuild.Rereading;
import rejoinder.reading.Reader;
import rejoinder.sink.Sink;
import rejoinder.sink.SinkSettings;

/** From one reading of all documents to another, beside services that run and documents that go on coming. */
class RebuildIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** More than three pieces of a rebuild. */
    private static final int DOCUMENTS = 3500;

    /** Different enough to be different utterances. */
    private static final List<String> REMARKS = List.of(
            "Our railways need new bridges before winter.",
            "Every harbour pilot deserves better pay.",
            "The census will count lighthouse keepers.",
            "Farmers should plant more barley this spring.",
            "A museum of clocks opens in the capital.",
            "Teachers will receive free ferry tickets.",
            "Snow has closed three mountain passes.",
            "The opera season begins with a comedy.",
            "Bakers may sell bread on Sundays again.",
            "Two comets were seen from the observatory.",
            "Nobody should pay tax on bicycles.",
            "The royal garden is open to all children.",
            "Salt mines stay in public hands.",
            "Postage for letters becomes cheaper.",
            "Our chess team won every match abroad.",
            "The old mint will print no more banknotes.",
            "Wolves are protected in the northern forest.",
            "Hospitals get forty ambulances of their own.",
            "The river festival moves to August.",
            "Every village keeps its own fire brigade.");

    private final String brokers = KafkaUnderTest.bootstrapServers();
    private final Topics topics = Topics.in(KafkaUnderTest.freshNamespace());

    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicReference<URI> gateway = new AtomicReference<>();
    private final AtomicBoolean asked = new AtomicBoolean();

    @TempDir
    private Path folder;

    @Test
    void aBuildIsComparedPromotedWithoutAGapAndTheOldOneDropped() throws Exception {
        try (Supervisor supervisor = new Supervisor()) {
            startServices(supervisor);
            drop("a.txt", "President Orla Venn said: \"The border will be closed tomorrow.\"");
            drop("b.txt", "Prime Minister Til Vask said: \"We will answer within a week.\"");
            drop("c.txt", "Orla Venn: Nobody will pass this border");
            Statement.Asserted foreign = foreign();
            await().atMost(PATIENCE).until(() -> asserted(topics).size() >= 3);
            drop("b.txt", "Prime Minister Til Vask said: \"We will answer within two days.\"");
            await().atMost(PATIENCE).until(() -> standing(topics).values().stream()
                    .anyMatch(one -> one.quote().contains("two days")));
            Map<String, Statement.Asserted> before = standing(topics);
            Path officials = Files.writeString(
                    folder.resolve("officials.csv"),
                    RunningServices.REGISTRY.replace("FD,Freedonia", "LEAGUE,League of Made-up Lands"));

            run(
                    new RebuildCommand(),
                    "--namespace",
                    "march",
                    "--registry",
                    officials.toString(),
                    "--rules",
                    "all,-name-colon");

            Topics march = topics.build("march");
            Map<String, Statement.Asserted> rebuilt = standing(march);
            assertThat(rebuilt.get(foreign.id())).isEqualTo(foreign);
            assertThat(standing(topics)).isEqualTo(before);
            assertThat(rebuilt.values())
                    .filteredOn(one -> one.actorId().equals("til-vask"))
                    .extracting(one -> one.represents().code() + " " + one.quote())
                    .containsExactly("LEAGUE We will answer within two days.");
            assertThat(rebuilt.values()).noneMatch(one -> one.rule().startsWith("name-colon"));
            long lost = before.values().stream()
                    .filter(one -> one.rule().startsWith("name-colon"))
                    .count();
            JsonNode told = Json.mapper().readTree(run(new DiffCommand(), "live", "march", "--as", "json"));
            assertThat(count(told, "statements lost")).isEqualTo(lost);
            assertThat(count(told, "statements found")).isZero();
            assertThat(count(told, "represents changed")).isEqualTo(1);
            assertThat(count(told, "utterances lost")).isEqualTo(lost);
            assertThat(run(new DiffCommand(), "live", "march"))
                    .contains("represents changed")
                    .contains("FD -> LEAGUE");
            assertThat(run(new DiffCommand(), "march", "march", "--examples", "0")
                            .lines()
                            .skip(1))
                    .isNotEmpty()
                    .allMatch(line -> line.strip().startsWith("0 "));
            // Again: nothing is read twice.
            assertThat(run(new RebuildCommand(), "--namespace", "march")).contains("Read 0 documents");

            CompletableFuture<Map<Integer, Long>> asking = CompletableFuture.supplyAsync(this::askUntilToldNotTo);
            List<String> dropped = promoteWhileDocumentsCome();

            assertThat(new Builds(brokers, topics).live().topics().namespace()).isEqualTo(march.namespace());
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(documents(asserted(march))).containsAll(dropped));
            List<Statement.Asserted> all = asserted(march);
            assertThat(all).extracting(Statement.Asserted::id).doesNotHaveDuplicates();
            // What comes now is read by the build's registry and rules.
            drop("d.txt", "Prime Minister Til Vask said: \"This was our last word on it.\"");
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(asserted(march))
                    .filteredOn(one -> one.document().id().equals("inbox:d.txt"))
                    .extracting(one -> one.represents().code())
                    .containsExactly("LEAGUE"));
            // A document that changes retracts what the build itself made of it.
            drop("a.txt", "President Orla Venn said: \"The border stays open after all.\"");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(standing(march).values())
                            .filteredOn(one -> one.document().id().equals("inbox:a.txt"))
                            .extracting(Statement.Asserted::quote)
                            .containsExactly("The border stays open after all."));

            // Who only looks at it sees the other build, and no gap between the two.
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                            ask("/api/v1/stories/all/countries").body())
                    .contains("League of Made-up Lands"));
            asked.set(true);
            assertThat(asking.get(1, TimeUnit.MINUTES)).containsOnlyKeys(200);

            assertThat(fails(new DropCommand(), "march")).contains("is live");
            assertThat(run(new DropCommand(), "original")).contains("Dropped original");
            assertThat(names())
                    .doesNotContainAnyElementsOf(
                            topics.own().stream().map(Topic::name).toList());
            assertThat(names())
                    .contains(topics.documents().name(), march.statements().name());
        }
    }

    @Test
    void aRebuildThatBreaksOffGoesOnBehindWhatItHadWrittenAndSaysNothingTwice() throws Exception {
        Topics march = topics.build("march");
        TopicPreparation.prepare(brokers, topics, 1);
        TopicPreparation.prepare(brokers, march, 1);
        fillDocuments();
        Path registry = Files.writeString(folder.resolve("registry.csv"), RunningServices.REGISTRY);
        Reader reader = Reader.with(Registries.with(Optional.of(registry)));
        Rereading brokenOff = Rereading.open(brokers, topics, march, reader, (what, at, most) -> {});
        AtomicInteger pieces = new AtomicInteger();

        assertThatThrownBy(() -> brokenOff.catchUp((what, at, most) -> {
                    if (pieces.incrementAndGet() == 4) {
                        throw new IllegalStateException("broken off");
                    }
                }))
                .hasMessage("broken off");
        // What was left is not even closed, as after a kill.
        try (Rereading again = Rereading.open(brokers, topics, march, reader, (what, at, most) -> {})) {
            assertThat(again.catchUp((what, at, most) -> {})).isTrue();

            assertThat(brokenOff.outcome().documents()).isPositive();
            assertThat(again.outcome().documents())
                    .isEqualTo(DOCUMENTS - brokenOff.outcome().documents());
        } finally {
            brokenOff.close();
        }
        assertThat(asserted(march).stream().map(said -> said.document().id()))
                .hasSize(DOCUMENTS)
                .doesNotHaveDuplicates();
    }

    private void fillDocuments() {
        Instant at = Instant.parse("2021-03-02T12:00:00Z");
        try (KafkaProducer<String, byte[]> producer = producer()) {
            for (int i = 0; i < DOCUMENTS; i++) {
                Document document = new Document(
                        "inbox:" + i,
                        1,
                        "inbox",
                        "Gazette",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("en"),
                        Optional.of(at),
                        at,
                        "President Orla Venn said: \"Bridge " + i + " stays closed.\"",
                        Optional.empty(),
                        false,
                        List.of());
                // The rebuild shows whether it arrived.
                var unused = producer.send(new ProducerRecord<>(
                        topics.documents().name(),
                        document.id(),
                        topics.documents().json().toBytes(document)));
            }
        }
    }

    private KafkaProducer<String, byte[]> producer() {
        return new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    @Test
    void whatCanNotBeMeantIsTold() throws Exception {
        TopicPreparation.prepare(brokers, topics, 1);

        assertThat(fails(new RebuildCommand(), "--namespace", "march", "--rules", "all,-name-semicolon"))
                .contains("--rules is all,-RULE")
                .contains("quotation-alone");
        assertThat(fails(new RebuildCommand(), "--namespace", "statements")).contains("choose another name");
        assertThat(fails(new PromoteCommand(), "april")).contains("there is no build \"april\"");
        assertThat(fails(new DropCommand(), "original")).contains("is live");
    }

    /** How many answers of each status there were. */
    private Map<Integer, Long> askUntilToldNotTo() {
        Map<Integer, Long> statuses = new HashMap<>();
        while (!asked.get()) {
            statuses.merge(ask("/api/v1/stories").statusCode(), 1L, Long::sum);
        }
        return statuses;
    }

    private HttpResponse<String> ask(String path) {
        try {
            return client.send(
                    HttpRequest.newBuilder(gateway.get().resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException("the gateway did not answer", e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The documents that came while it was promoted. */
    private List<String> promoteWhileDocumentsCome() throws Exception {
        List<String> dropped = new ArrayList<>();
        CountDownLatch promoted = new CountDownLatch(1);
        Thread newsroom = new Thread(() -> {
            try {
                for (int n = 0; n < REMARKS.size() && !promoted.await(n == 0 ? 0 : 300, TimeUnit.MILLISECONDS); n++) {
                    String name = "later-" + n + ".txt";
                    drop(name, "President Orla Venn said: \"" + REMARKS.get(n) + "\"");
                    dropped.add("inbox:" + name);
                }
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        newsroom.start();
        try {
            run(new PromoteCommand(), "march");
        } finally {
            promoted.countDown();
            newsroom.join();
        }
        return dropped;
    }

    private void startServices(Supervisor supervisor) throws IOException, InterruptedException {
        Path inbox = Files.createDirectories(folder.resolve("inbox"));
        Path registry = Files.writeString(folder.resolve("registry.csv"), RunningServices.REGISTRY);
        TopicPreparation.prepare(brokers, topics, 2);
        new Definitions(brokers)
                .ensure(
                        topics.sources(),
                        "inbox",
                        new Source(
                                "inbox",
                                Source.Kind.FOLDER,
                                Optional.of("Gazette"),
                                Map.of("path", inbox.toString()),
                                false));
        MeterRegistry metrics = new SimpleMeterRegistry();
        FetchSettings fetch = new FetchSettings(Optional.empty(), Reach.EVERYWHERE, Duration.ZERO, 8);
        Following.start(
                brokers,
                topics,
                2,
                List.of(
                        new Following.Unit("gateway", false, live -> {
                            Gateway started = Gateway.start(
                                    new GatewaySettings(
                                            brokers,
                                            live.topics().namespace(),
                                            GatewaySettings.DEFAULT_HOST,
                                            0,
                                            Databases.of(database(), live.topics()),
                                            Optional.empty(),
                                            Optional.empty(),
                                            Optional.empty()),
                                    (kind, settings) ->
                                            new Checked.Bad<>(Problem.notFound("nobody tries sources here")),
                                    metrics);
                            gateway.set(started.address());
                            return RunningService.of(started, database());
                        }),
                        new Following.Unit(
                                "sink",
                                false,
                                live -> RunningService.of(Sink.start(
                                        new SinkSettings(
                                                brokers,
                                                live.topics().namespace(),
                                                Databases.of(database(), live.topics()),
                                                Optional.empty(),
                                                Optional.empty()),
                                        metrics))),
                        new Following.Unit(
                                "aggregator",
                                false,
                                live -> RunningService.of(Aggregator.start(
                                        new AggregatorSettings(
                                                brokers, live.topics().namespace(), folder.resolve("state"), "node"),
                                        metrics))),
                        new Following.Unit(
                                "ingestor",
                                true,
                                live -> RunningService.of(Ingestor.start(
                                        new IngestorSettings(
                                                        brokers,
                                                        live.topics().namespace(),
                                                        "node",
                                                        Optional.of(registry),
                                                        fetch,
                                                        Optional.empty())
                                                .with(
                                                        live.topics().namespace(),
                                                        live.registry(Optional.of(registry)),
                                                        live.rules()),
                                        metrics)))),
                metrics,
                supervisor);
    }

    private String database() {
        return "jdbc:sqlite:" + folder.resolve("rejoinder.db");
    }

    private void drop(String name, String text) throws IOException {
        Path hidden = Files.writeString(folder.resolve("inbox").resolve("." + name), text);
        Files.move(hidden, folder.resolve("inbox").resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    /** A statement that somebody else writes to our topic, about a document we do not have. */
    private Statement.Asserted foreign() throws ExecutionException, InterruptedException {
        await().atMost(PATIENCE).until(() -> !asserted(topics).isEmpty());
        Statement.Asserted ours = asserted(topics).get(0);
        Statement.DocumentRef document = ours.document();
        Statement.Asserted foreign = new Statement.Asserted(
                "s-00000000000000000000000000000001",
                ours.actor(),
                ours.role(),
                ours.rank(),
                ours.represents(),
                ours.speaker(),
                ours.type(),
                "Words from somewhere else altogether.",
                ours.span(),
                ours.cue(),
                ours.context(),
                ours.rule(),
                ours.saidAt(),
                ours.publishedAt(),
                ours.observedAt(),
                new Statement.DocumentRef(
                        "elsewhere:1",
                        1,
                        "elsewhere",
                        document.outlet(),
                        document.url(),
                        document.title(),
                        document.language(),
                        document.lead()));
        try (KafkaProducer<String, byte[]> producer = producer()) {
            producer.send(new ProducerRecord<>(
                            topics.statements().name(),
                            foreign.actorId(),
                            topics.statements().json().toBytes(foreign)))
                    .get();
        }
        return foreign;
    }

    private static List<Statement.Asserted> asserted(Topics build) {
        return Log.all(build.statements().name(), new ByteArrayDeserializer()).stream()
                .map(ConsumerRecord::value)
                .map(build.statements().json()::fromBytes)
                .filter(Statement.Asserted.class::isInstance)
                .map(Statement.Asserted.class::cast)
                .toList();
    }

    /** What holds now, by id. */
    private static Map<String, Statement.Asserted> standing(Topics build) {
        Map<String, Statement.Asserted> standing = new HashMap<>();
        Log.all(build.statements().name(), new ByteArrayDeserializer()).stream()
                .map(ConsumerRecord::value)
                .map(build.statements().json()::fromBytes)
                .forEach(statement -> {
                    if (statement instanceof Statement.Asserted asserted) {
                        standing.put(asserted.id(), asserted);
                    } else {
                        standing.remove(statement.id());
                    }
                });
        return standing;
    }

    private static Set<String> documents(List<Statement.Asserted> statements) {
        return statements.stream().map(one -> one.document().id()).collect(Collectors.toSet());
    }

    private static long count(JsonNode told, String what) {
        for (JsonNode one : told.path("differences")) {
            if (one.path("what").asText().equals(what)) {
                return one.path("count").asLong();
            }
        }
        throw new AssertionError(what + " is not among " + told);
    }

    private Set<String> names() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers))) {
            return admin.listTopics().names().get();
        }
    }

    private String run(Object command, String... options) {
        StringWriter said = new StringWriter();
        assertThat(execute(command, said, options)).as(said::toString).isZero();
        return said.toString();
    }

    private String fails(Object command, String... options) {
        StringWriter said = new StringWriter();
        assertThat(execute(command, said, options)).isEqualTo(1);
        return said.toString();
    }

    private int execute(Object command, StringWriter said, String... options) {
        Stream<String> place = Stream.of("--bootstrap-servers", brokers, "--of", topics.namespace());
        Stream<String> workplace = command instanceof DiffCommand
                ? Stream.of()
                : Stream.of(
                        "--database-url",
                        database(),
                        "--state",
                        folder.resolve("rebuild-state").toString());
        return new CommandLine(command)
                .setExecutionExceptionHandler(new Failures())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(said, true))
                .setErr(new PrintWriter(said, true))
                .execute(Stream.concat(place, Stream.concat(workplace, Stream.of(options)))
                        .toArray(String[]::new));
    }
}
