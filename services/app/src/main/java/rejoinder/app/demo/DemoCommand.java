package rejoinder.app.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import rejoinder.app.cli.Steps;
import rejoinder.app.cli.Terminal;
import rejoinder.app.cli.UserError;
import rejoinder.app.service.Definitions;
import rejoinder.app.service.Supervisor;
import rejoinder.app.up.Node;
import rejoinder.app.up.NodeOptions;
import rejoinder.contracts.story.Story;

/** Runs everything with the bundled demo story, whose articles arrive one by one. */
@Command(
        name = "demo",
        description = "Runs everything in this process with the bundled demo story, and shows the reactions coming in.",
        mixinStandardHelpOptions = true,
        footer = {"", "Ctrl-C stops it; starting again goes on where it was. Removing the data folder begins anew."})
public final class DemoCommand implements Callable<Integer> {
    private static final int LONGEST_PACE = 600_000;

    @Spec
    private CommandSpec spec;

    @Mixin
    private NodeOptions options = new NodeOptions();

    @Option(
            names = "--pace",
            paramLabel = "MILLIS",
            defaultValue = "400",
            description = "Time between two articles, in milliseconds (${DEFAULT-VALUE}).")
    private int pace;

    @Override
    public Integer call() throws InterruptedException {
        if (pace < 0 || pace > LONGEST_PACE) {
            throw new UserError("--pace is a number of milliseconds from 0 to " + LONGEST_PACE + ", not " + pace);
        }
        Steps steps = new Steps(spec.commandLine().getOut());
        try (Supervisor supervisor = new Supervisor()) {
            Node node = Node.start("demo", options, steps, supervisor);
            Story story = DemoContent.story();
            new Definitions(node.bootstrapServers()).ensure(node.topics().stories(), story.id(), story);
            String page = node.address() + "/stories/" + story.id();
            steps.say("Rejoinder is ready: " + page);
            release(node.inbox(), steps, supervisor);
            supervisor.await();
            return 0;
        }
    }

    private void release(Path inbox, Steps steps, Supervisor supervisor) throws InterruptedException {
        List<String> files = DemoContent.files();
        Duration between = Duration.ofMillis(pace);
        if (!Terminal.isThere()) {
            int fresh = 0;
            for (String file : files) {
                if (DemoContent.drop(file, inbox)) {
                    fresh++;
                    if (supervisor.endsWithin(between)) {
                        return;
                    }
                }
            }
            steps.say(arrived(files.size(), fresh));
            return;
        }
        int fresh = 0;
        try (ProgressBar bar = new ProgressBarBuilder()
                .setTaskName("Articles arriving")
                .setInitialMax(files.size())
                .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                .build()) {
            for (String file : files) {
                boolean dropped = DemoContent.drop(file, inbox);
                bar.step();
                if (dropped) {
                    fresh++;
                    if (supervisor.endsWithin(between)) {
                        return;
                    }
                }
            }
        }
        steps.say(arrived(files.size(), fresh));
    }

    private static String arrived(int all, int fresh) {
        return fresh == 0
                ? "All " + all + " files of the demo arrived earlier; going on from there. Ctrl-C stops."
                : "All " + all + " files of the demo have arrived, " + fresh + " of them now. Ctrl-C stops.";
    }
}
