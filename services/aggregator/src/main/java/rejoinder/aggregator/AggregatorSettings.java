package rejoinder.aggregator;

import java.nio.file.Path;
import java.time.Duration;
import rejoinder.contracts.topic.Topics;

/**
 * What an aggregator needs to know.
 *
 * @param stateDir folder of the state stores; rebuilt from Kafka where it is missing
 * @param instanceId distinguishes instances that share the work; the same after a restart
 * @param threads stream threads, 1 to 64
 * @param standbyReplicas warm copies of the state on other instances
 * @param utteranceWindow how far apart two reports of one utterance may be dated
 * @param retention how long an utterance takes part after its last report, at least a day; then it is archived: it
 *     stands in its topics and summaries as it is and leaves the state
 * @param commitInterval longest time results wait before they can be read
 * @param mostHeld how many statements' places may be held in memory, all tasks together
 * @param cacheBytes memory for what changes often, gathered until the next commit
 */
public record AggregatorSettings(
        String bootstrapServers,
        String namespace,
        Path stateDir,
        String instanceId,
        int threads,
        int standbyReplicas,
        Duration utteranceWindow,
        Duration retention,
        Duration commitInterval,
        int mostHeld,
        long cacheBytes) {
    /** How far apart two reports of one utterance may be dated where nothing else is set. */
    public static final Duration DEFAULT_UTTERANCE_WINDOW = Duration.ofDays(7);

    /** How long utterances take part where nothing else is set: a year and a month, so that anniversaries do. */
    public static final Duration DEFAULT_RETENTION = Duration.ofDays(400);

    /** Whoever gathers asks for commits sooner; one in between writes what is being gathered once more. */
    private static final Duration LONGEST_UNCOMMITTED = Duration.ofSeconds(5);

    private static final int MOST_THREADS = 64;
    private static final int MOST_HELD = 60_000;
    private static final long CACHE_BYTES = 8L * 1024 * 1024;

    public AggregatorSettings {
        Topics.in(namespace);
        if (threads < 1 || threads > MOST_THREADS) {
            throw new IllegalArgumentException("threads is 1 to " + MOST_THREADS + ", not " + threads);
        }
        if (standbyReplicas < 0) {
            throw new IllegalArgumentException("standbyReplicas can't be negative");
        }
        if (utteranceWindow.isNegative() || utteranceWindow.isZero()) {
            throw new IllegalArgumentException("utteranceWindow must be positive, not " + utteranceWindow);
        }
        if (retention.compareTo(Duration.ofDays(1)) < 0) {
            throw new IllegalArgumentException("retention must be at least a day, not " + retention);
        }
    }

    /**
     * One thread, no standby, a window of seven days, a retention of 400, commits each 5 s where nothing asks for one
     * earlier, as what is gathered does.
     */
    public AggregatorSettings(String bootstrapServers, String namespace, Path stateDir, String instanceId) {
        this(
                bootstrapServers,
                namespace,
                stateDir,
                instanceId,
                1,
                0,
                DEFAULT_UTTERANCE_WINDOW,
                DEFAULT_RETENTION,
                LONGEST_UNCOMMITTED,
                MOST_HELD,
                CACHE_BYTES);
    }

    /** The same with other threads and standby replicas. */
    public AggregatorSettings with(int otherThreads, int otherStandbyReplicas) {
        return new AggregatorSettings(
                bootstrapServers,
                namespace,
                stateDir,
                instanceId,
                otherThreads,
                otherStandbyReplicas,
                utteranceWindow,
                retention,
                commitInterval,
                mostHeld,
                cacheBytes);
    }

    /** The same with another window and retention. */
    public AggregatorSettings with(Duration otherWindow, Duration otherRetention) {
        return new AggregatorSettings(
                bootstrapServers,
                namespace,
                stateDir,
                instanceId,
                threads,
                standbyReplicas,
                otherWindow,
                otherRetention,
                commitInterval,
                mostHeld,
                cacheBytes);
    }
}
