package rejoinder.app.up;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import rejoinder.app.cli.Steps;
import rejoinder.app.cli.Terminal;
import rejoinder.app.service.Supervisor;

/** Says how many documents have been read, and how fast, while files wait in the drop folder. */
final class IngestProgress {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
    private static final String TOTAL = "rejoinder.ingestor.backlog.total";
    private static final long MEBIBYTE = 1024 * 1024;
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(2);

    private IngestProgress() {}

    /** Reports until the run ends: by a bar on a terminal, else by a line each two seconds while there is work. */
    static void report(MeterRegistry metrics, Steps steps, Supervisor supervisor) throws InterruptedException {
        if (Terminal.isThere()) {
            bars(metrics, supervisor);
        } else {
            lines(metrics, steps, supervisor);
        }
    }

    private static void bars(MeterRegistry metrics, Supervisor supervisor) throws InterruptedException {
        boolean ended = false;
        while (!ended) {
            ended = supervisor.endsWithin(BETWEEN_LOOKS);
            if (gauge(metrics, TOTAL) > MEBIBYTE) {
                ended = bar(metrics, supervisor);
            }
        }
    }

    /** One backlog, from its beginning to its end; returns whether the run has ended. */
    private static boolean bar(MeterRegistry metrics, Supervisor supervisor) throws InterruptedException {
        double before = documents(metrics);
        try (ProgressBar bar = new ProgressBarBuilder()
                .setTaskName("Reading files")
                .setUnit(" MiB", MEBIBYTE)
                .setInitialMax((long) gauge(metrics, TOTAL))
                .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                .build()) {
            boolean ended = false;
            double total = gauge(metrics, TOTAL);
            while (!ended && total > 0) {
                bar.maxHint((long) total);
                bar.stepTo((long) gauge(metrics, "rejoinder.ingestor.backlog.read"));
                bar.setExtraMessage(String.format(Locale.ROOT, "%,.0f documents", documents(metrics) - before));
                ended = supervisor.endsWithin(BETWEEN_LOOKS);
                total = gauge(metrics, TOTAL);
            }
            bar.stepTo(bar.getMax());
            return ended;
        }
    }

    private static void lines(MeterRegistry metrics, Steps steps, Supervisor supervisor) throws InterruptedException {
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
