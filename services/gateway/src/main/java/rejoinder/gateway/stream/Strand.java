package rejoinder.gateway.stream;

import java.time.Duration;

/** What one subscriber reads of one log: how far it is, and which changes it wants. Thread-safe. */
final class Strand {
    private final Subscription subscription;
    private final StreamFilter filter;
    private final String log;
    private Position floor;
    private boolean attached;

    /** Nothing before {@code floor} is delivered. Made by the subscription. */
    Strand(Subscription subscription, StreamFilter filter, String log, Position floor) {
        this.subscription = subscription;
        this.filter = filter;
        this.log = log;
        this.floor = floor;
    }

    /** How far the subscriber has read this log. */
    Position floor() {
        synchronized (subscription) {
            return floor;
        }
    }

    /** Nothing before {@code position} is delivered from now on. */
    void readTo(Position position) {
        synchronized (subscription) {
            floor = floor.furthest(position);
        }
    }

    /** Queues a change unless it was read before; false when the subscriber is gone or was too slow. */
    boolean deliver(Live live) {
        synchronized (subscription) {
            Change change = live.change();
            if (subscription.closed()) {
                return false;
            }
            if (change.offset() < floor.of(change.partition())) {
                return true;
            }
            floor = floor.with(change.partition(), change.offset() + 1);
            // This subscriber may be further in another partition; a token that forgets it would repeat changes.
            boolean shared = subscription.readsOneLog() && live.after().reaches(floor);
            return (shared ? live.frame(filter) : live.frame(filter, subscription.token(this, change)))
                    .map(subscription::offer)
                    .orElse(true);
        }
    }

    /** As {@link #deliver}, but waits for room in the queue. Blocks. */
    boolean deliverPatiently(Live live, Duration longest) throws InterruptedException {
        synchronized (subscription) {
            return subscription.awaitRoom(live.bytes(), longest) && deliver(live);
        }
    }

    /** What became of a change. */
    enum Outcome {
        TAKEN,
        NO_ROOM,
        GONE
    }

    /** As {@link #deliver}, but waits for room in the queue until a moment of {@link System#nanoTime}. Blocks. */
    Outcome deliverInTime(Live live, long until) throws InterruptedException {
        synchronized (subscription) {
            Change change = live.change();
            boolean unread = change.offset() >= floor.of(change.partition());
            if (unread
                    && filter.verdict(change) != StreamFilter.Verdict.NOTHING
                    && !subscription.awaitRoom(live.bytes(), until)) {
                return subscription.closed() ? Outcome.GONE : Outcome.NO_ROOM;
            }
            return deliver(live) ? Outcome.TAKEN : Outcome.GONE;
        }
    }

    /** Ends the subscription of who reads too slowly. */
    void sendAway() {
        subscription.sendAway();
    }

    /** Notes that this log's changes arrive as they happen; false when the subscriber is gone. */
    boolean attach() {
        synchronized (subscription) {
            attached = true;
            return subscription.attached();
        }
    }

    boolean isAttached() {
        synchronized (subscription) {
            return attached;
        }
    }

    /** Where this log is to be gone on with. */
    Token token() {
        synchronized (subscription) {
            return new Token(log, floor);
        }
    }

    /** Keeps a quiet connection open. */
    void heartbeat() {
        subscription.heartbeat();
    }

    /** Ends the whole subscription. */
    void end(byte[] comment) {
        subscription.end(comment);
    }
}
