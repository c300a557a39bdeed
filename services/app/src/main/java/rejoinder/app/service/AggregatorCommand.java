package rejoinder.app.service;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import rejoinder.aggregator.Aggregator;
import rejoinder.aggregator.AggregatorSettings;
import rejoinder.app.cli.KafkaOptions;

/** Runs an aggregator alone. */
@Command(
        name = "aggregator",
        description = "Merges statements into utterances and groups reactions by actor, country and story.",
        mixinStandardHelpOptions = true)
public final class AggregatorCommand implements Callable<Integer> {
    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Option(
            names = "--instance",
            paramLabel = "NAME",
            defaultValue = "${env:REJOINDER_INSTANCE:-${env:HOSTNAME:-one}}",
            description = "Name of this one among several; the same after a restart (REJOINDER_INSTANCE).")
    private String instance;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${env:REJOINDER_DATA:-data/aggregator}",
            description = "Folder for its state, rebuilt where it is missing (REJOINDER_DATA; ${DEFAULT-VALUE}).")
    private Path data;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "${env:REJOINDER_THREADS:-1}",
            description = "Stream threads; the partitions are shared among them (REJOINDER_THREADS; ${DEFAULT-VALUE}).")
    private int threads;

    @Option(
            names = "--standby",
            paramLabel = "N",
            defaultValue = "${env:REJOINDER_STANDBY:-0}",
            description = "Warm copies of its state on other instances, so that they take over in seconds"
                    + " (REJOINDER_STANDBY; ${DEFAULT-VALUE}).")
    private int standby;

    @Override
    public Integer call() throws InterruptedException {
        return Alone.run(
                kafka,
                "aggregator",
                (live, metrics) -> RunningService.of(Aggregator.start(
                        new AggregatorSettings(
                                        kafka.bootstrapServers(), live.topics().namespace(), data, instance)
                                .with(threads, standby),
                        metrics)));
    }
}
