package rejoinder.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import rejoinder.app.cli.Failures;
import rejoinder.app.replay.ReplayCommand;
import rejoinder.app.service.TopicPreparation;
import rejoinder.contracts.json.Json;
import rejoinder.contracts.topic.Topics;

/** Replays as an analyst runs them, beside a Kafka that others use. */
class ReplayIT {
    private final Topics topics = Topics.in(KafkaUnderTest.freshNamespace());

    @TempDir
    private Path folder;

    @BeforeEach
    void fillTheLog() throws ExecutionException, InterruptedException {
        TopicPreparation.prepare(KafkaUnderTest.bootstrapServers(), topics, 3);
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, KafkaUnderTest.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            String statements = topics.statements().name();
            // Observed out of order across partitions, and within one.
            send(producer, statements, "til-vask", statement("s-3", "til-vask", "FD", 3));
            send(producer, statements, "orla-venn", statement("s-4", "orla-venn", "ZB", 4));
            send(producer, statements, "orla-venn", statement("s-1", "orla-venn", "ZB", 1));
            send(producer, statements, "pim-ostro", statement("s-2", "pim-ostro", "ZB", 2));
            send(producer, statements, "til-vask", retracted("s-3", "til-vask", 5));
            send(producer, statements, "orla-venn", retracted("s-4", "orla-venn", 6));
            String reactions = topics.reactions().name();
            send(producer, reactions, "border|u-1", reaction("border|u-1", "condemn"));
            send(producer, reactions, "border|u-1", reaction("border|u-1", "welcome"));
            send(producer, reactions, "all|u-1", reaction("all|u-1", "unclear"));
            send(producer, reactions, "border|u-1", null);
        }
    }

    @Test
    void statementsComeInTheOrderOfTheClockBoundedAndWithTheirRetractions() throws Exception {
        Path out = folder.resolve("out.ndjson");

        String said = replay("--represents", "zb", "--from", "2021-03-01T00:00:02Z", "--out", out.toString());

        assertThat(lines(out))
                .extracting(line ->
                        line.path("action").asText() + " " + line.path("id").asText())
                .containsExactly("asserted s-2", "asserted s-4", "retracted s-4");
        assertThat(said).contains("replayed 3 statements (1 of them retractions)");
    }

    @Test
    void theEndIsExclusiveAndOrderHoldsAcrossPartitions() throws Exception {
        Path out = folder.resolve("out.ndjson");

        replay("--to", "2021-03-01T00:00:04Z", "--out", out.toString());

        assertThat(lines(out)).extracting(line -> line.path("id").asText()).containsExactly("s-1", "s-2", "s-3");
    }

    @Test
    void aPipeHoldsTheLogsOwnBytesAndNothingElse() throws InterruptedException {
        String[] arguments = Stream.concat(Stream.of("replay"), Stream.of(arguments("--actor", "pim-ostro")))
                .toArray(String[]::new);

        try (AppProcess app = AppProcess.start(folder, arguments)) {
            assertThat(app.waitFor()).as(app.output()).isZero();
            assertThat(app.output().lines().toList()).first().isEqualTo(statement("s-2", "pim-ostro", "ZB", 2));
        }
    }

    @Test
    void reactionsOfAStoryAreRowsWithEachVersionAndTheirEnd() throws Exception {
        Path out = folder.resolve("out.csv");

        replay("--story", "border", "--as", "csv", "--out", out.toString());

        List<String> rows = Files.readAllLines(out);
        assertThat(rows.get(0)).startsWith("event,id,story,said_at");
        assertThat(rows.get(1))
                .startsWith("reaction,border|u-1,border,2021-03-01T00:00:00Z")
                .contains("condemn");
        assertThat(rows.get(2)).contains("welcome");
        assertThat(rows.get(3)).startsWith("retraction,border|u-1,,");
        assertThat(rows).hasSize(4);
    }

    @Test
    void asServerSentEventsItReadsLikeTheLiveStream() throws Exception {
        Path out = folder.resolve("out.sse");

        replay("--stance", "welcome", "--as", "sse", "--out", out.toString());

        assertThat(Files.readString(out))
                .matches("(?s)id: \\d-\\d\\nevent: reaction\\ndata: \\{.*\"welcome\".*\\}\\n\\n"
                        + "id: \\d-\\d\\nevent: retraction\\ndata: \\{.*\"story\":\"border\".*\\}\\n\\n");
    }

    @Test
    void anotherTopicGetsTheSameRecordsAndNoGroupAppears() throws Exception {
        String copy = "copy-" + UUID.randomUUID();

        replay("--topic", copy);

        List<ConsumerRecord<String, String>> copied = Log.all(copy, new StringDeserializer());
        List<ConsumerRecord<String, String>> original =
                Log.all(topics.statements().name(), new StringDeserializer());
        assertThat(copied).hasSameSizeAs(original);
        assertThat(copied)
                .extracting(record -> record.partition()
                        + record.key()
                        + record.value()
                        + record.timestamp()
                        + new String(record.headers().lastHeader("h").value(), java.nio.charset.StandardCharsets.UTF_8))
                .containsExactlyInAnyOrderElementsOf(original.stream()
                        .map(record -> record.partition() + record.key() + record.value() + record.timestamp() + "x")
                        .toList());
        try (Admin admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, KafkaUnderTest.bootstrapServers()))) {
            assertThat(admin.listGroups().all().get())
                    .extracting(group -> group.groupId())
                    .noneMatch(group -> group.contains(topics.namespace()));
        }
    }

    @Test
    void whatCanNotBeMeantIsToldInOneLine() throws Exception {
        assertThat(fails("--story", "border", "--of", "statement")).contains("--of reaction");
        assertThat(fails("--speed", "fast")).contains("--speed is a number above 0, or max");
        assertThat(fails("--topic", topics.namespace() + ".statements")).contains("live system");
    }

    private String replay(String... options) {
        StringWriter said = new StringWriter();
        assertThat(run(said, options)).as(said::toString).isZero();
        return said.toString();
    }

    private String fails(String... options) {
        StringWriter said = new StringWriter();
        assertThat(run(said, options)).isEqualTo(1);
        assertThat(said.toString()).hasLineCount(1);
        return said.toString();
    }

    private int run(StringWriter said, String... options) {
        return new CommandLine(new ReplayCommand())
                .setExecutionExceptionHandler(new Failures())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setErr(new PrintWriter(said, true))
                .execute(arguments(options));
    }

    private String[] arguments(String... options) {
        return Stream.concat(
                        Stream.of(
                                "--bootstrap-servers",
                                KafkaUnderTest.bootstrapServers(),
                                "--namespace",
                                topics.namespace()),
                        Stream.of(options))
                .toArray(String[]::new);
    }

    private static List<JsonNode> lines(Path file) throws IOException {
        return Files.readAllLines(file).stream().map(ReplayIT::json).toList();
    }

    private static JsonNode json(String line) {
        try {
            return Json.mapper().readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError(line, e);
        }
    }

    private static void send(KafkaProducer<String, String> producer, String topic, String key, String value)
            throws ExecutionException, InterruptedException {
        ProducerRecord<String, String> record = new ProducerRecord<>(topic, key, value);
        record.headers().add("h", new byte[] {'x'});
        producer.send(record).get();
    }

    private static String statement(String id, String actor, String code, int second) {
        ObjectNode json =
                Json.mapper().createObjectNode().put("action", "asserted").put("id", id);
        json.putObject("actor").put("id", actor).put("name", actor).put("kind", "person");
        json.putObject("represents").put("code", code).put("kind", "country").put("name", code);
        json.put("quote", "We will see.");
        json.putObject("saidAt").put("at", at(second)).put("precision", "instant");
        return json.put("observedAt", at(second)).toString();
    }

    private static String retracted(String id, String actor, int second) {
        return Json.mapper()
                .createObjectNode()
                .put("action", "retracted")
                .put("id", id)
                .put("actorId", actor)
                .put("observedAt", at(second))
                .put("documentId", "d-1")
                .put("revision", 2)
                .toString();
    }

    private static String reaction(String id, String stance) {
        String story = id.substring(0, id.indexOf('|'));
        ObjectNode json = Json.mapper().createObjectNode().put("id", id).put("story", story);
        json.put("utterance", "u-1");
        json.putObject("actor").put("id", "orla-venn").put("name", "Orla Venn").put("kind", "person");
        json.put("rank", 100);
        json.putObject("represents").put("code", "ZB").put("kind", "country").put("name", "Zubrowka");
        json.put("text", "We will see.").put("stance", stance);
        json.putArray("evidence");
        json.put("stanceRule", "none");
        json.putObject("saidAt").put("at", at(0)).put("precision", "instant");
        json.put("lagSeconds", 0).put("reportCount", 0).put("outletCount", 0);
        json.putArray("reports");
        return json.put("independentOutlets", 0).toString();
    }

    private static String at(int second) {
        return Instant.parse("2021-03-01T00:00:00Z").plusSeconds(second).toString();
    }
}
