package rejoinder.app.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import rejoinder.aggregator.Aggregator;
import rejoinder.app.broker.EmbeddedBroker;
import rejoinder.app.service.TopicPreparation;
import rejoinder.contracts.json.JsonSerde;
import rejoinder.contracts.statement.Statement;
import rejoinder.contracts.story.Story;
import rejoinder.contracts.story.TriggerEvent;
import rejoinder.contracts.topic.Topics;

/**
 * What aggregating costs, against a bare loop that consumes the same records, parses them and produces three records for
 * each in transactions. The broker runs in this process, the aggregator in one of its own.
 *
 * <pre>services/aggregator/benchmark [throughput] [hot] [latency] [stories] [rebalance] [restore]</pre>
 */
public final class AggregatorBenchmark {
    private static final int PARTITIONS = 4;
    private static final int STATEMENTS = Integer.getInteger("benchmark.statements", 400_000);
    private static final int HISTORY = Integer.getInteger("benchmark.history", 1_000_000);
    private static final int A_SECOND = 500;
    /** Statements after which the compiler has done most of its work. */
    private static final int WARM = 300_000;

    private static final Duration LONGEST = Duration.ofSeconds(Integer.getInteger("benchmark.longest", 240));
    private static final Duration LONGEST_HISTORY = Duration.ofMinutes(20);
    private static final int SECONDS = Integer.getInteger("benchmark.seconds", 120);

    private final Path folder;
    private final String brokers;
    private final Topics topics;
    private final JsonSerde<Statement> json = new JsonSerde<>(Statement.class);

    private AggregatorBenchmark(Path folder, String brokers, Topics topics) {
        this.folder = folder;
        this.brokers = brokers;
        this.topics = topics;
    }

