package rejoinder.app.it;

import com.linecorp.armeria.client.ClientFactory;
import com.linecorp.armeria.client.WebClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
import rejoinder.contracts.json.JsonSerde;
import rejoinder.contracts.reaction.Reaction;
import rejoinder.contracts.story.Story;
import rejoinder.contracts.topic.Topics;
import rejoinder.gateway.support.SinkDatabase;
import rejoinder.gateway.support.Zubrowka;

/**
 * What subscribers cost a gateway, against one consumer a client; how many who reconnect are caught up; and how fast a
 * story's summaries are with a million reactions stored. The gateway is a process of its own, held to one core.
 *
 * <pre>services/gateway/benchmark</pre>
 */
public final class SubscribersBenchmark {
    private static final int SUBSCRIBERS = Integer.getInteger("benchmark.subscribers", 5000);
    private static final int RECONNECTING = 500;
    private static final int HOUR = Integer.getInteger("benchmark.hour", 18_000);
    private static final int STORED = Integer.getInteger("benchmark.stored", 1_000_000);
    private static final int PER_SECOND = 50;
    private static final int SECONDS = 20;
    private static final int STORIES = 40;
    private static final int MOST = 100_000;
    private static final Pattern LISTENING = Pattern.compile("listening at http://[^:]+:(\\d+)/|PORT (\\d+)");
    private static final Reaction TEMPLATE = Zubrowka.reaction("story", "u-1", 1);
    private static final JsonSerde<Reaction> JSON = new JsonSerde<>(Reaction.class);

    private final Topics topics = Topics.in("bench");
    private final SinkDatabase database;
    private final String brokers;
    private final KafkaProducer<String, byte[]> producer;
    private final AtomicLongArray committed = new AtomicLongArray(MOST);
    private final AtomicLongArray last = new AtomicLongArray(MOST);
    private final AtomicIntegerArray arrived = new AtomicIntegerArray(MOST);
    private int next;

