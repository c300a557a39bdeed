package rejoinder.sink;

import java.time.Duration;
import java.util.Optional;
import rejoinder.contracts.topic.Topics;
import rejoinder.sink.database.Database;

/**
 * What a sink needs to know. Immutable; anything out of range is refused with {@link IllegalArgumentException}.
 *
 * @param bootstrapServers of Kafka
 * @param namespace prefix of all topics, see {@link Topics}
 * @param databaseUrl {@code jdbc:sqlite:FILE} or {@code jdbc:postgresql://HOST/NAME}
 * @param batchSize most records a transaction holds, 1 to 10,000
 * @param pollTimeout longest wait for records before the loop looks at other things, 1 ms to 1 minute
 */
public record SinkSettings(
        String bootstrapServers,
        String namespace,
        String databaseUrl,
        Optional<String> databaseUser,
        Optional<String> databasePassword,
        int batchSize,
        Duration pollTimeout) {
    /** The batch size where none is set. */
    public static final int DEFAULT_BATCH_SIZE = 1_000;

    /** The poll timeout where none is set. */
    public static final Duration DEFAULT_POLL_TIMEOUT = Duration.ofMillis(100);

    private static final int LARGEST_BATCH = 10_000;
    private static final Duration LONGEST_POLL = Duration.ofMinutes(1);

    public SinkSettings {
        if (bootstrapServers.isBlank()) {
            throw new IllegalArgumentException("bootstrapServers must name at least one Kafka broker");
        }
        Topics.in(namespace);
        if (!Database.supports(databaseUrl)) {
            throw new IllegalArgumentException("databaseUrl must begin with jdbc:sqlite: or jdbc:postgresql:");
        }
        if (batchSize < 1 || batchSize > LARGEST_BATCH) {
            throw new IllegalArgumentException("batchSize must be 1 to " + LARGEST_BATCH + ", not " + batchSize);
        }
        if (pollTimeout.toMillis() < 1 || pollTimeout.compareTo(LONGEST_POLL) > 0) {
            throw new IllegalArgumentException("pollTimeout must be 1 ms to 1 minute, not " + pollTimeout);
        }
    }

    /** Settings with the default batch size and poll timeout. */
    public SinkSettings(
            String bootstrapServers,
            String namespace,
            String databaseUrl,
            Optional<String> databaseUser,
            Optional<String> databasePassword) {
        this(
                bootstrapServers,
                namespace,
                databaseUrl,
                databaseUser,
                databasePassword,
                DEFAULT_BATCH_SIZE,
                DEFAULT_POLL_TIMEOUT);
    }

    /** The database's URL without its parameters, which may hold a password. */
    String databaseName() {
        return databaseUrl.replaceAll("\\?.*", "?...");
    }

    /** Everything but passwords. */
    @Override
    public String toString() {
        return "SinkSettings[bootstrapServers=" + bootstrapServers + ", namespace=" + namespace + ", databaseUrl="
                + databaseName() + ", databaseUser=" + databaseUser + ", batchSize=" + batchSize + ", pollTimeout="
                + pollTimeout + "]";
    }
}
