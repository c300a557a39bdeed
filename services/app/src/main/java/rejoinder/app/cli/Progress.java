package rejoinder.app.cli;

import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar on standard error, where somebody watches it; nothing else, so that pipes and files hold what was asked for. */
public final class Progress implements AutoCloseable {
    private static final int EACH_MILLIS = 200;

    private final ProgressBar bar;

    private Progress(ProgressBar bar) {
        this.bar = bar;
    }

    /**
     * Begins to show how far {@code task} is.
     *
     * @param most how many {@code unit} it has to do
     * @param shown false for no bar at all, as when standard output is the same terminal
     */
    public static Progress of(String task, String unit, long most, boolean shown) {
        ProgressBarBuilder builder = new ProgressBarBuilder()
                .setTaskName(task)
                .setUnit(" " + unit, 1)
                .setInitialMax(most)
                .showSpeed()
                .setUpdateIntervalMillis(EACH_MILLIS)
                .setStyle(ProgressBarStyle.UNICODE_BLOCK);
        return new Progress(
                shown
                        ? builder.setConsumer(new ConsoleProgressBarConsumer(System.err))
                                .build()
                        : builder.setConsumer(new Nowhere())
                                .setUpdateIntervalMillis(
                                        (int) Duration.ofHours(1).toMillis())
                                .build());
    }

    /** Shows that so many are done. */
    public void at(long done) {
        bar.stepTo(done);
    }

    @Override
    public void close() {
        bar.close();
    }

    /** Where a bar goes that nobody watches. */
    private static final class Nowhere implements me.tongfei.progressbar.ProgressBarConsumer {
        @Override
        public int getMaxRenderedLength() {
            return 1;
        }

        @Override
        public void accept(String rendered) {}

        @Override
        public void close() {}
    }
}
