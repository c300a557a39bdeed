package rejoinder.gateway.stream;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * One subscriber: the logs it reads and what waits to be sent. At most one piece is under way to the client; the rest
 * waits here within its limit. Thread-safe.
 */
final class Subscription {
    private static final int PIECE_BYTES = 64 * 1024;
    private static final byte[] SLOW =
            Frames.comment("closed: you read more slowly than events come; reconnect with Last-Event-ID");

    private final int queueBytes;
    private final List<Strand> strands = new ArrayList<>();
    private final HttpResponseWriter out = HttpResponse.streaming();
    private final Deque<byte[]> queue = new ArrayDeque<>();
    private int queued;
    private boolean sending;
    private boolean announced;
    private boolean closed;

    /** Opens the response. */
    Subscription(int queueBytes) {
        this.queueBytes = queueBytes;
        out.write(ResponseHeaders.builder(HttpStatus.OK)
                .contentType(MediaType.EVENT_STREAM.withParameter("charset", "utf-8"))
                .add(HttpHeaderNames.CACHE_CONTROL, "no-store")
                .add("x-accel-buffering", "no")
                .build());
        offer(Frames.retry());
    }

    /** Reads one log more; all are named before the first is attached. */
    synchronized Strand read(StreamFilter filter, String log, Position floor) {
        Strand strand = new Strand(this, filter, log, floor);
        strands.add(strand);
        return strand;
    }

    synchronized boolean readsOneLog() {
        return strands.size() == 1;
    }

    /** How far this subscriber has read all its logs, as an event's id. */
    synchronized String token() {
        return Since.Seen.text(strands.stream().map(Strand::token));
    }

    /** The same as the id of a change that has just been read. */
    synchronized String token(Strand of, Change change) {
        return Since.Seen.text(Stream.concat(
                Stream.of(of.token().behind(change)),
                strands.stream().filter(strand -> strand != of).map(Strand::token)));
    }

    HttpResponse response() {
        return out;
    }

    /** Completes, in whatever way, when the subscriber is gone. */
    CompletableFuture<Void> whenGone() {
        return out.whenComplete().handle((done, failure) -> {
            cancel();
            return null;
        });
    }

    /** Queues bytes; a subscriber whose queue is full is disconnected, and false is returned. */
    synchronized boolean offer(byte[] frame) {
        boolean taken = offerForLater(frame);
        send();
        return taken;
    }

    /** The same, but they may wait in the queue for more until {@link #send}: many small pieces cost more than one. */
    synchronized boolean offerForLater(byte[] frame) {
        if (closed) {
            return false;
        }
        if (!fits(frame.length)) {
            sendAway();
            return false;
        }
        queue.add(frame);
        queued += frame.length;
        return true;
    }

    /** Tells the client, once, that what follows is new; false when it is gone. */
    synchronized boolean announceLive(boolean resumed) {
        if (announced) {
            return !closed;
        }
        announced = true;
        return offer(Frames.live(resumed, token()));
    }

    /** Announces it when all logs have reached the present. */
    synchronized boolean attached() {
        return strands.stream().allMatch(Strand::isAttached) ? announceLive(true) : !closed;
    }

    synchronized boolean closed() {
        return closed;
    }

    /** Queues bytes, waiting for room; false when the subscriber is gone or there is none in time. Blocks. */
    synchronized boolean sendPatiently(byte[] frame, Duration longest) throws InterruptedException {
        return awaitRoom(frame.length, longest) && offer(frame);
    }

    /** Waits for room in the queue; false when the subscriber is gone or there is none in time. Blocks. */
    synchronized boolean awaitRoom(int bytes, Duration longest) throws InterruptedException {
        boolean room = awaitRoom(bytes, System.nanoTime() + longest.toNanos());
        if (!room) {
            sendAway();
        }
        return room;
    }

    /** The same until a moment of {@link System#nanoTime}; who has no room then stays. Blocks. */
    synchronized boolean awaitRoom(int bytes, long until) throws InterruptedException {
        if (!fits(bytes)) {
            send();
        }
        while (!closed && !fits(bytes)) {
            long left = Duration.ofNanos(until - System.nanoTime()).toMillis();
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return !closed;
    }

    /** Whether so many bytes more can be queued now; into an empty queue anything can. */
    synchronized boolean fits(int bytes) {
        return queued == 0 || queued + bytes <= queueBytes;
    }

    /** Ends the subscription of who reads too slowly. */
    synchronized void sendAway() {
        end(SLOW);
    }

    /** Keeps a quiet connection open. */
    synchronized void heartbeat(Supplier<byte[]> frame) {
        if (announced && queue.isEmpty() && !sending) {
            offer(frame.get());
        }
    }

    /** Says why in a comment and closes; what still waits is dropped, for the client resumes by its last token. */
    synchronized void end(byte[] comment) {
        if (!closed) {
            cancel();
            // False when the client left first: then the response is closed already.
            if (out.tryWrite(HttpData.wrap(comment))) {
                out.close();
            }
        }
    }

    private synchronized void cancel() {
        closed = true;
        queue.clear();
        queued = 0;
        notifyAll();
    }

    /** Sends what waits, unless a piece is under way: then it follows that. */
    synchronized void send() {
        if (sending || closed || queue.isEmpty()) {
            return;
        }
        if (!out.tryWrite(HttpData.wrap(nextPiece()))) {
            cancel();
            return;
        }
        sending = true;
        notifyAll();
        // Failing means that the client left; the next write finds out.
        var unused = out.whenConsumed().whenComplete((consumed, failure) -> sent());
    }

    private synchronized void sent() {
        sending = false;
        send();
    }

    private byte[] nextPiece() {
        if (queue.size() == 1) {
            // As it is: most of the time all subscribers share it.
            queued = 0;
            return queue.remove();
        }
        ByteArrayOutputStream piece = new ByteArrayOutputStream();
        do {
            byte[] frame = queue.remove();
            queued -= frame.length;
            piece.writeBytes(frame);
        } while (!queue.isEmpty() && piece.size() + queue.element().length <= PIECE_BYTES);
        return piece.toByteArray();
    }
}
