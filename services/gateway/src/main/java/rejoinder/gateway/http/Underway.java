package rejoinder.gateway.http;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.time.Duration;
import java.util.function.Function;

/** Knows how many answers are under way, so that what they need is closed after them. Thread-safe. */
public final class Underway {
    private int answers;

    /** Decorates all services of a server. */
    public Function<? super HttpService, ? extends HttpService> decorator() {
        return delegate -> delegate.decorate(this::serve);
    }

    private HttpResponse serve(HttpService delegate, ServiceRequestContext ctx, HttpRequest req) throws Exception {
        begun();
        // It ends whether the answer does or fails.
        var unused = ctx.log().whenComplete().thenRun(this::ended);
        return delegate.serve(ctx, req);
    }

    private synchronized void begun() {
        answers++;
    }

    private synchronized void ended() {
        answers--;
        notifyAll();
    }

    /** Waits until none is; returns whether that was within {@code longest}. */
    public synchronized boolean awaitNone(Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        long left = longest.toMillis();
        while (answers > 0 && left > 0) {
            wait(left);
            left = (end - System.nanoTime()) / 1_000_000;
        }
        return answers == 0;
    }
}
