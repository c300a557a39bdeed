package rejoinder.gateway.stream;

import static org.awaitility.Awaitility.await;

import com.linecorp.armeria.server.Server;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** Serves subscriptions over real HTTP. */
final class SubscriptionServer implements AutoCloseable {
    private final Queue<Subscription> arriving = new ConcurrentLinkedQueue<>();
    private final Server server = Server.builder()
            .service("/", (ctx, req) -> {
                ctx.clearRequestTimeout();
                return arriving.remove().response();
            })
            .gracefulShutdownTimeoutMillis(0, 0)
            .build();

    SubscriptionServer() {
        server.start().join();
    }

    /** Connects a client to a subscription; the lines it receives arrive in the list. */
    List<String> connect(Subscription subscription) {
        List<String> lines = new CopyOnWriteArrayList<>();
        arriving.add(subscription);
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.activeLocalPort() + "/"))
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        var unused = HttpClient.newHttpClient().sendAsync(request, BodyHandlers.fromLineSubscriber(new Lines(lines)));
        await().until(arriving::isEmpty);
        return lines;
    }

    /** Connects a client that is slow: it asks, and the rest is up to the caller. */
    Socket connectAndReadNothing(Subscription subscription) throws IOException {
        arriving.add(subscription);
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.activeLocalPort()));
        socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        await().until(arriving::isEmpty);
        return socket;
    }

    @Override
    public void close() {
        server.stop().join();
    }
}
