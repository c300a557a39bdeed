package rejoinder.app.service;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import rejoinder.app.cli.KafkaOptions;
import rejoinder.contracts.source.Source;
import rejoinder.ingestor.Ingestor;
import rejoinder.ingestor.IngestorSettings;

/** Runs an ingestor alone. */
@Command(
        name = "ingestor",
        description = "Follows sources and publishes documents with their statements.",
        mixinStandardHelpOptions = true)
public final class IngestorCommand implements Callable<Integer> {
    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Option(
            names = "--instance",
            paramLabel = "NAME",
            defaultValue = "${env:REJOINDER_INSTANCE:-${env:HOSTNAME:-one}}",
            description = "Name of this one among several; the same after a restart (REJOINDER_INSTANCE).")
    private String instance;

    @Option(
            names = "--registry",
            paramLabel = "FILE",
            defaultValue = "${env:REJOINDER_REGISTRY}",
            description = "CSV of officials that extends the bundled registry (REJOINDER_REGISTRY).")
    private Optional<Path> registry = Optional.empty();

    @Option(
            names = "--inbox",
            paramLabel = "DIR",
            defaultValue = "${env:REJOINDER_INBOX}",
            description = "Drop folder to follow as source \"inbox\" (REJOINDER_INBOX).")
    private Optional<Path> inbox = Optional.empty();

    @Override
    public Integer call() throws InterruptedException {
        return Alone.run(kafka, metrics -> {
            inbox.ifPresent(this::define);
            return RunningService.of(Ingestor.start(
                    new IngestorSettings(
                            kafka.bootstrapServers(), kafka.topics().namespace(), instance, registry),
                    metrics));
        });
    }

    private void define(Path folder) {
        Source source = new Source(
                "inbox",
                Source.Kind.FOLDER,
                Optional.empty(),
                Map.of("path", folder.toAbsolutePath().toString()),
                false);
        try {
            new Definitions(kafka.bootstrapServers()).ensure(kafka.topics().sources(), source.id(), source);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while defining the inbox", e);
        }
    }
}
