package rejoinder.sink;

import java.time.Duration;
import java.util.Optional;
import rejoinder.contracts.topic.Topics;

/**
 * What a sink needs to know.
 *
 * @param databaseUrl {@code jdbc:sqlite:FILE} or {@code jdbc:postgresql://HOST/NAME}
 * @param batchSize most records a transaction holds, 1 to 10,000
 * @param pollTimeout longest wait for records before the loop looks at other things
 */
public record SinkSettings(
        String bootstrapServers,
        String namespace,
        String databaseUrl,
        Optional<String> databaseUser,
        Optional<String> databasePassword,
        int batchSize,
        Duration pollTimeout) {
    private static final int LARGEST_BATCH = 10_000;

    public SinkSettings {
        Topics.in(namespace);
        if (!databaseUrl.startsWith("jdbc:sqlite:") && !databaseUrl.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException(
                    "the database URL begins with jdbc:sqlite: or jdbc:postgresql:, not as in \"" + databaseUrl + "\"");
        }
        if (batchSize < 1 || batchSize > LARGEST_BATCH) {
            throw new IllegalArgumentException("batchSize is 1 to " + LARGEST_BATCH + ", not " + batchSize);
        }
    }

    /** Settings with batches of 1,000 and polls of 100 ms. */
    public SinkSettings(
            String bootstrapServers,
            String namespace,
            String databaseUrl,
            Optional<String> databaseUser,
            Optional<String> databasePassword) {
        this(bootstrapServers, namespace, databaseUrl, databaseUser, databasePassword, 1_000, Duration.ofMillis(100));
    }

    @Override
    public String toString() {
        return "SinkSettings[bootstrapServers=" + bootstrapServers + ", namespace=" + namespace + ", databaseUrl="
                + databaseUrl + ", batchSize=" + batchSize + ", pollTimeout=" + pollTimeout + "]";
    }
}
