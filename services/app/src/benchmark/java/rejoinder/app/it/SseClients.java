package rejoinder.app.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Iterator;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;

/**
 * Many clients of Server-Sent Events on one thread, which note the numbers of the reactions they are sent. Who is sent
 * away comes back with its last id, as a browser does.
 */
final class SseClients implements AutoCloseable {
    private static final byte[] UTTERANCE = "\"utterance\":\"u-".getBytes(StandardCharsets.US_ASCII);

    private final Selector selector;
    private final Thread thread = new Thread(this::run, "clients");
    private final ConcurrentLinkedQueue<Client> opening = new ConcurrentLinkedQueue<>();
    private final AtomicInteger live = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final Arrival arrival;
    private volatile boolean closed;

    /** Told of each reaction that a client gets. */
    interface Arrival {
        void of(int number, long nanos);
    }

    SseClients(Arrival arrival) throws IOException {
        this.arrival = arrival;
        this.selector = Selector.open();
        thread.setDaemon(true);
        thread.start();
    }

    /** One connection and what it has received. */
    static final class Client {
        private final int port;
        private final String path;
        private final BitSet seen = new BitSet();
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();
        private SocketChannel channel;
        private boolean body;
        private boolean over;
        private boolean awaitingLive = true;
        private int chunkLeft;
        private String status = "";
        private volatile String lastId;
        private volatile boolean left;
        private final AtomicInteger repeated = new AtomicInteger();
        private final AtomicInteger received = new AtomicInteger();

        private Client(int port, String path, String lastId) {
            this.port = port;
            this.path = path;
            this.lastId = lastId;
        }

        private byte[] request() {
            String text = "GET " + path + " HTTP/1.1\r\nHost: localhost:" + port + "\r\nAccept: text/event-stream\r\n"
                    + (lastId.isEmpty() ? "" : "Last-Event-ID: " + lastId + "\r\n") + "\r\n";
            return text.getBytes(StandardCharsets.US_ASCII);
        }

        private void beginAnew() {
            body = false;
            over = false;
            chunkLeft = 0;
            line.reset();
        }

        /** The id that it would resume with. */
        String lastId() {
            return lastId;
        }

        int repeated() {
            return repeated.get();
        }

        int received() {
            return received.get();
        }

        String status() {
            return status;
        }

        synchronized BitSet seen() {
            return (BitSet) seen.clone();
        }
    }

    /** Opens a connection; {@code lastId} empty for none. */
    Client open(int port, String path, String lastId) {
        Client client = new Client(port, path, lastId);
        opening.add(client);
        selector.wakeup();
        return client;
    }

    /** How many have been answered and told that what follows is live. */
    int live() {
        return live.get();
    }

    /** How many have been answered. */
    int answered() {
        return answered.get();
    }

    /** How many connections were ended by the server. */
    int ended() {
        return ended.get();
    }

    void leave(Client client) throws IOException {
        client.left = true;
        client.channel.close();
    }

