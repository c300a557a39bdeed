package rejoinder.gateway.stream;

import java.time.Duration;

/**
 * Limits of the live stream.
 *
 * @param mostSubscribers further ones are told to come back later
 * @param mostPerAddress so many of them from one address; those of this machine are not limited
 * @param mostPerToken so many of them with one token ({@code Authorization: Bearer TOKEN}), from wherever
 * @param queueBytes what may wait for one subscriber; a slower one is disconnected and resumes by its token
 * @param recentBytes of changes kept in memory, from which most resuming subscribers are served
 * @param catchingUp how many subscribers are brought up to date at once from the database or from Kafka
 * @param heartbeat time between comments that keep a quiet connection open
 */
public record StreamSettings(
        int mostSubscribers,
        int mostPerAddress,
        int mostPerToken,
        int queueBytes,
        int recentBytes,
        int catchingUp,
        Duration heartbeat) {
    /** Limits that fit most. */
    public static final StreamSettings DEFAULTS =
            new StreamSettings(5000, 200, 50, 256 * 1024, 16 * 1024 * 1024, 4, Duration.ofSeconds(15));

    public StreamSettings {
        boolean positive = mostSubscribers > 0
                && mostPerAddress > 0
                && mostPerToken > 0
                && queueBytes > 0
                && recentBytes > 0
                && catchingUp > 0;
        if (!positive) {
            throw new IllegalArgumentException("limits of the stream must be at least 1");
        }
        if (heartbeat.isNegative() || heartbeat.isZero()) {
            throw new IllegalArgumentException("heartbeat must be longer than zero, not " + heartbeat);
        }
    }

    /** The same limits, but for how many subscribers one address and one token may have. */
    public StreamSettings with(int perAddress, int perToken) {
        return new StreamSettings(
                mostSubscribers, perAddress, perToken, queueBytes, recentBytes, catchingUp, heartbeat);
    }
}
