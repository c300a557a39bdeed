package rejoinder.gateway.stream;

import java.time.Duration;

/**
 * Limits of the live stream.
 *
 * @param mostSubscribers further ones are told to come back later
 * @param mostPerAddress so many of them from one address; those of this machine are not limited
 * @param queueBytes what may wait for one subscriber; a slower one is disconnected and resumes by its token
 * @param recentBytes of changes kept in memory, from which most resuming subscribers are served
 * @param catchingUp how many subscribers are brought up to date at once from the database or from Kafka
 * @param heartbeat time between comments that keep a quiet connection open
 */
public record StreamSettings(
        int mostSubscribers, int mostPerAddress, int queueBytes, int recentBytes, int catchingUp, Duration heartbeat) {
    /** Limits that fit most. */
    public static final StreamSettings DEFAULTS =
            new StreamSettings(5000, 200, 256 * 1024, 16 * 1024 * 1024, 4, Duration.ofSeconds(15));

    public StreamSettings {
        if (mostSubscribers < 1 || mostPerAddress < 1 || queueBytes < 1 || recentBytes < 1 || catchingUp < 1) {
            throw new IllegalArgumentException("limits of the stream must be at least 1");
        }
        if (heartbeat.isNegative() || heartbeat.isZero()) {
            throw new IllegalArgumentException("heartbeat must be longer than zero, not " + heartbeat);
        }
    }

    /** The same limits, but for how many subscribers one address may have. */
    public StreamSettings perAddress(int most) {
        return new StreamSettings(mostSubscribers, most, queueBytes, recentBytes, catchingUp, heartbeat);
    }
}
