package rejoinder.app.up;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;
import rejoinder.app.cli.Steps;
import rejoinder.app.service.Supervisor;

/** Says how many documents have been read, and how fast, while files wait in the drop folder. */
final class IngestProgress {
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(2);

    private IngestProgress() {}

    /** Reports until the run ends: a line each two seconds while there is work, and one when it is done. */
    static void report(MeterRegistry metrics, Steps steps, Supervisor supervisor) throws InterruptedException {
        double before = documents(metrics);
        double burst = before;
        long began = System.nanoTime();
        while (!supervisor.endsWithin(BETWEEN_LINES)) {
            double now = documents(metrics);
            double waiting = gauge(metrics, "rejoinder.ingestor.waiting");
            if (now > before) {
                if (burst == before) {
                    began = System.nanoTime() - BETWEEN_LINES.toNanos();
                }
                double seconds = (System.nanoTime() - began) / 1e9;
                steps.say(String.format(
                        Locale.ROOT,
                        "  %,.0f documents, %,.0f statements, %,.0f a second, %,.0f files waiting",
                        now,
                        count(metrics, "rejoinder.ingestor.statements"),
                        (now - burst) / seconds,
                        waiting));
            } else {
                burst = now;
            }
            before = now;
        }
    }

    private static double documents(MeterRegistry metrics) {
        return count(metrics, "rejoinder.ingestor.documents");
    }

    private static double count(MeterRegistry metrics, String name) {
        return metrics.find(name).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    private static double gauge(MeterRegistry metrics, String name) {
        return metrics.find(name).gauges().stream()
                .mapToDouble(gauge -> gauge.value())
                .sum();
    }
}
