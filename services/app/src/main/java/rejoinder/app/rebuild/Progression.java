package rejoinder.app.rebuild;

import java.util.Optional;
import rejoinder.app.cli.Progress;
import rejoinder.app.cli.Terminal;
import rejoinder.ingestor.rebuild.Rereading;

/** A bar for each part of the work, one after the other, where somebody watches. */
final class Progression implements Rereading.Watcher, AutoCloseable {
    private Optional<Bar> bar = Optional.empty();

    private record Bar(String what, long most, Progress progress) {}

    @Override
    public void at(String what, long at, long most) {
        if (bar.filter(one -> one.what().equals(what) && one.most() == most).isEmpty()) {
            end();
            bar = Optional.of(new Bar(what, most, Progress.of(what, "", most, Terminal.seesErrors())));
        }
        bar.get().progress().at(at);
    }

    @Override
    public void close() {
        end();
    }

    /** Ends the bar that is shown, before something is said. */
    void end() {
        bar.ifPresent(one -> one.progress().close());
        bar = Optional.empty();
    }
}
