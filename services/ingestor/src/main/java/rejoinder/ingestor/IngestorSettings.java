package rejoinder.ingestor;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import rejoinder.contracts.source.Callback;
import rejoinder.contracts.topic.Topics;
import rejoinder.ingestor.fetch.FetchSettings;
import rejoinder.reading.Rules;

/**
 * What an ingestor needs to know.
 *
 * @param instanceId distinguishes ingestors that share the sources; the same after a restart
 * @param registry CSV of officials that extends the bundled registry
 * @param rules of reading to go by
 * @param scanInterval time between two looks at a folder
 * @param fetch how to behave towards other people's servers
 * @param callback where hubs of WebSub reach the gateway
 * @param batchDocuments most documents in one transaction, 1 to 10,000
 */
public record IngestorSettings(
        String bootstrapServers,
        String namespace,
        String instanceId,
        Optional<Path> registry,
        Rules rules,
        Duration scanInterval,
        FetchSettings fetch,
        Optional<Callback> callback,
        int batchDocuments) {
    private static final int LARGEST_BATCH = 10_000;

    public IngestorSettings {
        Topics.in(namespace);
        if (scanInterval.isNegative() || scanInterval.isZero()) {
            throw new IllegalArgumentException("scanInterval must be positive, not " + scanInterval);
        }
        if (batchDocuments < 1 || batchDocuments > LARGEST_BATCH) {
            throw new IllegalArgumentException("batchDocuments is 1 to " + LARGEST_BATCH + ", not " + batchDocuments);
        }
    }

    /** Goes by all rules, looks each half second, up to 1000 documents a transaction. */
    public IngestorSettings(
            String bootstrapServers,
            String namespace,
            String instanceId,
            Optional<Path> registry,
            FetchSettings fetch,
            Optional<Callback> callback) {
        this(
                bootstrapServers,
                namespace,
                instanceId,
                registry,
                Rules.ALL,
                Duration.ofMillis(500),
                fetch,
                callback,
                1000);
    }

    /** The same in another build, by its registry and its rules. */
    public IngestorSettings with(String build, Optional<Path> otherRegistry, Rules otherRules) {
        return new IngestorSettings(
                bootstrapServers,
                build,
                instanceId,
                otherRegistry,
                otherRules,
                scanInterval,
                fetch,
                callback,
                batchDocuments);
    }
}
