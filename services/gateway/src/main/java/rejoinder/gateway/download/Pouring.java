package rejoinder.gateway.download;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponseWriter;
import java.io.Serial;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Text on its way to a client, piece by piece, no faster than the client takes it. For one thread. */
final class Pouring {
    private static final int PIECE_CHARS = 32 * 1024;
    private static final Duration LONGEST_STALL = Duration.ofSeconds(30);

    private final HttpResponseWriter out;
    private final StringBuilder piece = new StringBuilder();

    Pouring(HttpResponseWriter out) {
        this.out = out;
    }

    /** The client is gone, or takes nothing any more: the rest need not be read. */
    static final class Stopped extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1L;

        Stopped(String why) {
            super(why);
        }
    }

    /** Where the next words are written; {@link #passOn} after each row. */
    StringBuilder text() {
        return piece;
    }

    /** Sends what has come together, once it is enough; {@link Stopped} when nobody takes it. */
    void passOn() {
        if (piece.length() >= PIECE_CHARS) {
            flush();
        }
    }

    /** Sends the rest and ends the response. */
    void end() {
        flush();
        out.close();
    }

    private void flush() {
        if (!out.tryWrite(HttpData.ofUtf8(piece))) {
            throw new Stopped("the client is gone");
        }
        piece.setLength(0);
        try {
            out.whenConsumed().get(LONGEST_STALL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new Stopped("the client takes nothing any more");
        } catch (ExecutionException | CompletionException e) {
            throw new Stopped("the client is gone");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Stopped("the gateway is stopping");
        }
    }

    /** Breaks the response off, so that a client does not take a part for the whole. */
    void abort(Throwable cause) {
        out.close(cause);
    }
}
