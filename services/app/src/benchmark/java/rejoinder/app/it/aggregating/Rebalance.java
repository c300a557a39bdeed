package rejoinder.app.it.aggregating;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** How long what is said waits while one of two instances with copies of each other's state leaves and comes back. */
final class Rebalance {
    private Rebalance() {}

    static void measure(Bench bench) throws Exception {
        bench.define("border", "border");
        Talk talk = new Talk(0, 365);
        bench.write(talk, Bench.HISTORY);
        Process stays = bench.aggregator("stays", 1, 1);
        Process leaves = bench.aggregator("leaves", 1, 1);
        Pace pace = Pace.untilDone(bench, stays, Bench.HISTORY, Pace.LONGEST_HISTORY);
        Bench.report(
                "history     %,d statements aggregated by two instances at %.0f/s, %.0f MiB of state on disk in both",
                pace.done(),
                pace.rate(),
                bench.stateBytes() / 1024 / 1024);
        Waits waits = Waits.begin(bench, talk);
        try (KafkaConsumer<String, byte[]> consumer = bench.newReactions()) {
            watch(bench, "both run", consumer, waits);
            Bench.stop(leaves);
            watch(bench, "one has left", consumer, waits);
            leaves = bench.aggregator("leaves", 1, 1);
            watch(bench, "it is back", consumer, waits);
            leaves.destroyForcibly().waitFor();
            watch(bench, "it was killed", consumer, waits);
        }
        waits.end();
        Bench.stop(stays);
    }

    private static void watch(Bench bench, String phase, KafkaConsumer<String, byte[]> consumer, Waits waits) {
        long end = System.nanoTime() + Duration.ofSeconds(Bench.SECONDS / 4).toNanos();
        while (System.nanoTime() < end) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(20))) {
                waits.note(record, System.nanoTime());
            }
        }
        List<Double> taken = waits.take(bench.topics().reactions().name());
        Bench.report(
                "rebalance   %s: %d statements a second, each readable after %.0f ms (median), %.0f ms (worst)",
                phase,
                Waits.A_SECOND,
                Waits.percentile(taken, 0.5),
                Waits.percentile(taken, 1));
    }
}
