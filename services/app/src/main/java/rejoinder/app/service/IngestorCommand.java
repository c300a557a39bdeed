package rejoinder.app.service;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import rejoinder.app.cli.CallbackOptions;
import rejoinder.app.cli.FetchOptions;
import rejoinder.app.cli.KafkaOptions;
import rejoinder.app.source.SourcesFile;
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

    @Option(
            names = "--sources",
            paramLabel = "FILE",
            defaultValue = "${env:REJOINDER_SOURCES}",
            description = "File that lists sources to follow (REJOINDER_SOURCES).")
    private Optional<Path> sources = Optional.empty();

    @Mixin
    private CallbackOptions callback = new CallbackOptions();

    @Mixin
    private FetchOptions fetch = new FetchOptions();

    @Override
    public Integer call() throws InterruptedException {
        return Alone.run(kafka, "ingestor", (live, metrics) -> {
            define();
            return RunningService.of(Ingestor.start(
                    new IngestorSettings(
                                    kafka.bootstrapServers(),
                                    live.topics().namespace(),
                                    instance,
                                    registry,
                                    fetch.settings(),
                                    callback.callback())
                            .with(live.topics().namespace(), live.registry(registry), live.rules()),
                    metrics));
        });
    }

    private void define() {
        Definitions definitions = new Definitions(kafka.bootstrapServers());
        try {
            if (inbox.isPresent()) {
                Source source = inbox(inbox.get());
                definitions.ensure(kafka.topics().sources(), source.id(), source);
            }
            if (sources.isPresent()) {
                SourcesFile.apply(sources.get(), definitions, kafka.topics());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while defining sources", e);
        }
    }

    private static Source inbox(Path folder) {
        return new Source(
                "inbox",
                Source.Kind.FOLDER,
                Optional.empty(),
                Map.of("path", folder.toAbsolutePath().toString()),
                false);
    }
}
