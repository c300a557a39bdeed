package rejoinder.app.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import rejoinder.app.broker.EmbeddedBroker;
import rejoinder.app.cli.Registries;
import rejoinder.app.service.TopicPreparation;
import rejoinder.contracts.document.Document;
import rejoinder.contracts.json.Json;
import rejoinder.contracts.json.JsonSerde;
import rejoinder.contracts.topic.Topics;
import rejoinder.ingestor.rebuild.Rereading;
import rejoinder.reading.Reader;
import rejoinder.reading.SourceText;

/**
 * What reading all documents again into a build costs, from the log and into it, against the bare reader on all cores
 * with the same texts in memory: for notes of a paragraph or two, and for articles as long as news has them. Both sides
 * have done the same once before they are measured.
 *
 * <pre>services/app/benchmark-rebuild [corpus of lines of JSON, each with a text]</pre>
 */
public final class RebuildBenchmark {
    private static final int NOTES = Integer.getInteger("benchmark.notes", 140_000);
    private static final int NOTES_AN_ARTICLE = 7;
    private static final int PARTITIONS = 4;
    private static final int CORPUS_DOCUMENTS = 20_000;
    private static final Instant OBSERVED = Instant.parse("2021-03-02T12:00:00Z");

    private RebuildBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        System.out.println(Machine.describe());
        GeneratedWorld world = GeneratedWorld.of(7, NOTES);
        Path folder = Files.createTempDirectory("rejoinder-benchmark");
        Path registry = Files.writeString(folder.resolve("registry.csv"), world.registryCsv());
        Reader reader = Reader.with(Registries.with(Optional.of(registry)));
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"))) {
            compare(broker.bootstrapServers(), Topics.in("notes"), reader, documents(world, 1));
            compare(broker.bootstrapServers(), Topics.in("articles"), reader, documents(world, NOTES_AN_ARTICLE));
            if (arguments.length > 0) {
                compare(broker.bootstrapServers(), Topics.in("corpus"), reader, corpus(Path.of(arguments[0])));
            }
        }
        System.exit(0);
    }

    private static void compare(String brokers, Topics live, Reader reader, List<Document> documents) throws Exception {
        TopicPreparation.prepare(brokers, live, PARTITIONS);
        fill(brokers, live, documents);
        bare(reader, documents);
        rebuild(brokers, live, "cold", reader);
        double bare = bare(reader, documents);
        long began = System.nanoTime();
        Rereading.Outcome outcome = rebuild(brokers, live, "warm", reader);
        double rate = outcome.documents() / ((System.nanoTime() - began) / 1e9);
        System.out.printf(
                Locale.ROOT,
                "rebuild  %,d documents of %,d characters, %,d statements: %,.0f documents a second; bare reader"
                        + " on all cores %,.0f; ratio %.2f%n",
                outcome.documents(),
                Math.round(documents.stream()
                        .mapToInt(document -> document.text().length())
                        .average()
                        .orElse(0)),
                outcome.statements(),
                rate,
                bare,
                rate / bare);
    }

    private static Rereading.Outcome rebuild(String brokers, Topics live, String name, Reader reader)
            throws Exception {
        Topics build = live.build(name);
        TopicPreparation.prepare(brokers, build, PARTITIONS);
        try (Rereading rereading = Rereading.open(brokers, live, build, reader, (what, at, most) -> {})) {
            rereading.catchUp((what, at, most) -> {});
            return rereading.outcome();
        }
    }

    /** Documents of so many notes each. */
    private static List<Document> documents(GeneratedWorld world, int notes) {
        List<GeneratedWorld.Article> articles = world.articles();
        return IntStream.range(0, articles.size() / notes)
                .mapToObj(i -> document(articles.subList(i * notes, (i + 1) * notes)))
                .toList();
    }

    /** Texts of a corpus, again and again until there are enough. */
    private static List<Document> corpus(Path file) throws IOException {
        List<String> texts = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            texts.add(Json.mapper().readTree(line).path("text").asText());
        }
        return IntStream.range(0, CORPUS_DOCUMENTS)
                .mapToObj(i -> document("corpus-" + i, texts.get(i % texts.size())))
                .toList();
    }

    private static Document document(List<GeneratedWorld.Article> notes) {
        return document(
                notes.get(0).file(),
                notes.stream()
                        .map(note -> note.text().substring(note.text().indexOf("\n\n") + 2))
                        .collect(Collectors.joining("\n\n")));
    }

    private static Document document(String name, String text) {
        return new Document(
                "inbox:" + name,
                1,
                "inbox",
                "Gazette",
                Optional.empty(),
                Optional.empty(),
                Optional.of("en"),
                Optional.of(OBSERVED),
                OBSERVED,
                text,
                Optional.empty(),
                false,
                List.of());
    }

    private static void fill(String brokers, Topics topics, List<Document> documents) {
        JsonSerde<Document> json = new JsonSerde<>(Document.class);
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers, ProducerConfig.LINGER_MS_CONFIG, 5),
                new StringSerializer(),
                new ByteArraySerializer())) {
            for (Document document : documents) {
                var unused = producer.send(
                        new ProducerRecord<>(topics.documents().name(), document.id(), json.toBytes(document)));
            }
        }
    }

    /** Documents a second. */
    private static double bare(Reader reader, List<Document> documents) throws Exception {
        int cores = Runtime.getRuntime().availableProcessors();
        ExecutorService readers = Executors.newFixedThreadPool(cores);
        try {
            long began = System.nanoTime();
            List<Future<Integer>> read = new ArrayList<>();
            for (Document document : documents) {
                read.add(readers.submit(() -> reader.read(new SourceText(
                                document.text(),
                                document.title(),
                                document.publishedAt(),
                                document.observedAt(),
                                document.language()))
                        .attributions()
                        .size()));
            }
            for (Future<Integer> each : read) {
                each.get();
            }
            return documents.size() / ((System.nanoTime() - began) / 1e9);
        } finally {
            readers.shutdown();
        }
    }
}
