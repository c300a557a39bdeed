package rejoinder.app.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An outlet's server: feeds that grow, and pages. */
final class FeedServer implements AutoCloseable {
    private static final int SHOWN = 100;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final Map<String, List<Entry>> feeds = new ConcurrentHashMap<>();
    private final Map<String, String> pages = new ConcurrentHashMap<>();
    private final List<String> subscriptions = new CopyOnWriteArrayList<>();

    /** An entry of a feed; its text is all there is of it. */
    record Entry(String id, String title, String text) {}

    FeedServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Address of a path that begins with a slash. */
    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    void publish(String feed, Entry entry) {
        feeds.computeIfAbsent(feed, name -> new CopyOnWriteArrayList<>()).add(entry);
    }

    void put(String path, String html) {
        pages.put(path, html);
    }

    /** What was sent to {@code /hub}. */
    List<String> subscriptions() {
        return subscriptions;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body = path.startsWith("/feeds/") ? rss(path.substring("/feeds/".length())) : pages.get(path);
        try (exchange) {
            if (path.equals("/hub")) {
                subscriptions.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                exchange.sendResponseHeaders(202, -1);
                return;
            }
            if (body == null) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders()
                    .set(
                            "content-type",
                            path.startsWith("/feeds/") ? "application/rss+xml" : "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, bytes.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        }
    }

    private String rss(String feed) {
        List<Entry> entries = feeds.getOrDefault(feed, List.of());
        StringBuilder rss = new StringBuilder("<rss version='2.0'><channel><title>Feed ")
                .append(feed)
                .append("</title><link>https://post.example/</link><description>d</description>")
                .append("<atom:link xmlns:atom='http://www.w3.org/2005/Atom' rel='hub' href='/hub'/>");
        for (Entry entry : entries.subList(Math.max(0, entries.size() - SHOWN), entries.size())) {
            rss.append("<item><guid isPermaLink='false'>")
                    .append(entry.id())
                    .append("</guid><title>")
                    .append(entry.title())
                    .append("</title><link>")
                    .append(url("/articles/" + entry.id()))
                    .append("</link><pubDate>Mon, 01 Mar 2021 12:00:00 GMT</pubDate><description><![CDATA[<p>")
                    .append(entry.text())
                    .append("</p>]]></description></item>");
        }
        return rss.append("</channel></rss>").toString();
    }
}