    private SubscribersBenchmark(Path folder, String brokers) {
        this.brokers = brokers;
        this.database = new SinkDatabase(folder).migrate();
        this.producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers, ProducerConfig.LINGER_MS_CONFIG, 0),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    public static void main(String[] arguments) throws Exception {
        List<String> which = arguments.length == 0 ? List.of("live", "reconnect", "rest") : List.of(arguments);
        System.out.println(Machine.describe());
        Path folder = Files.createTempDirectory("rejoinder-benchmark");
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"))) {
            TopicPreparation.prepare(broker.bootstrapServers(), Topics.in("bench"), 3);
            SubscribersBenchmark benchmark = new SubscribersBenchmark(folder, broker.bootstrapServers());
            if (which.contains("live")) {
                benchmark.live();
            }
            if (which.contains("reconnect")) {
                benchmark.reconnect();
            }
            if (which.contains("rest")) {
                benchmark.rest();
            }
        }
        System.exit(0);
    }

    /** A filter, and the numbers of the reactions that it lets through. */
    private record Wanted(String query, IntPredicate takes) {}

    private static Wanted wanted(int client) {
        if (client % 50 == 0) {
            return new Wanted("", number -> true);
        }
        int story = client % STORIES;
        String of = "&story=s-" + story;
        int code = client % 5;
        return switch (client % 3) {
            case 0 -> new Wanted(of, number -> number % STORIES == story);
            case 1 ->
                new Wanted(
                        of + "&represents=C" + code + "&represents=C" + (code + 1) % 5,
                        number -> number % STORIES == story
                                && (number / STORIES % 5 == code || number / STORIES % 5 == (code + 1) % 5));
            default ->
                new Wanted(
                        "&represents=C" + code + "&stance=condemn" + of,
                        number -> number % STORIES == story && number / STORIES % 5 == code && number % 2 == 0);
        };
    }

    private static Reaction reaction(int number) {
        String story = "s-" + number % STORIES;
        String utterance = "u-%032d".formatted(number);
        return new Reaction(
                Topics.key(story, utterance),
                story,
                utterance,
                TEMPLATE.actor(),
                TEMPLATE.role(),
                TEMPLATE.rank(),
                new Represents("C" + number / STORIES % 5, Represents.Kind.COUNTRY, "A country"),
                TEMPLATE.text(),
                TEMPLATE.language(),
                number % 2 == 0 ? Stance.CONDEMN : Stance.WELCOME,
                TEMPLATE.evidence(),
                TEMPLATE.stanceRule(),
                TEMPLATE.saidAt(),
                TEMPLATE.lagSeconds(),
                1,
                1,
                TEMPLATE.reports(),
                1,
                Optional.empty(),
                Optional.empty());
    }

    private void produce(int number) {
        Reaction reaction = reaction(number);
        // The callback notes when it is committed.
        var unused = producer.send(
                new ProducerRecord<>(topics.reactions().name(), reaction.id(), JSON.toBytes(reaction)),
                (metadata, failure) -> committed.set(number, System.nanoTime()));
    }

    /** Produces at the pace for so long; the numbers produced are those from the one returned to {@link #next}. */
    private int produceFor(int seconds) {
        int from = next;
        long begin = System.nanoTime();
        for (int i = 0; i < seconds * PER_SECOND; i++) {
            LockSupport.parkNanos(begin + i * 1_000_000_000L / PER_SECOND - System.nanoTime());
            produce(next++);
        }
        producer.flush();
        return from;
    }

    private void note(int number, long nanos) {
        last.accumulateAndGet(number, nanos, Math::max);
        arrived.incrementAndGet(number);
    }

    /** From commit to the last subscriber, in milliseconds: the share {@code of} of the events is faster. */
    private double percentile(int from, int to, double of) {
        long[] nanos = IntStream.range(from, to)
                .filter(number -> arrived.get(number) > 0)
                .mapToLong(number -> Math.max(0, last.get(number) - committed.get(number)))
                .sorted()
                .toArray();
        if (nanos.length == 0) {
            return Double.NaN;
        }
        return nanos[Math.min(nanos.length - 1, (int) (nanos.length * of))] / 1e6;
    }

    private record Server(Process process, int port) implements AutoCloseable {
        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    private Server gateway() throws IOException {
        List<String> command = new ArrayList<>(oneCore());
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx700m",
                "-XX:+UseSerialGC",
                "-XX:MinHeapFreeRatio=10",
                "-XX:MaxHeapFreeRatio=20",
                "-cp",
                System.getProperty("java.class.path"),
                "rejoinder.app.Main",
                "gateway",
                "--bootstrap-servers=" + brokers,
                "--namespace=bench",
                "--database-url=" + database.url(),
                "--port=0"));
        Server server = started(command);
        HttpReady.await(server.port());
        return server;
    }

    private static List<String> oneCore() {
        return Files.isExecutable(Path.of("/usr/bin/taskset")) ? List.of("/usr/bin/taskset", "-c", "0") : List.of();
    }

    private static Server started(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder said = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            said.append(line).append('\n');
            Matcher listening = LISTENING.matcher(line);
            if (listening.find()) {
                int port = Integer.parseInt(listening.group(listening.group(1) == null ? 2 : 1));
                Thread drain = new Thread(() -> drain(process), "output");
                drain.setDaemon(true);
                drain.start();
                return new Server(process, port);
            }
        }
        throw new IOException("it did not start: " + said);
    }

    private static void drain(Process process) {
        try {
            process.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException closed) {
            // The process has ended, and with it what it says.
            Thread.currentThread().interrupt();
        }
    }

    /** Bytes that are alive on the heap, after a full collection. */
    private static long heap(Process process) throws IOException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(process.pid()),
                        "GC.class_histogram")
                .start();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(jcmd.getInputStream(), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> line.startsWith("Total"))
                    .mapToLong(line -> Long.parseLong(line.trim().split("\\s+", -1)[2]))
                    .findFirst()
                    .orElse(0);
        }
    }

    private static long resident(Process process) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                .findFirst()
                .orElse(0);
    }

    private void live() throws Exception {
        try (Server gateway = gateway();
                SseClients clients = new SseClients(this::note)) {
            SseClients.Client first = clients.open(gateway.port(), "/api/v1/stream?snapshot=false", "");
            SseClients.await(clients::live, 1, 30, n -> System.out.println("the first is not live"));
            produceFor(5);
            clients.leave(first);
            long heapBefore = heap(gateway.process());
            long residentBefore = resident(gateway.process());
            List<SseClients.Client> open = new ArrayList<>();
            for (int i = 0; i < SUBSCRIBERS; i++) {
                open.add(clients.open(gateway.port(), "/api/v1/stream?snapshot=false" + wanted(i).query(), ""));
                if (i % 100 == 99) {
                    SseClients.await(clients::live, i - 50, 30, n -> System.out.println("only " + n + " are live"));
                }
            }
            SseClients.await(clients::live, SUBSCRIBERS + 1, 60, n -> System.out.println("only " + n + " are live"));
            produceFor(5);
            int ended = clients.ended();
            double cpu = Machine.cpuSeconds(gateway.process());
            long began = System.nanoTime();
            int from = produceFor(SECONDS);
            double seconds = (System.nanoTime() - began) / 1e9;
            double used = Machine.cpuSeconds(gateway.process()) - cpu;
            long deliveries = deliveries(SUBSCRIBERS, from, next);
            awaitArrivals(open, from);
            long heapAfter = heap(gateway.process());
            long residentAfter = resident(gateway.process());
            System.out.printf(
                    Locale.ROOT,
                    "rejoinder  %,5d subscribers, %d events/s, %,6.0f deliveries/s: commit to last subscriber p50 %.0f ms,"
                            + " p99 %.0f ms; %.2f cores; %.1f KiB heap and %.1f KiB resident a subscriber; %s, %d"
                            + " sent away%n",
                    SUBSCRIBERS,
                    PER_SECOND,
                    deliveries / seconds,
                    percentile(from, next, 0.5),
                    percentile(from, next, 0.99),
                    used / seconds,
                    (heapAfter - heapBefore) / 1024.0 / SUBSCRIBERS,
                    (residentAfter - residentBefore) / 1024.0 / SUBSCRIBERS,
                    flaws(open, from),
                    clients.ended() - ended);
        }
        compare();
    }

    private static long deliveries(int clients, int from, int to) {
        return IntStream.range(0, clients)
                .mapToLong(i -> expected(wanted(i), from, to).cardinality())
                .sum();
    }

    /** Waits until each client has all that it wants, so that late is not taken for lost. */
    private void awaitArrivals(List<SseClients.Client> clients, int from) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (missing(clients, from) > 0 && System.nanoTime() < until) {
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private long missing(List<SseClients.Client> clients, int from) {
        return missing(clients, from, next);
    }

    private long missing(List<SseClients.Client> clients, int from, int to) {
        return IntStream.range(0, clients.size())
                .mapToLong(i -> {
                    BitSet missing = expected(wanted(i), from, to);
                    missing.andNot(clients.get(i).seen());
                    return missing.cardinality();
                })
                .sum();
    }

    private String flaws(List<SseClients.Client> clients, int from) {
        int repeated = clients.stream().mapToInt(SseClients.Client::repeated).sum();
        return missing(clients, from) + " missed, " + repeated + " repeated";
    }

    private static BitSet expected(Wanted wanted, int from, int to) {
        BitSet expected = new BitSet();
        for (int number = from; number < to; number++) {
            if (wanted.takes().test(number)) {
                expected.set(number);
            }
        }
        return expected;
    }

    private void compare() throws Exception {
        Path other = Path.of(System.getProperty("benchmark.kafka-sse", "none"));
        if (!Files.isDirectory(other.resolve("node_modules/kafka-sse"))) {
            System.out.println("kafka-sse is not installed; nothing to compare with");
            return;
        }
        for (int subscribers : List.of(50, 200, 500, 1000, 2000, 5000)) {
            if (!compare(other, subscribers)) {
                return;
            }
        }
    }

    /** With the same filters, events and core; false when it gets no further. */
    private boolean compare(Path other, int subscribers) throws Exception {
        List<String> command = new ArrayList<>(oneCore());
        command.addAll(List.of(
                "node",
                Path.of("src/benchmark/js/kafka-sse-server.js").toAbsolutePath().toString(),
                other.toString(),
                brokers,
                topics.reactions().name()));
        try (Server server = started(command);
                SseClients clients = new SseClients(this::note)) {
            long before = resident(server.process());
            List<SseClients.Client> open = new ArrayList<>();
            for (int i = 0; i < subscribers; i++) {
                open.add(clients.open(server.port(), "/?" + wanted(i).query(), ""));
            }
            SseClients.await(
                    clients::answered, subscribers, 60, n -> System.out.println("only " + n + " are answered"));
            // It answers before its consumers have their place.
            produceFor(20);
            double cpu = Machine.cpuSeconds(server.process());
            long began = System.nanoTime();
            int from = produceFor(SECONDS / 2);
            double seconds = (System.nanoTime() - began) / 1e9;
            double used = Machine.cpuSeconds(server.process()) - cpu;
            int to = next;
            // It stays some events behind for ever: those that follow let the last ones out.
            produceFor(5);
            double late = percentile(from, to, 0.99);
            long missing = missing(open, from, to);
            System.out.printf(
                    Locale.ROOT,
                    "kafka-sse  %,5d subscribers, %d events/s: commit to last subscriber p50 %.0f ms, p99 %.0f ms; %.2f"
                            + " cores; %.1f KiB resident a subscriber; %d missed%n",
                    subscribers,
                    PER_SECOND,
                    percentile(from, to, 0.5),
                    late,
                    used / seconds,
                    (resident(server.process()) - before) / 1024.0 / subscribers,
                    missing);
            return late < 5000 && missing == 0;
        }
    }

    private void reconnect() throws Exception {
        try (Server gateway = gateway();
                SseClients live = new SseClients(this::note);
                SseClients before = new SseClients((number, nanos) -> {})) {
            String path = "/api/v1/stream?snapshot=false";
            for (int i = 0; i < 200; i++) {
                live.open(gateway.port(), path + wanted(i).query(), "");
            }
            List<SseClients.Client> first = new ArrayList<>();
            for (int i = 0; i < RECONNECTING; i++) {
                first.add(before.open(gateway.port(), path + wanted(i).query(), ""));
            }
            SseClients.await(live::live, 200, 60, n -> System.out.println("only " + n + " are live"));
            SseClients.await(before::live, RECONNECTING, 60, n -> System.out.println("only " + n + " are live"));
            for (SseClients.Client client : first) {
                before.leave(client);
            }
            int from = next;
            for (int i = 0; i < HOUR; i++) {
                produce(next++);
                if (i % 500 == 499) {
                    // Faster, those who are live would be sent away; an hour has less.
                    producer.flush();
                    TimeUnit.MILLISECONDS.sleep(150);
                }
            }
            producer.flush();
            produceFor(3);
            for (String gatewayIs : List.of("not warm", "warm")) {
                reconnect(gateway, live, first, from, gatewayIs);
            }
        }
    }

    private void reconnect(
            Server gateway, SseClients live, List<SseClients.Client> left, int from, String gatewayIs)
            throws Exception {
        int quiet = produceFor(5);
        double alone = percentile(quiet, next, 0.99);
        int to = next;
        int endedBefore = live.ended();
        try (SseClients again = new SseClients((number, nanos) -> {})) {
            List<SseClients.Client> clients = new ArrayList<>();
            long began = System.nanoTime();
            for (int i = 0; i < RECONNECTING; i++) {
                String path = "/api/v1/stream?snapshot=false" + wanted(i).query();
                clients.add(again.open(gateway.port(), path, left.get(i).lastId()));
            }
            CountDownLatch producing = new CountDownLatch(1);
            Thread pace = new Thread(
                    () -> {
                        produceFor(12);
                        producing.countDown();
                    },
                    "pace");
            pace.start();
            SseClients.await(again::live, RECONNECTING, 60, n -> System.out.println("only " + n + " are caught up"));
            double caughtUp = (System.nanoTime() - began) / 1e9;
            producing.await();
            awaitArrivals(clients, from);
            System.out.printf(
                    Locale.ROOT,
                    "reconnect  %d clients at once, gateway %s, %,d events behind (%,d to deliver): all caught up in %.1f"
                            + " s; live p99 %.0f ms meanwhile, %.0f ms before; %s, %d sent away%n",
                    RECONNECTING,
                    gatewayIs,
                    to - from,
                    deliveries(RECONNECTING, from, to),
                    caughtUp,
                    percentile(to, next, 0.99),
                    alone,
                    flaws(clients, from),
                    again.ended() + live.ended() - endedBefore);
        }
    }

    private void rest() throws Exception {
        fill();
        try (Server gateway = gateway()) {
            WebClient client = WebClient.builder("http://127.0.0.1:" + gateway.port())
                    .factory(ClientFactory.builder().useHttp2Preface(false).preferHttp1(true).build())
                    .build();
            request(client, 5, 200);
            long[] nanos = request(client, SECONDS, 500);
            double bare = bare();
            System.out.printf(
                    Locale.ROOT,
                    "rest       500 requests/s of a story's summaries (story, countries, actors), %,d reactions stored: p50"
                            + " %.1f ms, p99 %.1f ms, %d failed; the bare query on one connection takes %.2f ms; ratio"
                            + " %.1f%n",
                    STORED,
                    nanos[nanos.length / 2] / 1e6,
                    nanos[(int) (nanos.length * 0.99)] / 1e6,
                    Arrays.stream(nanos).filter(each -> each == Long.MAX_VALUE).count(),
                    bare,
                    nanos[nanos.length / 2] / 1e6 / bare);
        }
    }

    private static long[] request(WebClient client, int seconds, int perSecond) throws InterruptedException {
        int requests = seconds * perSecond;
        long[] nanos = new long[requests];
        CountDownLatch left = new CountDownLatch(requests);
        long begin = System.nanoTime();
        for (int i = 0; i < requests; i++) {
            int index = i;
            long due = begin + i * 1_000_000_000L / perSecond;
            LockSupport.parkNanos(due - System.nanoTime());
            String path = "/api/v1/stories/s-" + i % STORIES
                    + switch (i % 3) {
                        case 0 -> "";
                        case 1 -> "/countries";
                        default -> "/actors";
                    };
            // What came of it is noted.
            var unused = client.get(path).aggregate().handle((answer, failure) -> {
                nanos[index] = failure == null && answer.status().code() == 200
                        ? System.nanoTime() - due
                        : Long.MAX_VALUE;
                left.countDown();
                return null;
            });
        }
        if (!left.await(60, TimeUnit.SECONDS)) {
            System.out.println(left.getCount() + " requests were not answered");
        }
        Arrays.sort(nanos);
        return nanos;
    }

    private void fill() throws SQLException {
        for (int story = 0; story < STORIES; story++) {
            Story defined = Zubrowka.story("s-" + story);
            database.put(defined);
            database.put(Zubrowka.summary(defined.id()));
            for (int i = 0; i < 60; i++) {
                database.put(Zubrowka.country(
                        defined.id(), new Represents("C" + i, Represents.Kind.COUNTRY, "Country " + i)));
                database.put(Zubrowka.actor(defined.id(), "actor-" + i, i));
            }
        }
        try (Connection connection = DriverManager.getConnection(database.url())) {
            connection.setAutoCommit(false);
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO reactions VALUES (?,?,0,?,0,NULL,?,?,?,?,?,NULL,?,?,?,?,NULL,?,1,1,?)")) {
                for (int i = 0; i < STORED; i++) {
                    Reaction reaction = reaction(i);
                    Object[] values = {
                        reaction.story(),
                        reaction.utterance(),
                        i,
                        reaction.id(),
                        reaction.actor().id(),
                        reaction.actor().name(),
                        reaction.represents().code(),
                        reaction.represents().kind().json(),
                        reaction.rank(),
                        reaction.stance().json(),
                        Instant.EPOCH.plusSeconds(i).toEpochMilli(),
                        reaction.lagSeconds(),
                        reaction.text(),
                        "{}"
                    };
                    for (int column = 0; column < values.length; column++) {
                        insert.setObject(column + 1, values[column]);
                    }
                    insert.addBatch();
                    if (i % 10_000 == 9_999) {
                        insert.executeBatch();
                    }
                }
                insert.executeBatch();
            }
            connection.commit();
        }
    }

    /** The median of one query for a story's countries, in milliseconds. */
    private double bare() throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.url());
                PreparedStatement query = connection.prepareStatement(
                        "SELECT represents, json FROM country_summaries WHERE story = ? ORDER BY represents LIMIT 51")) {
            List<Long> nanos = new ArrayList<>();
            for (int i = 0; i < 2000; i++) {
                long began = System.nanoTime();
                query.setString(1, "s-" + i % STORIES);
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        rows.getString(2);
                    }
                }
                nanos.add(System.nanoTime() - began);
            }
            return nanos.stream().sorted().collect(Collectors.toList()).get(nanos.size() / 2) / 1e6;
        }
    }

    /** Waits until the gateway's stream takes subscribers. */
    private static final class HttpReady {
        private HttpReady() {}

        static void await(int port) throws IOException {
            long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (System.nanoTime() < until) {
                java.net.HttpURLConnection asked = (java.net.HttpURLConnection)
                        new java.net.URL("http://127.0.0.1:" + port + "/health/ready").openConnection();
                if (asked.getResponseCode() == 200) {
                    return;
                }
                LockSupport.parkNanos(100_000_000);
            }
            throw new IOException("the gateway is not ready");
        }
    }
}
