package rejoinder.gateway.stream;

import java.io.Serial;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import rejoinder.gateway.read.Database;
import rejoinder.gateway.read.Items;
import rejoinder.gateway.read.Reads;

/**
 * The reactions that hold now, and the position in the log that they stand for: both read in one transaction, so that
 * the changes after that position follow without a gap.
 */
final class Snapshot {
    private static final Duration LONGEST_STALL = Duration.ofSeconds(30);

    private final Database database;
    private final String topic;

    Snapshot(Database database, String topic) {
        this.database = database;
        this.topic = topic;
    }

    /** Ends a read whose subscriber is gone. */
    private static final class Gone extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1L;
    }

    /**
     * Sends the snapshot, oldest first. Only the {@code live} event behind it carries a token: a client that breaks off
     * before has none, and begins anew. Blocks.
     *
     * @param opened makes the subscription once the database has answered
     * @return the subscription, standing at the snapshot's position; empty when the client is gone
     */
    Optional<Subscription> send(String log, StreamFilter filter, Supplier<Subscription> opened) {
        try {
            return Optional.of(database.read(handle -> {
                Position position = Position.of(Reads.offsets(handle, topic));
                Subscription subscription = opened.get();
                Reads.current(handle, filter.stories(), filter.reactions(), json -> {
                    String item = Items.reaction(json).toString();
                    patiently(subscription, Frames.reaction(item, Optional.empty()));
                });
                subscription.readTo(position);
                subscription.announceLive(false, new Token(log, position).text());
                return subscription;
            }));
        } catch (Gone gone) {
            return Optional.empty();
        }
    }

    private static void patiently(Subscription subscription, byte[] frame) {
        try {
            if (!subscription.sendPatiently(frame, LONGEST_STALL)) {
                throw new Gone();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Gone();
        }
    }
}
