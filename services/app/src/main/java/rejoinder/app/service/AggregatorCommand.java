package rejoinder.app.service;

import java.nio.file.Path;
import java.time.Duration;
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

    @Option(
            names = "--retention-days",
            paramLabel = "DAYS",
            defaultValue = "${env:REJOINDER_RETENTION_DAYS:-400}",
            description =
                    "How long after its last report an utterance takes part in merging and in new stories. Then it"
                            + " stays in its topics and summaries and leaves the state (REJOINDER_RETENTION_DAYS;"
                            + " ${DEFAULT-VALUE}).")
    private int retentionDays;

    @Override
    public Integer call() throws InterruptedException {
        return Alone.run(
                kafka,
                "aggregator",
                (live, metrics) -> RunningService.of(Aggregator.start(
                        new AggregatorSettings(
                                        kafka.bootstrapServers(), live.topics().namespace(), data, instance)
                                .with(threads, standby)
                                .with(AggregatorSettings.DEFAULT_UTTERANCE_WINDOW, Duration.ofDays(retentionDays)),
                        metrics)));
    }
}
