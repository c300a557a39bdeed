package rejoinder.app.it.aggregating;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** From a statement's commit to its reaction and its summaries readable. */
final class Latency {
    /** Statements after which the compiler has done most of its work. */
    private static final int WARM = Integer.getInteger("benchmark.statements", 300_000);

    private static final Duration LONGEST = Duration.ofSeconds(Integer.getInteger("benchmark.longest", 240));

    private Latency() {}

    static void measure(Bench bench) throws Exception {
        bench.define("border", "border");
        Talk talk = new Talk(0, 30);
        bench.write(talk, WARM);
        Process aggregator = bench.aggregator(1);
        Pace warm = Pace.untilDone(bench, aggregator, WARM, LONGEST);
        Bench.report("latency     after %,d statements at %s", warm.done(), warm.described());
        List<String> outputs = List.of(
                bench.topics().reactions().name(),
                bench.topics().actorSummaries().name(),
                bench.topics().countrySummaries().name(),
                bench.topics().storySummaries().name());
        try (KafkaConsumer<String, byte[]> consumer = bench.consumer()) {
            consumer.assign(outputs.stream().flatMap(topic -> Bench.partitions(topic).stream()).toList());
            Waits waits = Waits.begin(bench, talk);
            long end = System.nanoTime() + Duration.ofSeconds(Bench.SECONDS + 5).toNanos();
            while (System.nanoTime() < end) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(20))) {
                    waits.note(record, System.nanoTime());
                }
            }
            waits.end();
            outputs.forEach(topic -> report(topic.substring(bench.topics().namespace().length() + 1), waits.take(topic)));
        }
        Bench.stop(aggregator);
    }

    private static void report(String topic, List<Double> waits) {
        List<Double> lately = waits.subList(waits.size() / 2, waits.size());
        Bench.report(
                "latency     %d statements a second, commit to %s readable: %.0f ms (median), %.0f ms (99 %%), %.0f ms (worst)",
                Waits.A_SECOND,
                topic,
                Waits.percentile(lately, 0.5),
                Waits.percentile(lately, 0.99),
                Waits.percentile(lately, 1));
    }
}
