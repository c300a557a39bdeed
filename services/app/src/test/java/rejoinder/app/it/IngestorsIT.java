package rejoinder.app.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rejoinder.app.service.Definitions;
import rejoinder.app.service.TopicPreparation;
import rejoinder.contracts.document.Document;
import rejoinder.contracts.source.Source;
import rejoinder.contracts.source.SourceStatus;
import rejoinder.contracts.statement.Statement;
import rejoinder.contracts.topic.Topics;

/** Several ingestor processes share the sources out, and lose and repeat nothing when they are killed. */
class IngestorsIT {
    private static final int FEEDS = 24;
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private Path registry;

    private final Topics topics = Topics.in(KafkaUnderTest.freshNamespace());
    private final FeedServer server = new FeedServer();
    private final Map<String, AppProcess> running = new TreeMap<>();
    private final CountDownLatch published = new CountDownLatch(1);

    @BeforeEach
    void define() throws InterruptedException, IOException {
        registry = Files.writeString(folder.resolve("registry.csv"), RunningServices.REGISTRY);
        TopicPreparation.prepare(KafkaUnderTest.bootstrapServers(), topics, 3);
        Definitions definitions = new Definitions(KafkaUnderTest.bootstrapServers());
        for (int i = 0; i < FEEDS; i++) {
            Source source = new Source(
                    "feed-" + i,
                    Source.Kind.FEED,
                    Optional.of("Outlet " + i),
                    Map.of("url", server.url("/feeds/" + i), "articles", "never", "interval", "1s"),
                    false);
            definitions.write(topics.sources(), source.id(), Optional.of(source));
        }
    }

    @AfterEach
    void end() {
        running.values().forEach(AppProcess::close);
        server.close();
    }

    private void start(String instance) {
        running.put(
                instance,
                AppProcess.start(
                        folder,
                        "ingestor",
                        "--bootstrap-servers",
                        KafkaUnderTest.bootstrapServers(),
                        "--namespace",
                        topics.namespace(),
                        "--instance",
                        instance,
                        "--registry",
                        registry.toString(),
                        "--host-delay",
                        "0",
                        "--allow-private-addresses"));
    }

    private void kill(String instance) throws InterruptedException {
        running.remove(instance).kill();
    }

    /** Who follows each source, as was last said. */
    private Map<String, Long> shares() {
        Map<String, String> by = new HashMap<>();
        for (ConsumerRecord<String, SourceStatus> record : Log.all(topics.sourceStatus())) {
            if (record.key().startsWith("feed-")) {
                by.put(record.key(), record.value().ingestor());
            }
        }
        return by.values().stream().collect(Collectors.groupingBy(name -> name, Collectors.counting()));
    }

    private void publish(int from, int to, Random random) {
        for (int i = from; i < to; i++) {
            server.publish(
                    Integer.toString(random.nextInt(FEEDS)),
                    new FeedServer.Entry(
                            "e" + i,
                            "Entry " + i,
                            "President Orla Venn said: \"This is remark number " + i + " of many.\""));
        }
    }

    private Set<String> documentIds() {
        return Log.all(topics.documents()).stream()
                .map(record -> record.key().substring(record.key().indexOf(':') + 1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void aSecondIngestorTakesHalfOfTheSourcesAndTheyComeBackWhenItIsKilled() throws InterruptedException {
        start("one");
        await().atMost(LONG_ENOUGH).until(() -> shares().getOrDefault("one", 0L) == FEEDS);

        start("two");
        await().atMost(LONG_ENOUGH).until(() -> shares().getOrDefault("two", 0L) >= FEEDS / 4);
        assertThat(shares().get("one")).isGreaterThanOrEqualTo(FEEDS / 4);

        kill("two");
        await().atMost(LONG_ENOUGH).until(() -> shares().getOrDefault("one", 0L) == FEEDS);
    }

    @Test
    void nothingIsLostAndNothingComesTwiceWhileThreeAreKilledAtRandom() throws InterruptedException {
        Random random = new Random(20240210);
        List<String> names = List.of("one", "two", "three");
        names.forEach(this::start);
        int entries = 0;
        for (int round = 0; round < 8; round++) {
            publish(entries, entries + 60, random);
            entries += 60;
            String victim = names.get(random.nextInt(names.size()));
            // A moment of running between two kills, of a length that chance decides.
            assertThat(published.await(1500 + random.nextInt(3000), TimeUnit.MILLISECONDS))
                    .isFalse();
            kill(victim);
            start(victim);
        }
        int all = entries;

        await().atMost(Duration.ofMinutes(2)).until(() -> documentIds().size() == all);

        List<ConsumerRecord<String, Document>> documents = Log.all(topics.documents());
        assertThat(documents).hasSize(all);
        assertThat(documents)
                .allSatisfy(record -> assertThat(record.value().revision()).isEqualTo(1));
        List<String> statements = new ArrayList<>();
        Log.all(topics.statements()).forEach(record -> statements.add(((Statement.Asserted) record.value()).id()));
        assertThat(statements).hasSize(all).doesNotHaveDuplicates();
    }
}
