package rejoinder.gateway.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import rejoinder.contracts.json.Json;

/** Somebody's server on this machine that is told by webhooks, and checks each signature by itself. Thread-safe. */
public final class Receiver implements AutoCloseable {
    private final String secret;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final ConcurrentLinkedQueue<Integer> answers = new ConcurrentLinkedQueue<>();
    private final List<Told> told = new CopyOnWriteArrayList<>();
    private final CountDownLatch goOn = new CountDownLatch(1);
    private volatile int mostTaken = Integer.MAX_VALUE;

    /** A request: its id, what it was answered, whether its signature is right, and its body. */
    public record Told(String id, int answered, boolean signed, JsonNode body) {}

    /** @param secret plain text that deliveries are signed with */
    public Receiver(String secret) {
        this.secret = secret;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    public String url(String host) {
        return "http://" + host + ":" + server.getAddress().getPort() + "/hook?desk=night";
    }

    public String url() {
        return url("127.0.0.1");
    }

    /** The next requests are answered so; all others with 204. */
    public void answering(Integer... statuses) {
        answers.addAll(List.of(statuses));
    }

    /** What comes after that many were taken waits until {@link #goOn}. */
    public void holdAfter(int taken) {
        mostTaken = taken;
    }

    /** Lets go of what waits. */
    public void goOn() {
        mostTaken = Integer.MAX_VALUE;
        goOn.countDown();
    }

    /** All requests so far. */
    public List<Told> told() {
        return List.copyOf(told);
    }

    /** Those that were taken. */
    public List<Told> taken() {
        return told.stream().filter(each -> each.answered() < 300).toList();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void take(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (taken().size() >= mostTaken) {
            awaitGoingOn();
        }
        Integer planned = answers.poll();
        int answer = planned == null ? 204 : planned;
        String id = exchange.getRequestHeaders().getFirst("webhook-id");
        told.add(new Told(id, answer, signed(exchange, id, body), Json.mapper().readTree(body)));
        exchange.getResponseHeaders().set("location", "/elsewhere");
        exchange.sendResponseHeaders(answer, -1);
        exchange.close();
    }

    private void awaitGoingOn() throws IOException {
        try {
            goOn.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the receiver was closed", e);
        }
    }

    private boolean signed(HttpExchange exchange, String id, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((id + "." + exchange.getRequestHeaders().getFirst("webhook-timestamp") + ".")
                    .getBytes(StandardCharsets.UTF_8));
            return ("v1," + Base64.getEncoder().encodeToString(mac.doFinal(body)))
                    .equals(exchange.getRequestHeaders().getFirst("webhook-signature"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
