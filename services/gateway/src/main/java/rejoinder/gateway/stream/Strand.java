package rejoinder.gateway.stream;

import java.time.Duration;
import java.util.function.Supplier;

/** What one subscriber reads of one log: how far it is, and which changes it wants. Thread-safe. */
final class Strand {
    private final Subscription subscription;
    private final StreamFilter filter;
    private final String log;
    private Position floor;
    /** How far who tells of this log is with everybody, once it tells this subscriber. */
    private Supplier<Position> told = () -> Position.START;

    private boolean attached;

    /** Nothing before {@code floor} is delivered. Made by the subscription. */
    Strand(Subscription subscription, StreamFilter filter, String log, Position floor) {
        this.subscription = subscription;
        this.filter = filter;
        this.log = log;
        this.floor = floor;
    }

    StreamFilter filter() {
        return filter;
    }

    /** Whether the subscriber is to be told of a change, if it has not read it. */
    boolean wants(Change change) {
        return filter.verdict(change) != StreamFilter.Verdict.NOTHING;
    }

    /** Whether so many bytes more can be queued now. */
    boolean hasRoom(int bytes) {
        return subscription.fits(bytes);
    }

    /** How far the subscriber has read this log, while it is not attached. */
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

    /**
     * Queues a change unless it was read before or is not wanted; false when the subscriber is gone or was too slow.
     * Changes come in the order of their positions, and all that may be wanted come.
     */
    boolean deliver(Live live) {
        synchronized (subscription) {
            boolean taken = queue(live);
            subscription.send();
            return taken;
        }
    }

    private boolean queue(Live live) {
        synchronized (subscription) {
            Change change = live.change();
            if (subscription.closed()) {
                return false;
            }
            if (change.offset() < floor.of(change.partition())) {
                return true;
            }
            return live.frame(filter).map(frame -> offer(live, frame)).orElse(true);
        }
    }

    private boolean offer(Live live, byte[] frame) {
        // This subscriber may be further in another partition; a token that forgets it would repeat changes.
        boolean shared = subscription.readsOneLog() && live.after().reaches(floor);
        floor = floor.furthest(live.after());
        return subscription.offerForLater(
                shared ? frame : Frames.withToken(frame, subscription.token(this, live.change())));
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

    /**
     * As {@link #deliver}, but waits for room in the queue until a moment of {@link System#nanoTime}. Blocks. What is
     * queued may wait for more until {@link #send}.
     */
    Outcome queueInTime(Live live, long until) throws InterruptedException {
        synchronized (subscription) {
            Change change = live.change();
            boolean unread = change.offset() >= floor.of(change.partition());
            if (unread && wants(change) && !subscription.awaitRoom(live.bytes(), until)) {
                return subscription.closed() ? Outcome.GONE : Outcome.NO_ROOM;
            }
            return queue(live) ? Outcome.TAKEN : Outcome.GONE;
        }
    }

    /** Sends what is queued. */
    void send() {
        subscription.send();
    }

    /** Ends the subscription of who reads too slowly. */
    void sendAway() {
        subscription.sendAway();
    }

    /**
     * Notes that this log's changes arrive as they happen; false when the subscriber is gone.
     *
     * @param told how far everybody was told of it, whatever is wanted; may be behind, never ahead
     */
    boolean attach(Supplier<Position> told) {
        synchronized (subscription) {
            this.told = told;
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
            return new Token(log, floor.furthest(told.get()));
        }
    }

    /**
     * Keeps a quiet connection open.
     *
     * @param here how far everybody was told of this log
     * @param shared the heartbeat of who reads this log alone and is there
     */
    void heartbeat(Position here, byte[] shared) {
        synchronized (subscription) {
            boolean there = subscription.readsOneLog() && here.reaches(floor);
            subscription.heartbeat(there ? () -> shared : () -> Frames.heartbeat(subscription.token()));
        }
    }

    /** Ends the whole subscription. */
    void end(byte[] comment) {
        subscription.end(comment);
    }
}
