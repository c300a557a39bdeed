package rejoinder.app.it;

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
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import rejoinder.app.broker.EmbeddedBroker;
import rejoinder.app.cli.Registries;
import rejoinder.app.service.TopicPreparation;
import rejoinder.contracts.document.Document;
import rejoinder.contracts.json.JsonSerde;
import rejoinder.contracts.topic.Topics;
import rejoinder.ingestor.rebuild.Rereading;
import rejoinder.reading.Reader;
import rejoinder.reading.SourceText;

/**
 * What reading all documents again into a build costs, from the log and into it, against the bare reader on all cores
 * with the same texts in memory.
 *
 * <pre>services/app/benchmark-rebuild</pre>
 */
public final class RebuildBenchmark {
    private static final int DOCUMENTS = Integer.getInteger("benchmark.documents", 20_000);
    private static final int WARMING_UP = 2_000;
    private static final int PARTITIONS = 4;
    private static final Instant OBSERVED = Instant.parse("2021-03-02T12:00:00Z");

    private RebuildBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        System.out.println(Machine.describe());
        GeneratedWorld world = GeneratedWorld.of(7, DOCUMENTS);
        List<Document> documents =
                world.articles().stream().map(RebuildBenchmark::document).toList();
        Path folder = Files.createTempDirectory("rejoinder-benchmark");
        Path registry = Files.writeString(folder.resolve("registry.csv"), world.registryCsv());
        Reader reader = Reader.with(Registries.with(Optional.of(registry)));
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"))) {
            String brokers = broker.bootstrapServers();
            Topics live = Topics.in("bench");
            TopicPreparation.prepare(brokers, live, PARTITIONS);
            fill(brokers, live, documents);
            bare(reader, documents.subList(0, WARMING_UP));
            double bare = bare(reader, documents);
            Topics build = live.build("march");
            TopicPreparation.prepare(brokers, build, PARTITIONS);
            long began = System.nanoTime();
            try (Rereading rereading = Rereading.open(brokers, live, build, reader, (what, at, most) -> {})) {
                rereading.catchUp((what, at, most) -> {});
                double rate = rereading.outcome().documents() / ((System.nanoTime() - began) / 1e9);
                System.out.printf(
                        Locale.ROOT,
                        "rebuild  %,d documents of %,d characters, %,d statements: %,.0f documents a second; bare reader"
                                + " on all cores %,.0f; ratio %.2f%n",
                        rereading.outcome().documents(),
                        Math.round(documents.stream()
                                .mapToInt(document -> document.text().length())
                                .average()
                                .orElse(0)),
                        rereading.outcome().statements(),
                        rate,
                        bare,
                        rate / bare);
            }
        }
        System.exit(0);
    }

    private static Document document(GeneratedWorld.Article article) {
        String body = article.text().substring(article.text().indexOf("\n\n") + 2);
        return new Document(
                "inbox:" + article.file(),
                1,
                "inbox",
                "Gazette",
                Optional.empty(),
                Optional.empty(),
                Optional.of("en"),
                Optional.of(OBSERVED),
                OBSERVED,
                body,
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
