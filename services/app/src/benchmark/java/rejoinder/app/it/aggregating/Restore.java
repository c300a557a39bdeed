package rejoinder.app.it.aggregating;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;

/** An instance that has lost its state, against a bare loop that reads the same logs and keeps nothing. */
final class Restore {
    private static final double MEBIBYTE = 1024 * 1024;

    private Restore() {}

    static void measure(Bench bench) throws Exception {
        bench.define("border", "border");
        Talk talk = new Talk(0, 365);
        bench.write(talk, Bench.HISTORY);
        Process aggregator = bench.aggregator(1);
        Pace pace = Pace.untilDone(bench, aggregator, Bench.HISTORY, Pace.LONGEST_HISTORY);
        Bench.stop(aggregator);
        double mebibytes = bench.stateBytes() / MEBIBYTE;
        Bench.delete(bench.state());
        try (KafkaConsumer<String, byte[]> consumer = bench.newReactions();
                KafkaProducer<String, byte[]> producer = bench.producer(Optional.empty())) {
            producer.send(bench.record(talk.next(1))).get();
            long began = System.nanoTime();
            aggregator = bench.aggregator(1);
            while (consumer.poll(Duration.ofMillis(20)).isEmpty()) {
                if (!aggregator.isAlive()) {
                    throw new IllegalStateException("the aggregator has ended; see " + bench.log("bench"));
                }
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            Bench.report(
                    "restore     %.0f MiB of state of %,d statements: %.1f s from start to the first reaction (start of the"
                            + " process included), %.0f MiB of state a second; %s",
                    mebibytes,
                    pace.done(),
                    seconds,
                    mebibytes / seconds,
                    bareRead(bench));
        }
        Bench.stop(aggregator);
    }

    private static String bareRead(Bench bench) throws Exception {
        try (Admin admin = bench.admin();
                KafkaConsumer<String, byte[]> consumer = bench.consumer()) {
            List<TopicPartition> logs = admin.listTopics().names().get().stream()
                    .filter(name -> name.endsWith("-changelog"))
                    .flatMap(name -> Bench.partitions(name).stream())
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
            return String.format(Locale.ROOT, "a bare loop reads its logs, %.0f MiB, in %.1f s", bytes / MEBIBYTE, seconds);
        }
    }
}
