package rejoinder.ingestor.follow;

import java.time.Instant;
import java.util.Optional;

/**
 * Follows one source. All methods are called by one thread and return at once; what a follower does on other threads it
 * hands over through {@link #next()}, in order.
 */
public interface Follower extends AutoCloseable {
    /** Begins whatever is due. */
    void look(Instant now);

    /** The next thing found; empty when there is nothing for now. */
    Optional<Found> next();

    /** How many things wait to be taken. */
    int waiting();

    /** Whether something is under way that may bring more without another look. */
    boolean busy();

    /** How much of what it came upon is read; nothing where that can't be said. */
    default Backlog backlog() {
        return Backlog.NONE;
    }

    /** Bytes read of those that there are to read. */
    record Backlog(long read, long total) {
        /** Nothing to read. */
        public static final Backlog NONE = new Backlog(0, 0);
    }

    /** How it went so far. */
    Attempts attempts();

    /** Looks at the next occasion, whatever is due. */
    void hurry();

    @Override
    void close();
}