    @Override
    public void close() throws IOException {
        closed = true;
        selector.wakeup();
        try {
            thread.join(5000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }

    private void run() {
        ByteBuffer buffer = ByteBuffer.allocate(256 * 1024);
        try {
            while (!closed) {
                for (Client client = opening.poll(); client != null; client = opening.poll()) {
                    client.channel = SocketChannel.open();
                    client.channel.configureBlocking(false);
                    client.channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), client.port));
                    client.channel.register(selector, SelectionKey.OP_CONNECT, client);
                }
                selector.select();
                Iterator<SelectionKey> ready = selector.selectedKeys().iterator();
                while (ready.hasNext()) {
                    SelectionKey key = ready.next();
                    ready.remove();
                    if (key.isValid()) {
                        serve(key, (Client) key.attachment(), buffer);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(SelectionKey key, Client client, ByteBuffer buffer) {
        try {
            if (key.isConnectable()) {
                client.channel.finishConnect();
                client.channel.write(ByteBuffer.wrap(client.request()));
                key.interestOps(SelectionKey.OP_READ);
                return;
            }
            buffer.clear();
            int read = client.channel.read(buffer);
            if (read < 0) {
                ended(key, client);
                return;
            }
            long now = System.nanoTime();
            buffer.flip();
            synchronized (client) {
                take(client, buffer, now);
            }
            if (client.over) {
                ended(key, client);
            }
        } catch (IOException e) {
            ended(key, client);
        }
    }

    private void ended(SelectionKey key, Client client) {
        key.cancel();
        try {
            client.channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!client.left) {
            ended.incrementAndGet();
            client.beginAnew();
            opening.add(client);
            selector.wakeup();
        }
    }

    /** Goes by whole lines: byte by byte, it would be the clients that the measurement is of. */
    private void take(Client client, ByteBuffer buffer, long now) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        int at = 0;
        while (at < bytes.length) {
            boolean framing = !client.body || client.chunkLeft == 0;
            int most = framing ? bytes.length : Math.min(bytes.length, at + client.chunkLeft);
            int end = at;
            while (end < most && bytes[end] != '\n') {
                end++;
            }
            boolean whole = end < most;
            client.line.write(bytes, at, end - at);
            int next = whole ? end + 1 : end;
            if (!framing) {
                client.chunkLeft -= next - at;
            }
            at = next;
            if (whole) {
                if (framing) {
                    frame(client);
                } else {
                    line(client, client.line.toByteArray(), now);
                }
                client.line.reset();
            }
        }
    }

    /** A line of the head, or the size of a chunk. Events end with chunks here, so a line is never cut. */
    private void frame(Client client) {
        String line = client.line.toString(StandardCharsets.US_ASCII).strip();
        if (client.body) {
            if (!line.isEmpty()) {
                client.chunkLeft = Integer.parseInt(line.replaceAll(";.*", ""), 16);
                client.over = client.chunkLeft == 0;
            }
        } else if (line.isEmpty()) {
            client.body = true;
            answered.incrementAndGet();
        } else if (line.startsWith("HTTP/1.1")) {
            client.status = line;
        }
    }

    private void line(Client client, byte[] line, long now) {
        if (line.length > 4 && line[0] == 'i' && line[1] == 'd') {
            client.lastId = new String(line, 4, line.length - 4, StandardCharsets.US_ASCII);
        } else if (line.length > 6 && line[0] == 'd') {
            int at = indexOf(line);
            if (at >= 0) {
                int number = Integer.parseInt(new String(line, at, 32, StandardCharsets.US_ASCII));
                client.received.incrementAndGet();
                if (client.seen.get(number)) {
                    client.repeated.incrementAndGet();
                }
                client.seen.set(number);
                arrival.of(number, now);
            }
        } else if (client.awaitingLive && line.length == 11 && line[7] == 'l') {
            client.awaitingLive = false;
            live.incrementAndGet();
        }
    }

    private static int indexOf(byte[] line) {
        outer:
        for (int i = 0; i + UTTERANCE.length + 32 <= line.length; i++) {
            for (int j = 0; j < UTTERANCE.length; j++) {
                if (line[i + j] != UTTERANCE[j]) {
                    continue outer;
                }
            }
            return i + UTTERANCE.length;
        }
        return -1;
    }

    /** Waits until a count is reached, for so long; tells it now and then. */
    static void await(java.util.function.IntSupplier count, int wanted, int seconds, LongConsumer slow)
            throws InterruptedException {
        long until = System.nanoTime() + seconds * 1_000_000_000L;
        while (count.getAsInt() < wanted && System.nanoTime() < until) {
            java.util.concurrent.TimeUnit.MILLISECONDS.sleep(5);
        }
        if (count.getAsInt() < wanted) {
            slow.accept(count.getAsInt());
        }
    }
}
