package rejoinder.app.service;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import rejoinder.app.cli.DatabaseOptions;
import rejoinder.app.cli.KafkaOptions;
import rejoinder.sink.Sink;
import rejoinder.sink.SinkSettings;

/** Runs a sink alone. */
@Command(
        name = "sink",
        description = "Writes stories, reactions and summaries to the database, exactly once.",
        mixinStandardHelpOptions = true)
public final class SinkCommand implements Callable<Integer> {
    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Override
    public Integer call() throws InterruptedException {
        return Alone.run(
                kafka,
                "sink",
                (live, metrics) -> RunningService.of(Sink.start(
                        new SinkSettings(
                                kafka.bootstrapServers(),
                                live.topics().namespace(),
                                Databases.of(database.url(), live.topics()),
                                database.user(),
                                database.password()),
                        metrics)));
    }
}
