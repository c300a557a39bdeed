package rejoinder.app.it.aggregating;

import java.time.Duration;

/** Statements a second through the whole topology, against the bare loop, which runs before and after it. */
final class Throughput {
    /** So many that the compiler has done its work when it is measured; on two cores that takes a minute. */
    private static final int STATEMENTS = Integer.getInteger("benchmark.statements", 1_000_000);

    private static final Duration LONGEST = Duration.ofSeconds(Integer.getInteger("benchmark.longest", 240));

    private Throughput() {}

    /**
     * Measures and prints it.
     *
     * @param hot the share of the statements that one actor makes
     */
    static void measure(Bench bench, String name, double hot) throws Exception {
        bench.define("border", "border");
        double bytes = bench.write(new Talk(hot, 365), STATEMENTS);
        double before = BareLoop.rate(bench, STATEMENTS);
        Process aggregator = bench.aggregator(2);
        Pace pace = Pace.untilDone(bench, aggregator, STATEMENTS, LONGEST);
        String footprint = Bench.footprint(aggregator);
        Bench.stop(aggregator);
        double after = BareLoop.rate(bench, STATEMENTS);
        Bench.report(
                "%-11s %,d statements of %.0f bytes%s: bare loop %,.0f/s and %,.0f/s, aggregator %s = %.1f %%; %s",
                name,
                STATEMENTS,
                bytes,
                hot > 0 ? ", half of them by one actor" : "",
                before,
                after,
                pace.described(),
                100 * pace.rate() / ((before + after) / 2),
                footprint);
    }
}
