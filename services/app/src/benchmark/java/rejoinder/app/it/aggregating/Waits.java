package rejoinder.app.it.aggregating;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import rejoinder.contracts.statement.Statement;

/** How long statements that arrive at an even pace wait from their commit until they can be read of. */
final class Waits {
    static final int A_SECOND = Integer.getInteger("benchmark.rate", 500);

    private final Bench bench;
    private final Talk talk;
    private final Map<String, Long> committed = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> seen = new HashMap<>();
    private final Map<String, List<Double>> waits = new HashMap<>();
    private final Thread writer = new Thread(this::write, "writer");

    private Waits(Bench bench, Talk talk) {
        this.bench = bench;
        this.talk = talk;
    }

    /** Begins to write what goes on with a talk, for {@link Bench#SECONDS}. */
    static Waits begin(Bench bench, Talk talk) {
        Waits waits = new Waits(bench, talk);
        waits.writer.start();
        return waits;
    }

    private void write() {
        try (KafkaProducer<String, byte[]> producer = bench.producer(Optional.empty())) {
            long begin = System.nanoTime();
            int many = A_SECOND * Bench.SECONDS;
            for (int i = 0; i < many; i++) {
                // Later than what has been written before, so that it stands among the newest.
                Statement.Asserted statement = talk.next(1 + (double) i / many);
                var unused = producer.send(
                        bench.record(statement), (metadata, failure) -> committed.put(statement.id(), System.nanoTime()));
                long due = begin + (i + 1) * 1_000_000_000L / A_SECOND;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(Math.max(1, due - System.nanoTime()));
                }
            }
        }
    }

    void end() throws InterruptedException {
        writer.join();
    }

    /**
     * Notes the statements that a record is the first of its topic to name: each stands, as a newest reaction, in the
     * summaries that take it in first. Only the story of everything is sure to name all.
     */
    void note(ConsumerRecord<String, byte[]> record, long now) {
        if (record.value() == null || !record.key().startsWith("all")) {
            return;
        }
        String text = new String(record.value(), StandardCharsets.UTF_8);
        for (int at = text.indexOf("u-0"); at >= 0; at = text.indexOf("u-0", at + 3)) {
            String id = "s-" + text.substring(at + 2, Math.min(text.length(), at + 34));
            Long since = committed.get(id);
            if (since != null && seen.computeIfAbsent(record.topic(), topic -> new HashSet<>()).add(id)) {
                waits.computeIfAbsent(record.topic(), topic -> new ArrayList<>()).add((now - since) / 1e6);
            }
        }
    }

    /** What was noted of a topic since this was asked last, in milliseconds. */
    List<Double> take(String topic) {
        return Optional.ofNullable(waits.remove(topic)).orElse(List.of());
    }

    static double percentile(List<Double> values, double share) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.isEmpty() ? Double.NaN : sorted.get((int) Math.min(sorted.size() - 1, share * sorted.size()));
    }
}
