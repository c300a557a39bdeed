package rejoinder.gateway.stream;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Hands each change to every attached subscriber, in one order for all, and keeps the recent ones in memory. A
 * subscriber is attached exactly where it stands, so it misses and repeats nothing. Thread-safe.
 */
final class Hub {
    private final int recentBytes;
    private final Deque<Live> recent = new ArrayDeque<>();
    private final Audience<Strand> attached = new Audience<>();
    private int bytes;
    private Optional<String> log = Optional.empty();
    private Position recentStart = Position.START;
    private Position position = Position.START;
    /** Up to where everybody attached was told, also in the middle of telling; read without the lock. */
    private volatile Position told = Position.START;

    Hub(int recentBytes) {
        this.recentBytes = recentBytes;
    }

    /** What stands between a subscriber and the present. */
    sealed interface Gap {
        /** Nothing: it is attached. */
        record None() implements Gap {}

        /** Changes still in memory; the first that are wanted, to be delivered before asking again. */
        record Recent(List<Live> changes) implements Gap {}

        /** Changes that only Kafka has. */
        record Older() implements Gap {}
    }

    /** Begins a log at a position: of another log, or after a break. Those attached are sent away to resume. */
    synchronized void begin(String topicId, Position from) {
        dropAll("the stream begins anew; reconnect with Last-Event-ID");
        recent.clear();
        bytes = 0;
        log = Optional.of(topicId);
        recentStart = from;
        position = from;
        told = from;
        notifyAll();
    }

    /** The id of the log, once there is one. */
    synchronized Optional<String> log() {
        return log;
    }

    /** The id of the log, waiting for it; empty when there is none in time. Blocks. */
    synchronized Optional<String> awaitLog(Duration longest) throws InterruptedException {
        long deadline = System.nanoTime() + longest.toNanos();
        for (long left = longest.toMillis();
                log.isEmpty() && left > 0;
                left = Duration.ofNanos(deadline - System.nanoTime()).toMillis()) {
            wait(left);
        }
        return log;
    }

    /** How far the log is read. */
    synchronized Position position() {
        return position;
    }

    /** From where on changes are in memory. */
    synchronized Position recentStart() {
        return recentStart;
    }

    synchronized int size() {
        return attached.size();
    }

    /** Hands out changes in their order; {@code after} is the position behind them and all that is not a change. */
    synchronized void publish(List<Change> changes, Position after) {
        for (Change change : changes) {
            position = position.with(change.partition(), change.offset() + 1);
            Live live = new Live(change, new Token(log.orElseThrow(), position));
            keep(live);
            tell(live);
            told = position;
        }
        position = position.furthest(after);
        told = position;
    }

    private void tell(Live live) {
        for (Strand strand : attached.of(live.change())) {
            if (!strand.deliver(live)) {
                remove(strand);
            }
        }
    }

    /**
     * Attaches a subscriber that stands at its floor, or tells what it must read before.
     *
     * @param atOnce the most bytes that are delivered while attaching
     */
    synchronized Gap attach(Strand strand, int atOnce) {
        Position from = strand.floor();
        if (!from.reaches(recentStart)) {
            return new Gap.Older();
        }
        List<Live> missing = missing(strand, from);
        int size = 0;
        for (int i = 0; i < missing.size(); i++) {
            size += missing.get(i).bytes();
            if (size > atOnce) {
                return new Gap.Recent(missing.subList(0, i + 1));
            }
        }
        if (!missing.isEmpty() && !strand.hasRoom(size)) {
            return new Gap.Recent(missing);
        }
        missing.forEach(strand::deliver);
        strand.readTo(position);
        if (strand.attach(() -> told)) {
            attached.add(strand, strand.filter());
        }
        return new Gap.None();
    }

    /** What a strand wants of what it has not read, in order. What it has read stands first, and is not looked at. */
    private List<Live> missing(Strand strand, Position from) {
        List<Live> missing = new ArrayList<>();
        Iterator<Live> newestFirst = recent.descendingIterator();
        while (newestFirst.hasNext()) {
            Live live = newestFirst.next();
            if (from.reaches(live.after())) {
                break;
            }
            if (strand.wants(live.change())
                    && live.change().offset() >= from.of(live.change().partition())) {
                missing.add(live);
            }
        }
        Collections.reverse(missing);
        return missing;
    }

    /** Whether at most so many bytes of changes, all of them in memory, stand between a position and the present. */
    synchronized boolean isNear(Position from, int most) {
        if (!from.reaches(recentStart)) {
            return false;
        }
        int size = 0;
        Iterator<Live> newestFirst = recent.descendingIterator();
        while (newestFirst.hasNext() && size <= most) {
            Live live = newestFirst.next();
            if (from.reaches(live.after())) {
                return true;
            }
            size += live.bytes();
        }
        return size <= most;
    }

    synchronized void remove(Strand strand) {
        attached.remove(strand, strand.filter());
    }

    synchronized void heartbeat() {
        log.map(id -> new Token(id, position)).ifPresent(here -> {
            byte[] shared = Frames.heartbeat(here.text());
            attached.all().forEach(strand -> strand.heartbeat(here.position(), shared));
        });
    }

    /** Sends all subscribers away, and has no log until the next {@link #begin}. */
    synchronized void end(String why) {
        dropAll(why);
        log = Optional.empty();
    }

    private void dropAll(String why) {
        byte[] comment = Frames.comment("closed: " + why);
        attached.all().forEach(strand -> strand.end(comment));
        attached.clear();
    }

    private void keep(Live live) {
        recent.add(live);
        bytes += live.bytes();
        while (bytes > recentBytes) {
            Live oldest = recent.remove();
            bytes -= oldest.bytes();
            recentStart = recentStart.with(
                    oldest.change().partition(), oldest.change().offset() + 1);
        }
    }
}