    public static void main(String[] arguments) throws Exception {
        List<String> all = List.of("throughput", "hot", "latency", "stories", "rebalance", "restore");
        Set<String> wanted = new HashSet<>(arguments.length == 0 ? all : Arrays.asList(arguments));
        System.out.println(Machine.describe());
        for (String one : all) {
            if (wanted.contains(one)) {
                Path folder = Files.createTempDirectory("rejoinder-benchmark");
                try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"))) {
                    Topics topics = Topics.in("bench");
                    TopicPreparation.prepare(broker.bootstrapServers(), topics, PARTITIONS);
                    new AggregatorBenchmark(folder, broker.bootstrapServers(), topics).run(one);
                } finally {
                    delete(folder);
                }
            }
        }
        System.exit(0);
    }

    private void run(String one) throws Exception {
        switch (one) {
            case "throughput" -> throughput("throughput", 0);
            case "hot" -> throughput("hot", 0.5);
            case "latency" -> latency();
            case "rebalance" -> rebalance();
            case "restore" -> restore();
            default -> stories();
        }
    }

    private double write(Talk talk, int many) {
        long bytes = 0;
        try (KafkaProducer<String, byte[]> producer = producer(Optional.empty())) {
            for (int i = 0; i < many; i++) {
                Statement.Asserted statement = talk.next((double) i / many);
                byte[] value = json.toBytes(statement);
                bytes += value.length;
                var unused = producer.send(new ProducerRecord<>(topics.statements().name(), statement.actorId(), value));
            }
        }
        return (double) bytes / many;
    }

    private KafkaProducer<String, byte[]> producer(Optional<String> transaction) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers,
                ProducerConfig.LINGER_MS_CONFIG, 5,
                ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024));
        transaction.ifPresent(id -> settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, id));
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    private KafkaConsumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
                        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 5,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    /** A consumer of the reactions that come from now on. */
    private KafkaConsumer<String, byte[]> newReactions() {
        KafkaConsumer<String, byte[]> consumer = consumer();
        List<TopicPartition> all = partitions(topics.reactions().name());
        consumer.assign(all);
        consumer.seekToEnd(all);
        all.forEach(consumer::position);
        return consumer;
    }

    private static List<TopicPartition> partitions(String topic) {
        return IntStream.range(0, PARTITIONS).mapToObj(i -> new TopicPartition(topic, i)).toList();
    }

    // ---- the bare loop

    /** Consumes, parses and produces three records for each in transactions of 100 ms; returns records a second. */
    private double bareLoop(int many) throws Exception {
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", brokers))) {
            admin.createTopics(Stream.of("bare-1", "bare-2", "bare-3")
                            .map(name -> new org.apache.kafka.clients.admin.NewTopic(name, PARTITIONS, (short) 1))
                            .toList())
                    .all()
                    .get();
        }
        long begin = 0;
        int warm = many / 4;
        int seen = 0;
        try (KafkaConsumer<String, byte[]> consumer = consumer();
                KafkaProducer<String, byte[]> producer = producer(Optional.of("bare"))) {
            consumer.assign(partitions(topics.statements().name()));
            producer.initTransactions();
            while (seen < many) {
                producer.beginTransaction();
                long commit = System.nanoTime() + Duration.ofMillis(100).toNanos();
                while (seen < many && System.nanoTime() < commit) {
                    ConsumerRecords<String, byte[]> records = consumer.poll(Duration.ofMillis(20));
                    for (ConsumerRecord<String, byte[]> record : records) {
                        Statement statement = json.fromBytes(record.value());
                        for (String topic : List.of("bare-1", "bare-2", "bare-3")) {
                            var unused = producer.send(new ProducerRecord<>(topic, statement.actorId(), record.value()));
                        }
                        if (++seen == warm) {
                            begin = System.nanoTime();
                        }
                    }
                }
                producer.commitTransaction();
            }
        }
        return (seen - warm) / ((System.nanoTime() - begin) / 1e9);
    }

    // ---- throughput

    private void throughput(String name, double hot) throws Exception {
        define(story("border", "border"));
        double bytes = write(new Talk(hot, 365), STATEMENTS);
        double bare = bareLoop(STATEMENTS);
        Process aggregator = aggregator(2);
        Pace pace = untilDone(aggregator, STATEMENTS, LONGEST);
        report(
                "%-11s %,d statements of %.0f bytes%s: bare loop %,.0f/s, aggregator %s = %.1f %%; %s",
                name, STATEMENTS, bytes, hot > 0 ? ", half of them by one actor" : "", bare, pace.described(), 100 * pace.rate() / bare,
                footprint(aggregator));
        stop(aggregator);
    }

    /**
     * How many statements are done a second, by the offsets that are committed. Counted from a third of them or of the
     * time on, when the compiler has done much of its work, to the moment when all is told or the time is up: so it ends,
     * and has a number, however slow the machine is.
     */
    private Pace untilDone(Process aggregator, int many, Duration longest) throws Exception {
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", brokers))) {
            long begin = System.nanoTime();
            long from = 0;
            long fromAt = 0;
            double cpu = 0;
            while (true) {
                long done = Math.min(many, committed(admin, topics.statements().name()));
                long now = System.nanoTime();
                if (fromAt == 0 && (done >= many / 3 || (done > 0 && now - begin > longest.toNanos() / 3))) {
                    from = done;
                    fromAt = now;
                    cpu = Machine.cpuSeconds(aggregator);
                }
                if ((done >= many && isIdle(admin)) || now - begin > longest.toNanos()) {
                    return new Pace(
                            done,
                            (done - from) / ((now - fromAt) / 1e9),
                            (Machine.cpuSeconds(aggregator) - cpu) * 1e6 / Math.max(1, done - from));
                }
                pause(Duration.ofMillis(20));
            }
        }
    }

    /**
     * How quickly it went.
     *
     * @param done statements, from the beginning
     * @param rate statements a second
     * @param micros of processor that the aggregator took for a statement, its compiler's included
     */
    private record Pace(long done, double rate, double micros) {
        String described() {
            return String.format(Locale.ROOT, "%,.0f/s (%.0f \u00b5s of processor each; %,d done)", rate, micros, done);
        }
    }

    private static String group() {
        return Aggregator.application(Topics.in("bench"));
    }

    private static long committed(Admin admin, String topic) throws Exception {
        return admin.listConsumerGroupOffsets(group()).partitionsToOffsetAndMetadata().get().entrySet().stream()
                .filter(one -> one.getKey().topic().equals(topic))
                .mapToLong(one -> one.getValue().offset())
                .sum();
    }

    /** Whether the second step has read all that the first one told; marks of transactions count as read. */
    private static boolean isIdle(Admin admin) throws Exception {
        String repartitioned = group() + "-actors-by-story-repartition";
        long end = admin
                .listOffsets(partitions(repartitioned).stream()
                        .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest())))
                .all()
                .get()
                .values()
                .stream()
                .mapToLong(one -> one.offset())
                .sum();
        return end - committed(admin, repartitioned) <= PARTITIONS * 2L;
    }

    // ---- latency

    private void latency() throws Exception {
        define(story("border", "border"));
        Talk talk = new Talk(0, 30);
        write(talk, WARM);
        Process aggregator = aggregator(1);
        Pace warm = untilDone(aggregator, WARM, LONGEST);
        report("latency     after %,d statements at %s", warm.done(), warm.described());
        Map<String, Long> committed = Collections.synchronizedMap(new HashMap<>());
        Map<String, Map<String, Double>> seen = new HashMap<>();
        List<String> outputs = List.of(
                topics.reactions().name(),
                topics.actorSummaries().name(),
                topics.countrySummaries().name(),
                topics.storySummaries().name());
        Thread writer = new Thread(() -> write(talk, committed), "writer");
        List<List<Double>> waits = outputs.stream().<List<Double>>map(topic -> new ArrayList<>()).toList();
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            consumer.assign(outputs.stream().flatMap(topic -> partitions(topic).stream()).toList());
            writer.start();
            long end = System.nanoTime() + Duration.ofSeconds(SECONDS + 5).toNanos();
            while (System.nanoTime() < end) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(20))) {
                    long now = System.nanoTime();
                    if (record.value() != null && record.key().startsWith("all")) {
                        note(record, outputs, committed, seen, waits, now);
                    }
                }
            }
        }
        writer.join();
        for (int i = 0; i < outputs.size(); i++) {
            List<Double> lately = waits.get(i).subList(waits.get(i).size() / 2, waits.get(i).size());
            report(
                    "latency     %d statements a second, commit to %s readable: %.0f ms (median), %.0f ms (99 %%), %.0f ms (worst)",
                    A_SECOND, outputs.get(i).substring("bench.".length()), percentile(lately, 0.5), percentile(lately, 0.99), percentile(lately, 1));
        }
        stop(aggregator);
    }

    /** Every statement's id stands in the summaries that take it in first: as their newest reaction. */
    private static void note(
            ConsumerRecord<String, byte[]> record,
            List<String> outputs,
            Map<String, Long> committed,
            Map<String, Map<String, Double>> seen,
            List<List<Double>> waits,
            long now) {
        String text = new String(record.value(), StandardCharsets.UTF_8);
        int at = text.indexOf("u-0");
        while (at >= 0) {
            String id = "s-" + text.substring(at + 2, Math.min(text.length(), at + 34));
            Long since = committed.get(id);
            if (since != null && seen.computeIfAbsent(record.topic(), topic -> new HashMap<>()).putIfAbsent(id, 0.0) == null) {
                waits.get(outputs.indexOf(record.topic())).add((now - since) / 1e6);
            }
            at = text.indexOf("u-0", at + 3);
        }
    }

    private void write(Talk talk, Map<String, Long> committed) {
        try (KafkaProducer<String, byte[]> producer = producer(Optional.empty())) {
            long begin = System.nanoTime();
            for (int i = 0; i < A_SECOND * SECONDS; i++) {
                // Later than what has been written before, so that it stands among the newest.
                Statement.Asserted statement = talk.next(1 + (double) i / (A_SECOND * SECONDS));
                var unused = producer.send(
                        new ProducerRecord<>(topics.statements().name(), statement.actorId(), json.toBytes(statement)),
                        (metadata, failure) -> committed.put(statement.id(), System.nanoTime()));
                long due = begin + (i + 1) * 1_000_000_000L / A_SECOND;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(Math.max(1, due - System.nanoTime()));
                }
            }
        }
    }

    // ---- a story over history

    private void stories() throws Exception {
        Talk talk = new Talk(0, 365);
        double bytes = write(talk, HISTORY);
        Process aggregator = aggregator(2);
        Pace pace = untilDone(aggregator, HISTORY, LONGEST_HISTORY);
        report("history     %,d statements of %.0f bytes aggregated at %s; %s", HISTORY, bytes, pace.described(), footprint(aggregator));
        double perUtterance = size(folder.resolve("state")) / (HISTORY * 0.7);
        report("state       %.0f bytes on disk for each utterance", perUtterance);
        // The first one meets code that has never run, as after a start.
        for (String id : List.of("first", "second")) {
            story(id, talk);
        }
        report("memory      %s", footprint(aggregator));
        stop(aggregator);
    }

    private void story(String id, Talk talk) throws Exception {
        Map<String, Long> committed = Collections.synchronizedMap(new HashMap<>());
        List<Double> waits = new ArrayList<>();
        Map<String, Map<String, Double>> seen = new HashMap<>();
        List<String> outputs = List.of(topics.reactions().name());
        Thread writer = new Thread(() -> write(talk, committed), "writer");
        writer.start();
        long begin = System.nanoTime();
        define(story(id, "border"));
        String afterHistory = String.format(Locale.ROOT, "%s|u-%032x", id, HISTORY);
        // What is said meanwhile repeats some of what was said before: those reactions come again.
        Set<String> reactions = new HashSet<>();
        long last = begin;
        try (KafkaConsumer<String, byte[]> consumer = newReactions()) {
            while (System.nanoTime() - last < Duration.ofSeconds(5).toNanos()) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    long now = System.nanoTime();
                    boolean ofHistory = record.key().startsWith(id + "|")
                            && record.key().compareTo(afterHistory) < 0;
                    if (ofHistory && reactions.add(record.key())) {
                        last = now;
                    } else if (record.key().startsWith("all|") && now - last < Duration.ofSeconds(1).toNanos()) {
                        note(record, outputs, committed, seen, List.of(waits), now);
                    }
                }
            }
        }
        report("stories     the %s story over %,d statements of history: %,d reactions, the last one after %.1f s;"
                        + " meanwhile %d statements a second, each readable after %.0f ms (median), %.0f ms (worst)",
                id, HISTORY, reactions.size(), (last - begin) / 1e9, A_SECOND, percentile(waits, 0.5), percentile(waits, 1));
        writer.join();
    }

    // ---- an instance that leaves and comes back

    /** How long what is said waits while two instances with copies of each other's state share the work. */
    private void rebalance() throws Exception {
        define(story("border", "border"));
        Talk talk = new Talk(0, 365);
        write(talk, HISTORY);
        Process stays = aggregator("stays", 1, 1);
        Process leaves = aggregator("leaves", 1, 1);
        Pace pace = untilDone(stays, HISTORY, LONGEST_HISTORY);
        report("history     %,d statements aggregated by two instances at %.0f/s, %.0f MiB of state on disk in both",
                pace.done(), pace.rate(), size(folder.resolve("state")) / 1024 / 1024);
        Map<String, Long> committed = Collections.synchronizedMap(new HashMap<>());
        Map<String, Map<String, Double>> seen = new HashMap<>();
        List<String> outputs = List.of(topics.reactions().name());
        Thread writer = new Thread(() -> write(talk, committed), "writer");
        writer.start();
        try (KafkaConsumer<String, byte[]> consumer = newReactions()) {
            longestWait("both run", consumer, outputs, committed, seen);
            stop(leaves);
            longestWait("one has left", consumer, outputs, committed, seen);
            leaves = aggregator("leaves", 1, 1);
            longestWait("it is back", consumer, outputs, committed, seen);
            leaves.destroyForcibly().waitFor();
            longestWait("it was killed", consumer, outputs, committed, seen);
        }
        writer.join();
        stop(stays);
    }

    private void longestWait(
            String phase,
            KafkaConsumer<String, byte[]> consumer,
            List<String> outputs,
            Map<String, Long> committed,
            Map<String, Map<String, Double>> seen) {
        List<Double> waits = new ArrayList<>();
        long end = System.nanoTime() + Duration.ofSeconds(SECONDS / 4).toNanos();
        while (System.nanoTime() < end) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(20))) {
                if (record.value() != null && record.key().startsWith("all|")) {
                    note(record, outputs, committed, seen, List.of(waits), System.nanoTime());
                }
            }
        }
        report("rebalance   %s: %d statements a second, each readable after %.0f ms (median), %.0f ms (worst)",
                phase, A_SECOND, percentile(waits, 0.5), percentile(waits, 1));
    }

    // ---- state that is lost

    /** An instance without its state, against a bare loop that reads the same logs and keeps nothing. */
    private void restore() throws Exception {
        define(story("border", "border"));
        Talk talk = new Talk(0, 365);
        write(talk, HISTORY);
        Process aggregator = aggregator(1);
        Pace pace = untilDone(aggregator, HISTORY, LONGEST_HISTORY);
        stop(aggregator);
        Path state = folder.resolve("state");
        double stateBytes = size(state);
        delete(state);
        try (KafkaConsumer<String, byte[]> consumer = newReactions();
                KafkaProducer<String, byte[]> producer = producer(Optional.empty())) {
            Statement.Asserted last = talk.next(1);
            producer.send(new ProducerRecord<>(topics.statements().name(), last.actorId(), json.toBytes(last))).get();
            long began = System.nanoTime();
            aggregator = aggregator(1);
            while (consumer.poll(Duration.ofMillis(20)).isEmpty()) {
                if (!aggregator.isAlive()) {
                    throw new IllegalStateException("the aggregator has ended; see " + folder.resolve("bench.log"));
                }
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            report("restore     %.0f MiB of state of %,d statements: %.1f s from start to the first reaction (start of the process"
                            + " included), %.0f MiB of state a second; %s",
                    stateBytes / 1024 / 1024, pace.done(), seconds, stateBytes / 1024 / 1024 / seconds, bareRead());
        }
        stop(aggregator);
    }

    private String bareRead() throws Exception {
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", brokers));
                KafkaConsumer<String, byte[]> consumer = consumer()) {
            List<TopicPartition> logs = admin.listTopics().names().get().stream()
                    .filter(name -> name.endsWith("-changelog"))
                    .flatMap(name -> partitions(name).stream())
                    .toList();
            consumer.assign(logs);
            Map<TopicPartition, Long> ends = consumer.endOffsets(logs);
            long began = System.nanoTime();
            long bytes = 0;
            while (logs.stream().anyMatch(log -> consumer.position(log) < ends.get(log))) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    bytes += record.serializedKeySize() + Math.max(0, record.serializedValueSize());
                }
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            return String.format(Locale.ROOT, "a bare loop reads its logs, %.0f MiB, in %.1f s", bytes / 1048576.0, seconds);
        }
    }

    // ---- what they share

    private static Story story(String id, String query) {
        return new Story(
                id,
                "The border",
                new TriggerEvent("Nobody at All", Optional.of("I close it."), Optional.empty(), Talk.BEGIN, Optional.empty()),
                query,
                Optional.empty(),
                Optional.empty(),
                List.of("QA", "QAB"));
    }

    private void define(Story story) throws Exception {
        try (KafkaProducer<String, byte[]> producer = producer(Optional.empty())) {
            producer.send(new ProducerRecord<>(topics.stories().name(), story.id(), topics.stories().json().toBytes(story))).get();
        }
    }

    private Process aggregator(int threads) throws IOException {
        return aggregator("bench", threads, 0);
    }

    private Process aggregator(String instance, int threads, int standby) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m", "-XX:+UseG1GC", "-XX:InitiatingHeapOccupancyPercent=65"));
        Stream.of(System.getProperty("benchmark.aggregator", "").split(" ", -1))
                .filter(option -> !option.isEmpty())
                .forEach(command::add);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                "rejoinder.app.Main",
                "aggregator",
                "--threads",
                Integer.toString(threads),
                "--standby",
                Integer.toString(standby),
                "--instance",
                instance,
                "--data",
                folder.resolve("state").resolve(instance).toString(),
                "--bootstrap-servers",
                brokers,
                "--namespace",
                topics.namespace()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(instance + ".log").toFile())
                .start();
    }

    private static void stop(Process process) throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    private static String footprint(Process process) throws IOException {
        return String.format(Locale.ROOT, "%.0f MiB resident at most with a heap of 512 MiB, %.0f s of processor", Machine.peakMebibytes(process), Machine.cpuSeconds(process));
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        }
    }

    /** Of files that come and go meanwhile. */
    private static double size(Path folder) throws IOException {
        long[] bytes = new long[1];
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                bytes[0] += attributes.size();
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                return FileVisitResult.CONTINUE;
            }
        });
        return bytes[0];
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
}
