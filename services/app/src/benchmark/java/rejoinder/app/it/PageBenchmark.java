package rejoinder.app.it;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import rejoinder.app.broker.EmbeddedBroker;
import rejoinder.app.service.TopicPreparation;
import rejoinder.contracts.Represents;
import rejoinder.contracts.Stance;
import rejoinder.contracts.reaction.Reaction;
import rejoinder.contracts.summary.StanceCounts;
import rejoinder.contracts.summary.StorySummary;
import rejoinder.contracts.topic.Topics;
import rejoinder.gateway.Gateway;
import rejoinder.gateway.GatewaySettings;
import rejoinder.gateway.support.RunningGateway;
import rejoinder.gateway.support.SinkDatabase;
import rejoinder.gateway.support.Zubrowka;

/**
 * What the page of a story of 50,000 reactions costs: its first paint, what it transfers, when it is whole, and how many
 * frames a second it draws while 200 reactions a second arrive. Broker and gateway run in this process, Chromium beside
 * it.
 *
 * <pre>services/gateway/benchmark-page</pre>
 */
public final class PageBenchmark {
    private static final String STORY = "border";
    private static final int REACTIONS = 50_000;
    private static final int ACTORS = 400;
    private static final int COUNTRIES = 60;
    private static final int A_SECOND = 200;
    private static final int SECONDS = 10;
    private static final int OPENINGS = 5;
    private static final Stance[] STANCES = Stance.values();

    private PageBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("rejoinder-benchmark");
        SinkDatabase database = fill(new SinkDatabase(folder));
        Topics topics = Topics.in("page");
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"))) {
            TopicPreparation.prepare(broker.bootstrapServers(), topics, 2);
            try (Gateway gateway = Gateway.start(
                            new GatewaySettings(
                                    broker.bootstrapServers(),
                                    topics.namespace(),
                                    "127.0.0.1",
                                    0,
                                    database.url(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty()),
                            RunningGateway.NO_TRIALS,
                            new SimpleMeterRegistry());
                    Playwright playwright = Playwright.create(
                            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                    Browser browser = Chromium.launch(playwright)) {
                while (!gateway.ready()) {
                    LockSupport.parkNanos(10_000_000);
                }
                System.out.println("services/gateway/benchmark-page, "
                        + Instant.now().truncatedTo(ChronoUnit.DAYS).toString().substring(0, 10) + ", "
                        + Machine.describe() + ", Chromium " + browser.version());
                System.out.println("| What | Measured |\n|---|---|");
                measure(gateway, browser, broker.bootstrapServers(), topics);
            }
        }
        // Kafka's own threads outlive it.
        System.exit(0);
    }

    private static void measure(Gateway gateway, Browser browser, String brokers, Topics topics)
            throws IOException, InterruptedException {
        String address = gateway.address().resolve("/stories/" + STORY).toString();
        for (int i = 0; i < OPENINGS; i++) {
            // A browser that has been here before keeps files; each of these begins without.
            try (Page page = browser.newContext().newPage()) {
                page.navigate(address);
                double whole = number(page.waitForFunction("() => document.querySelectorAll('.reaction').length >= 60"
                                + " && document.querySelector('.totals').textContent.includes('50,000')"
                                + " && document.querySelectorAll('.by-country tbody tr').length > 10"
                                + " && document.querySelector('.connection').dataset.state === 'live'"
                                + " && performance.now()")
                        .jsonValue());
                page.waitForFunction("() => document.querySelector('.map')");
                double paint = number(page.evaluate("performance.getEntriesByName('first-paint')[0].startTime"));
                double bytes = number(page.evaluate("[...performance.getEntriesByType('resource'),"
                        + " ...performance.getEntriesByType('navigation')]"
                        + ".reduce((sum, each) => sum + each.transferSize, 0)"));
                long stream = streamBytes(gateway);
                System.out.printf(
                        Locale.ROOT,
                        "| opening %d: first paint; whole, of %,d reactions; transferred until then | %.0f ms; %.0f ms;"
                                + " %.0f KiB (of these the stream %.0f KiB) |%n",
                        i + 1,
                        REACTIONS,
                        paint,
                        whole,
                        (bytes + stream) / 1024,
                        stream / 1024.0);
            }
        }
        burst(browser, address, brokers, topics);
    }

