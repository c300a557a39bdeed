package rejoinder.gateway.stream;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import rejoinder.gateway.log.LogConsumers;

/** One topic as subscribers get it: what is new from the hub, what is older from Kafka. Thread-safe. */
final class Feed implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofSeconds(5);

    private final Subject subject;
    private final String topic;
    private final Hub hub;
    private final LogReader reader;
    private final CatchUp catchUp;
    private boolean started;
    private boolean closed;

    Feed(Subject subject, String topic, String bootstrapServers, int recentBytes, int atOnce, MeterRegistry metrics) {
        this.subject = subject;
        this.topic = topic;
        this.hub = new Hub(recentBytes);
        this.reader = new LogReader(bootstrapServers, topic, subject, hub, metrics);
        this.catchUp = new CatchUp(new LogConsumers(bootstrapServers), topic, subject, hub, atOnce, metrics);
    }

    Subject subject() {
        return subject;
    }

    String topic() {
        return topic;
    }

    Hub hub() {
        return hub;
    }

    CatchUp catchUp() {
        return catchUp;
    }

    /** Begins to follow the log, unless it does; returns at once. */
    synchronized void start() {
        if (!started && !closed) {
            started = true;
            reader.start();
        }
    }

    /** The id of the log, once it is followed; empty when that takes too long. Blocks. */
    Optional<String> log() throws InterruptedException {
        start();
        return hub.awaitLog(LONGEST_START);
    }

    /** Why changes don't arrive now; empty when they do. */
    Optional<String> trouble() {
        return reader.trouble();
    }

    /** Follows the log no longer; those who are being brought up to date go on. Blocks. */
    void closeReader() {
        synchronized (this) {
            closed = true;
        }
        reader.close();
    }

    @Override
    public void close() {
        closeReader();
        catchUp.close();
    }
}
