package rejoinder.app.it.aggregating;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import rejoinder.aggregator.Aggregator;
import rejoinder.app.it.Machine;

/**
 * How quickly it went.
 *
 * @param done statements, from the beginning
 * @param rate statements a second
 * @param micros of processor that the aggregator took for a statement, its compiler's included
 */
record Pace(long done, double rate, double micros) {
    /** The longest that aggregating a history is waited for. */
    static final Duration LONGEST_HISTORY = Duration.ofMinutes(20);

    String described() {
        return String.format(Locale.ROOT, "%,.0f/s (%.0f \u00b5s of processor each; %,d done)", rate, micros, done);
    }

    /**
     * How many statements are done a second, by the offsets that are committed. Counted from a third of them or of the
     * time on, when the compiler has done much of its work, to the moment when all is told or the time is up: so it ends,
     * and has a number, however slow the machine is.
     */
    static Pace untilDone(Bench bench, Process aggregator, int many, Duration longest) throws Exception {
        try (Admin admin = bench.admin()) {
            String group = Aggregator.application(bench.topics());
            long begin = System.nanoTime();
            long from = 0;
            long fromAt = 0;
            double cpu = 0;
            while (true) {
                long done = Math.min(many, committed(admin, group, bench.topics().statements().name()));
                long now = System.nanoTime();
                if (fromAt == 0 && (done >= many / 3 || (done > 0 && now - begin > longest.toNanos() / 3))) {
                    from = done;
                    fromAt = now;
                    cpu = Machine.cpuSeconds(aggregator);
                }
                if ((done >= many && isIdle(admin, group)) || now - begin > longest.toNanos()) {
                    return new Pace(
                            done,
                            (done - from) / ((now - fromAt) / 1e9),
                            (Machine.cpuSeconds(aggregator) - cpu) * 1e6 / Math.max(1, done - from));
                }
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
        }
    }

    private static long committed(Admin admin, String group, String topic) throws Exception {
        return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().entrySet().stream()
                .filter(one -> one.getKey().topic().equals(topic))
                .mapToLong(one -> one.getValue().offset())
                .sum();
    }

    /** Whether the second step has read all that the first one told; marks of transactions count as read. */
    private static boolean isIdle(Admin admin, String group) throws Exception {
        String repartitioned = group + "-actors-by-story-repartition";
        long end = admin
                .listOffsets(Bench.partitions(repartitioned).stream()
                        .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest())))
                .all()
                .get()
                .values()
                .stream()
                .mapToLong(one -> one.offset())
                .sum();
        return end - committed(admin, group, repartitioned) <= Bench.PARTITIONS * 2L;
    }
}
