package rejoinder.ingestor.follow;

import java.time.Instant;
import java.util.Optional;
import rejoinder.contracts.source.SourceStatus;

/** How asking a source has gone. Thread-safe. */
public final class Attempts {
    private static final int FAILING = 3;
    private static final int LONGEST_MESSAGE = 1000;

    private Now now = new Now(Optional.empty(), Optional.empty(), Optional.empty(), 0, Optional.empty(), 0, 0);

    /**
     * How it stands.
     *
     * @param inARow failures since the last success
     * @param attempts counted since they were last taken
     * @param failures counted since they were last taken
     */
    public record Now(
            Optional<Instant> lastAttempt,
            Optional<Instant> lastSuccess,
            Optional<SourceStatus.Problem> lastError,
            int inARow,
            Optional<Instant> next,
            int attempts,
            int failures) {
        /** Whether it has failed so often that somebody should know. */
        public boolean failing() {
            return inARow >= FAILING || (inARow > 0 && lastSuccess.isEmpty());
        }
    }

    /** It answered. */
    public synchronized void succeeded(Instant at) {
        now = new Now(Optional.of(at), Optional.of(at), now.lastError, 0, now.next, now.attempts + 1, now.failures);
    }

    /** It did not answer as it should. */
    public synchronized void failed(Instant at, String message) {
        String bounded = message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE);
        now = new Now(
                Optional.of(at),
                now.lastSuccess,
                Optional.of(new SourceStatus.Problem(at, bounded.isBlank() ? "no reason given" : bounded)),
                now.inARow + 1,
                now.next,
                now.attempts + 1,
                now.failures + 1);
    }

    /** When it is asked again. */
    public synchronized void next(Instant at) {
        now = new Now(
                now.lastAttempt,
                now.lastSuccess,
                now.lastError,
                now.inARow,
                Optional.of(at),
                now.attempts,
                now.failures);
    }

    /** Goes on from what another ingestor said of the source. */
    public synchronized void goOnFrom(SourceStatus status) {
        now = new Now(
                status.lastAttempt(),
                status.lastSuccess(),
                status.lastError(),
                status.failures(),
                now.next,
                now.attempts,
                now.failures);
    }

    /** How it stands. */
    public synchronized Now now() {
        return now;
    }

    /** How it stands; the counts begin anew. */
    public synchronized Now take() {
        Now taken = now;
        now = new Now(now.lastAttempt, now.lastSuccess, now.lastError, now.inARow, now.next, 0, 0);
        return taken;
    }
}
