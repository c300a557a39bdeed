package rejoinder.ingestor.log;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rejoinder.contracts.json.JsonSerde;
import rejoinder.contracts.source.SourceStatus;
import rejoinder.contracts.topic.Topics;

/** What was last said of each source, by whichever ingestor followed it then. Not thread-safe. */
public final class Statuses {
    private final Compacted topic;
    private final String name;
    private final JsonSerde<SourceStatus> json = new JsonSerde<>(SourceStatus.class);
    private final Map<String, byte[]> last = new HashMap<>();

    public Statuses(String bootstrapServers, Topics topics) {
        this.topic = new Compacted(bootstrapServers);
        this.name = topics.sourceStatus().name();
    }

    /** Reads what has been said of the sources in these partitions. */
    public void read(Set<Integer> partitions) {
        topic.read(name, partitions, (partition, key, value) -> {
            if (value == null) {
                last.remove(key);
            } else {
                last.put(key, value);
            }
        });
    }

    /** What was last said of a source. */
    public Optional<SourceStatus> of(String source) {
        return Optional.ofNullable(last.get(source)).map(json::fromBytes);
    }
}
