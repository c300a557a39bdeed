package rejoinder.ingestor;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import rejoinder.contracts.source.Callback;
import rejoinder.contracts.topic.Topics;
import rejoinder.ingestor.fetch.FetchSettings;

/**
 * What an ingestor needs to know.
 *
 * @param instanceId distinguishes ingestors that share the sources; the same after a restart
 * @param registry CSV of officials that extends the bundled registry
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

    /** Looks each half second, up to 1000 documents a transaction. */
    public IngestorSettings(
            String bootstrapServers,
            String namespace,
            String instanceId,
            Optional<Path> registry,
            FetchSettings fetch,
            Optional<Callback> callback) {
        this(bootstrapServers, namespace, instanceId, registry, Duration.ofMillis(500), fetch, callback, 1000);
    }
}
