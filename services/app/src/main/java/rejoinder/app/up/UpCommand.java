package rejoinder.app.up;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import rejoinder.app.cli.Steps;
import rejoinder.app.service.Supervisor;

/** Runs all services and an embedded broker in this process. */
@Command(
        name = "up",
        description =
                "Runs all services and an embedded Kafka in this process; reads what is put into the drop folder.",
        mixinStandardHelpOptions = true,
        footer = {"", "Ctrl-C stops it; starting again goes on where it was."})
public final class UpCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private NodeOptions options = new NodeOptions();

    @Override
    public Integer call() throws InterruptedException {
        Steps steps = new Steps(spec.commandLine().getOut());
        try (Supervisor supervisor = new Supervisor()) {
            Node node = Node.start("up", options, steps, supervisor);
            steps.say("Rejoinder is ready: " + node.address());
            steps.say("It reads what you put into " + node.inbox() + ". Ctrl-C stops.");
            IngestProgress.report(node.metrics(), steps, supervisor);
            supervisor.await();
            return 0;
        }
    }
}
