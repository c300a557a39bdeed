package rejoinder.app.it;

import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.MediaType;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import rejoinder.app.broker.EmbeddedBroker;
import rejoinder.app.service.TopicPreparation;
import rejoinder.contracts.source.Source;
import rejoinder.contracts.topic.Topics;

/**
 * What following sources costs: feeds polled on time, from a feed to the log, pushes answered, a backlog imported. The
 * broker and the servers asked run in this process, the services in processes of their own.
 *
 * <pre>services/ingestor/benchmark [feeds] [latency] [push] [import]</pre>
 */
public final class SourcesBenchmark {
    private static final int FEEDS = 2000;
    private static final Duration FEEDS_FOR = Duration.ofSeconds(200);
    private static final int LATENCY_ENTRIES = 120;
    private static final int PUSHES_A_SECOND = 1000;
    private static final int PUSH_SECONDS = 30;
    private static final int WARMING_UP = 10_000;
    private static final int WARMING_UP_A_SECOND = 500;
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final int IMPORTED = 1_000_000;

    private final Path folder;
    private final String brokers;
    private final Topics topics;

    private SourcesBenchmark(Path folder, String brokers, Topics topics) {
        this.folder = folder;
        this.brokers = brokers;
        this.topics = topics;
    }

    public static void main(String[] arguments) throws Exception {
        Set<String> wanted = new HashSet<>(
                arguments.length == 0 ? List.of("feeds", "latency", "push", "import") : Arrays.asList(arguments));
        System.out.println(Machine.describe());
        for (String one : List.of("feeds", "latency", "push", "import")) {
            if (wanted.contains(one)) {
                Path folder = Files.createTempDirectory("rejoinder-benchmark");
                try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"))) {
                    Topics topics = Topics.in("bench");
                    TopicPreparation.prepare(broker.bootstrapServers(), topics, 3);
                    new SourcesBenchmark(folder, broker.bootstrapServers(), topics).run(one);
                }
            }
        }
        System.exit(0);
    }

    private void run(String one) throws Exception {
        switch (one) {
            case "feeds" -> feeds();
            case "latency" -> latency();
            case "push" -> push();
            default -> importing();
        }
    }

    // ---- processes

    private Process service(Optional<String> core, String heap, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        core.ifPresent(number -> command.addAll(List.of("taskset", "-c", number)));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-XX:MaxMetaspaceSize=96m",
                "-cp",
                System.getProperty("java.class.path"),
                "rejoinder.app.Main"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--bootstrap-servers", brokers, "--namespace", topics.namespace()));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(arguments[0] + ".log").toFile())
                .start();
    }

    private Process ingestor(Optional<String> core, String heap) throws IOException {
        Path registry = Files.writeString(folder.resolve("registry.csv"), RunningServices.REGISTRY);
        return service(
                core,
                heap,
                "ingestor",
                "--instance",
                "bench",
                "--host-delay",
                "0",
                "--allow-private-addresses",
                "--registry",
                registry.toString());
    }

    private void define(List<Source> sources) {
        try (KafkaProducer<String, Source> producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        brokers,
                        ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                        1),
                new StringSerializer(),
                topics.sources().valueSerde("benchmark").serializer())) {
            sources.forEach(source -> {
                var unused = producer.send(new ProducerRecord<>(topics.sources().name(), source.id(), source));
            });
        }
    }

    private static double percentile(List<Double> values, double share) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.isEmpty() ? Double.NaN : sorted.get((int) Math.min(sorted.size() - 1, share * sorted.size()));
    }

    private static void report(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }

    private static void pause(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }

    // ---- feeds polled on time

    private void feeds() throws Exception {
        Map<String, List<Long>> asked = new ConcurrentHashMap<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(0), 1000);
        server.setExecutor(Executors.newFixedThreadPool(16));
        byte[] rss = rss("feed", List.of("w0", "w1", "w2", "w3", "w4", "w5", "w6", "w7", "w8", "w9"));
        server.createContext("/", exchange -> {
            asked.computeIfAbsent(exchange.getRequestURI().getPath(), path -> Collections.synchronizedList(new ArrayList<>()))
                    .add(System.nanoTime());
            try (exchange) {
                exchange.sendResponseHeaders(200, rss.length);
                exchange.getResponseBody().write(rss);
            }
        });
        server.start();
        List<Source> sources = new ArrayList<>();
        for (int i = 0; i < FEEDS; i++) {
            // A host each, as feeds have: all of 127.0.0.0/8 is this machine.
            String url = "http://127.1." + i / 250 + "." + (1 + i % 250) + ":" + server.getAddress().getPort() + "/" + i;
            sources.add(new Source(
                    "feed-" + i,
                    Source.Kind.FEED,
                    Optional.empty(),
                    Map.of("url", url, "interval", "1m", "articles", "never"),
                    false));
        }
        define(sources);
        Process ingestor = ingestor(Optional.of("0"), "256m");
        long begin = System.nanoTime();
        while (asked.size() < FEEDS && System.nanoTime() - begin < FEEDS_FOR.toNanos()) {
            pause(Duration.ofMillis(200));
        }
        double first = (System.nanoTime() - begin) / 1e9;
        pause(FEEDS_FOR);
        List<Double> late = new ArrayList<>();
        asked.values().forEach(times -> {
            for (int i = 1; i < times.size(); i++) {
                late.add((times.get(i) - times.get(i - 1)) / 1e9 - 60);
            }
        });
        report("feeds    %d feeds a minute, one ingestor on one core: first round done after %.1f s; %d polls,"
                        + " late by %.2f s (median), %.2f s (99 %%), %.2f s (worst); %.0f MiB, %.0f %% of the core",
                asked.size(), first, late.size(), percentile(late, 0.5), percentile(late, 0.99), percentile(late, 1),
                Machine.peakMebibytes(ingestor), 100 * Machine.cpuSeconds(ingestor) / ((System.nanoTime() - begin) / 1e9));
        ingestor.destroyForcibly().waitFor();
        server.stop(0);
    }

    private static byte[] rss(String name, List<String> ids) {
        StringBuilder rss = new StringBuilder("<rss version='2.0'><channel><title>" + name
                + "</title><link>https://post.example/</link><description>d</description>");
        for (String id : ids) {
            rss.append("<item><guid isPermaLink='false'>").append(id).append("</guid><title>Title ").append(id)
                    .append("</title><pubDate>Mon, 01 Mar 2021 12:00:00 GMT</pubDate><description><![CDATA[<p>")
                    .append("President Orla Venn said: \"Remark ").append(id)
                    .append(" on the closed border stands.\"</p>]]></description></item>");
        }
        return rss.append("</channel></rss>").toString().getBytes(StandardCharsets.UTF_8);
    }

    // ---- from the poll that sees an entry to its statement in the log

    private void latency() throws Exception {
        List<String> ids = Collections.synchronizedList(new ArrayList<>());
        Map<String, Long> shown = new ConcurrentHashMap<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(Executors.newFixedThreadPool(4));
        server.createContext("/", exchange -> {
            List<String> now = List.copyOf(ids.subList(Math.max(0, ids.size() - 20), ids.size()));
            byte[] rss = rss("feed", now);
            try (exchange) {
                exchange.sendResponseHeaders(200, rss.length);
                exchange.getResponseBody().write(rss);
            }
            now.forEach(id -> shown.putIfAbsent(id, System.nanoTime()));
        });
        server.start();
        define(List.of(new Source(
                "feed",
                Source.Kind.FEED,
                Optional.empty(),
                Map.of(
                        "url",
                        "http://127.0.0.1:" + server.getAddress().getPort() + "/",
                        "interval",
                        "1s",
                        "articles",
                        "never"),
                false)));
        Process ingestor = ingestor(Optional.empty(), "256m");
        List<Double> delays = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = statements()) {
            int next = 0;
            long begin = System.nanoTime();
            while (delays.size() < LATENCY_ENTRIES && System.nanoTime() - begin < 300e9) {
                if (ids.size() == delays.size() && next < LATENCY_ENTRIES) {
                    ids.add("w" + next++);
                }
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(20))) {
                    String text = new String(record.value(), StandardCharsets.UTF_8);
                    String id = text.replaceAll("(?s).*Remark (w\\d+) on.*", "$1");
                    delays.add((System.nanoTime() - shown.get(id)) / 1e6);
                }
            }
        }
        report("latency  %d entries, from the answer that shows one to its statement read committed: %.0f ms (median),"
                        + " %.0f ms (95 %%), %.0f ms (worst)",
                delays.size(), percentile(delays, 0.5), percentile(delays, 0.95), percentile(delays, 1));
        ingestor.destroyForcibly().waitFor();
        server.stop(0);
    }

    private KafkaConsumer<String, byte[]> statements() {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 10_000);
        KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topics.statements().name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }

    // ---- pushes answered

    private void push() throws Exception {
        Process ingestor = ingestor(Optional.empty(), "256m");
        Process gateway = service(
                Optional.empty(),
                "256m",
                "gateway",
                "--port",
                "18099",
                "--database-url",
                "jdbc:sqlite:" + folder.resolve("none.db"));
        URI address = URI.create("http://127.0.0.1:18099/api/v1/documents");
        WebClient client = WebClient.of("h2c://" + address.getAuthority());
        long begin = System.nanoTime();
        while (!answers(client, address) && System.nanoTime() - begin < 60e9) {
            pause(Duration.ofMillis(200));
        }
        List<Double> times = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger refused = new AtomicInteger();
        send(client, address, times, refused, WARMING_UP, WARMING_UP_A_SECOND);
        times.clear();
        refused.set(0);
        int sent = PUSHES_A_SECOND * PUSH_SECONDS;
        send(client, address, times, refused, sent, PUSHES_A_SECOND);
        report("push     %d documents at %d a second, one a request, acknowledged when committed: %.0f ms (median),"
                        + " %.0f ms (99 %%), %.0f ms (worst); %d refused",
                sent, PUSHES_A_SECOND, percentile(times, 0.5), percentile(times, 0.99), percentile(times, 1), refused.get());
        gateway.destroyForcibly().waitFor();
        ingestor.destroyForcibly().waitFor();
    }

    private static boolean answers(WebClient client, URI address) {
        try {
            return client.execute(document(address, 0)).aggregate().join().status().code() == 202;
        } catch (CompletionException notYet) {
            return false;
        }
    }

    private static HttpRequest document(URI address, int number) {
        String text = "President Orla Venn said: \\\"Pushed remark " + number + " on the closed border stands.\\\" "
                + "The remark was made in the capital. ".repeat(20);
        return HttpRequest.of(
                HttpMethod.POST,
                address.getPath(),
                MediaType.JSON_UTF_8,
                "{\"id\": \"d" + number + "\", \"text\": \"" + text + "\"}");
    }

    private static void send(
            WebClient client, URI address, List<Double> times, AtomicInteger refused, int count, int aSecond)
            throws InterruptedException {
        CountDownLatch left = new CountDownLatch(count);
        long begin = System.nanoTime();
        for (int i = 0; i < count; i++) {
            // Open loop: a request is due whether or not those before it were answered.
            long due = begin + i * 1_000_000_000L / aSecond;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            var answer = client.execute(document(address, NUMBER.incrementAndGet())).aggregate();
            var unused = answer.whenComplete((response, failure) -> {
                if (failure != null || response.status().code() != 202) {
                    refused.incrementAndGet();
                }
                times.add((System.nanoTime() - due) / 1e6);
                left.countDown();
            });
        }
        if (!left.await(60, TimeUnit.SECONDS)) {
            refused.addAndGet((int) left.getCount());
        }
    }

    // ---- a backlog imported

    private void importing() throws Exception {
        Path inbox = Files.createDirectories(folder.resolve("inbox"));
        Path backlog = folder.resolve("backlog.ndjson");
        try (BufferedWriter out = Files.newBufferedWriter(backlog)) {
            for (int i = 0; i < IMPORTED; i++) {
                out.write("{\"quote\":\"Remark number " + i + " on the closed border stands.\",\"speaker\":\""
                        + (i % 2 == 0 ? "Orla Venn" : "Til Vask") + "\",\"saidAt\":\"2021-03-" + String.format("%02d", 1 + i % 28)
                        + "\",\"outlet\":\"Gazette " + i % 50 + "\",\"url\":\"https://gazette.example/" + i + "\"}\n");
            }
        }
        define(List.of(new Source(
                "inbox", Source.Kind.FOLDER, Optional.empty(), Map.of("path", inbox.toString()), false)));
        Process ingestor = ingestor(Optional.empty(), "320m");
        Files.move(backlog, inbox.resolve("backlog.ndjson"));
        Set<Long> seen = new HashSet<>();
        long twice = 0;
        boolean killed = false;
        double paused = 0;
        double peak = 0;
        long first = 0;
        long last = 0;
        try (KafkaConsumer<String, byte[]> consumer = statements()) {
            long begin = System.nanoTime();
            while (seen.size() < IMPORTED && System.nanoTime() - begin < 600e9) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    twice += seen.add(number(record.value())) ? 0 : 1;
                    last = System.nanoTime();
                    first = first == 0 ? last : first;
                }
                if (!killed && seen.size() > IMPORTED / 2) {
                    killed = true;
                    peak = Machine.peakMebibytes(ingestor);
                    ingestor.destroyForcibly().waitFor();
                    long away = System.nanoTime();
                    int before = seen.size();
                    ingestor = ingestor(Optional.empty(), "320m");
                    while (seen.size() < before + 2000 && System.nanoTime() - begin < 600e9) {
                        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                            twice += seen.add(number(record.value())) ? 0 : 1;
                        }
                    }
                    paused = (System.nanoTime() - away) / 1e9;
                }
            }
        }
        double seconds = (last - first) / 1e9 - paused;
        report("import   %d of %d structured statements, %.0f a second (%.0f s), killed in the middle and going on after"
                        + " %.1f s, %d twice; %.0f MiB",
                seen.size(), IMPORTED, seen.size() / seconds, seconds, paused, twice,
                Math.max(peak, Machine.peakMebibytes(ingestor)));
        ingestor.destroyForcibly().waitFor();
    }

    private static long number(byte[] statement) {
        String text = new String(statement, StandardCharsets.UTF_8);
        int at = text.indexOf("Remark number ") + "Remark number ".length();
        return Long.parseLong(text.substring(at, text.indexOf(' ', at)));
    }
}
