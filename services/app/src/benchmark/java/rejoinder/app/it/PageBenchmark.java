package rejoinder.app.it;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
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
    private static final String WHOLE = """
            () => document.querySelectorAll('.reaction').length >= 60
              && document.querySelector('.totals').textContent.includes('50,000')
              && document.querySelectorAll('.by-country tbody tr').length > 10
              && document.querySelectorAll('.by-actor tbody tr').length > 10
              && document.querySelector('.connection').dataset.state === 'live'
              && performance.now()""";
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
            try (BrowserContext context = browser.newContext();
                    Page page = context.newPage()) {
                Transferred transferred = Transferred.by(page);
                page.navigate(address);
                // Whole is what is read; the map, which says the same as the table, comes after it.
                double whole = number(page.waitForFunction(WHOLE).jsonValue());
                double all = number(
                        page.waitForFunction("() => document.querySelector('.map') && performance.now()")
                                .jsonValue());
                double paint = number(page.evaluate("performance.getEntriesByName('first-paint')[0].startTime"));
                System.out.printf(
                        Locale.ROOT,
                        "| opening %d: first paint; whole, of %,d reactions; with the map; transferred |"
                                + " %.0f ms; %.0f ms; %.0f ms; %.0f KiB |%n",
                        i + 1,
                        REACTIONS,
                        paint,
                        whole,
                        all,
                        transferred.bytes() / 1024.0);
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
            page.waitForFunction(WHOLE);
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
            // Of those said at the same time the last sent is not the first shown.
            page.waitForFunction(
                    "last => [...document.querySelectorAll('.reaction')].some(each => each.textContent.includes(last))",
                    last());
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
