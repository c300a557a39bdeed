package rejoinder.app.it.aggregating;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import rejoinder.app.broker.EmbeddedBroker;
import rejoinder.app.it.Machine;
import rejoinder.app.service.TopicPreparation;
import rejoinder.contracts.topic.Topics;

/**
 * What aggregating costs, against a bare loop that consumes the same records, parses them and produces three records for
 * each in transactions. The broker runs in this process, the aggregator in one of its own.
 *
 * <pre>services/aggregator/benchmark [throughput] [hot] [latency] [stories] [rebalance] [restore]</pre>
 */
public final class AggregatorBenchmark {
    private AggregatorBenchmark() {}

    /** Measures one thing on a broker of its own, and prints what it found. */
    @FunctionalInterface
    private interface Measurement {
        void run(Bench bench) throws Exception;
    }

    private static Map<String, Measurement> all() {
        Map<String, Measurement> all = new LinkedHashMap<>();
        all.put("throughput", bench -> Throughput.measure(bench, "throughput", 0));
        all.put("hot", bench -> Throughput.measure(bench, "hot", 0.5));
        all.put("latency", Latency::measure);
        all.put("stories", StoryOverHistory::measure);
        all.put("rebalance", Rebalance::measure);
        all.put("restore", Restore::measure);
        return all;
    }

    public static void main(String[] arguments) throws Exception {
        Map<String, Measurement> all = all();
        Set<String> wanted = arguments.length == 0 ? all.keySet() : Set.copyOf(List.of(arguments));
        if (!all.keySet().containsAll(wanted)) {
            throw new IllegalArgumentException(Arrays.toString(arguments) + ": it measures " + all.keySet());
        }
        System.out.println(Machine.describe());
        for (Map.Entry<String, Measurement> one : all.entrySet()) {
            if (wanted.contains(one.getKey())) {
                Path folder = Files.createTempDirectory("rejoinder-benchmark");
                try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"))) {
                    Topics topics = Topics.in("bench");
                    TopicPreparation.prepare(broker.bootstrapServers(), topics, Bench.PARTITIONS);
                    one.getValue().run(new Bench(folder, broker.bootstrapServers(), topics));
                } finally {
                    Bench.delete(folder);
                }
            }
        }
        System.exit(0);
    }
}
