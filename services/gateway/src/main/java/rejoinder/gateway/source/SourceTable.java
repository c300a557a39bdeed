package rejoinder.gateway.source;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import rejoinder.contracts.source.Source;
import rejoinder.contracts.source.SourceStatus;
import rejoinder.contracts.topic.Topic;
import rejoinder.contracts.topic.Topics;
import rejoinder.gateway.log.LogTables;

/** The newest definition and status of every source. Thread-safe. */
public final class SourceTable implements AutoCloseable {
    private final Topic<Source> sources;
    private final Topic<SourceStatus> statuses;
    private final LogTables tables;

    public SourceTable(String bootstrapServers, Topics topics) {
        this.sources = topics.sources();
        this.statuses = topics.sourceStatus();
        this.tables = new LogTables(bootstrapServers, "sources", List.of(sources, statuses));
    }

    /** Begins to read. */
    public void start() {
        tables.start();
    }

    /** Why it does not know the sources now; empty when it does. */
    public Optional<String> trouble() {
        return tables.trouble();
    }

    /** All sources by id. */
    SortedMap<String, Source> sources() {
        return tables.values(sources);
    }

    /** Waits until it has read what was written of a source, so that who is answered finds it. */
    void awaits(String id, Optional<Source> written) {
        tables.awaits(sources, id, written);
    }

    /** What was last said of a source, or of the canary of a kind. */
    Optional<SourceStatus> status(String id) {
        return Optional.ofNullable(tables.values(statuses).get(id));
    }

    /** What was last said of the canaries. */
    List<SourceStatus> canaries() {
        return List.copyOf(new TreeMap<>(tables.values(statuses))
                .subMap("canary-", "canary.")
                .values());
    }

    @Override
    public void close() {
        tables.close();
    }
}