    private static void burst(Browser browser, String address, String brokers, Topics topics) {
        try (Page page = browser.newPage();
                KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                        Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            page.navigate(address);
            page.waitForFunction("() => document.querySelectorAll('.reaction').length >= 60"
                    + " && document.querySelector('.connection').dataset.state === 'live'");
            page.evaluate("""
                    () => {
                      window.frames_ = [];
                      let before = performance.now();
                      requestAnimationFrame(function frame(now) {
                        window.frames_.push(now - before);
                        before = now;
                        requestAnimationFrame(frame);
                      });
                    }""");
            long start = System.nanoTime();
            for (int i = 0; i < A_SECOND * SECONDS; i++) {
                Reaction reaction = reaction(REACTIONS + i);
                var sent = producer.send(new ProducerRecord<>(
                        topics.reactions().name(), reaction.id(), topics.reactions().json().toBytes(reaction)));
                if (i % 10 == 0) {
                    StorySummary summary = summary(REACTIONS + i + 1);
                    sent = producer.send(new ProducerRecord<>(
                            topics.storySummaries().name(),
                            STORY,
                            topics.storySummaries().json().toBytes(summary)));
                }
                Objects.requireNonNull(sent);
                LockSupport.parkNanos(start + (i + 1L) * 1_000_000_000 / A_SECOND - System.nanoTime());
            }
            List<?> frames = (List<?>) Objects.requireNonNull(page.evaluate("window.frames_"));
            double[] millis = frames.stream().mapToDouble(PageBenchmark::number).toArray();
            double seconds = Arrays.stream(millis).sum() / 1000;
            double longest = Arrays.stream(millis).max().orElse(0);
            long late = Arrays.stream(millis).filter(each -> each > 25).count();
            page.waitForFunction("last => document.querySelector('.reaction').textContent.includes(last)", last());
            System.out.printf(
                    Locale.ROOT,
                    "| %d reactions and %d summaries a second for %.1f s | %.1f frames a second; the longest frame %.0f"
                            + " ms; %d of %d longer than 25 ms |%n",
                    A_SECOND,
                    A_SECOND / 10,
                    seconds,
                    millis.length / seconds,
                    longest,
                    late,
                    millis.length);
        }
    }

    /** How many bytes the stream sends until it is live. */
    private static long streamBytes(Gateway gateway) throws IOException, InterruptedException {
        URI stream = gateway.address()
                .resolve("/api/v1/stream?story=" + STORY + "&type=reaction&type=summary&snapshot=20");
        var answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(stream).build(), BodyHandlers.ofInputStream());
        long bytes = 0;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            String line = "";
            while (!line.equals("event: live") && !line.equals("event:live")) {
                line = Objects.requireNonNull(lines.readLine(), "the stream ended");
                bytes += line.getBytes(StandardCharsets.UTF_8).length + 1;
            }
        }
        return bytes;
    }

    private static SinkDatabase fill(SinkDatabase database) {
        database.migrate().put(Zubrowka.story(STORY));
        database.put(summary(REACTIONS));
        IntStream.range(0, ACTORS).forEach(i -> database.put(Zubrowka.actor(STORY, actor(i), 50 + i % 50)));
        IntStream.range(0, COUNTRIES).forEach(i -> database.put(Zubrowka.country(STORY, country(i))));
        database.putAll(IntStream.range(0, REACTIONS).mapToObj(PageBenchmark::reaction).toList());
        return database;
    }

    private static StorySummary summary(int reactions) {
        StorySummary one = Zubrowka.summary(STORY);
        return new StorySummary(
                STORY,
                reactions,
                reactions,
                ACTORS,
                COUNTRIES,
                0,
                StanceCounts.NONE.plus(Stance.CONDEMN, reactions),
                one.first(),
                one.latest(),
                one.firstResponders(),
                one.outlets(),
                one.pace(),
                one.mostReported(),
                one.watchlist(),
                one.reactionIds());
    }

    private static Reaction reaction(int number) {
        return Zubrowka.reaction(
                STORY,
                "u-" + (REACTIONS + number),
                1 + number / 50,
                actor(number % ACTORS),
                country(number % COUNTRIES),
                STANCES[number % STANCES.length]);
    }

    private static String last() {
        return "u-" + (2 * REACTIONS + A_SECOND * SECONDS - 1);
    }

    private static String actor(int number) {
        return "speaker-" + number;
    }

    /** Codes that ISO leaves to users. */
    private static Represents country(int number) {
        String code = "" + (number < 26 ? 'X' : number < 52 ? 'Q' : 'Z') + (char) ('A' + number % 26);
        return new Represents(code, Represents.Kind.COUNTRY, "Country " + number);
    }

    private static double number(Object value) {
        return ((Number) value).doubleValue();
    }
}
