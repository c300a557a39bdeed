package rejoinder.gateway.stream;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rejoinder.gateway.log.LogConsumers;

/**
 * Brings those who are further behind than memory reaches up from Kafka, all in one reading of the log: a thousand who
 * reconnect at once cost what one costs. It goes at the pace of those who read, within limits: who has no room for long
 * is left to a later sweep, and sent away when that happens too often. Runs in a thread of its own while somebody waits.
 */
final class Sweep implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int MOST_FALLS = 10;
    /** What is left to memory, for each subscriber by itself; reading the log on costs less. */
    private static final int NEAR_BYTES = 64 * 1024;

    private final LogConsumers consumers;
    private final String topic;
    private final Subject subject;
    private final Hub hub;
    private final MeterRegistry metrics;
    private final LinkedBlockingQueue<Rider> waiting = new LinkedBlockingQueue<>();
    private final Thread thread;
    private boolean started;

    Sweep(LogConsumers consumers, String topic, Subject subject, Hub hub, MeterRegistry metrics) {
        this.consumers = consumers;
        this.topic = topic;
        this.subject = subject;
        this.hub = hub;
        this.metrics = metrics;
        this.thread = new Thread(this::run, "gateway-sweep-" + subject.of());
    }

    /** Somebody who is brought up, and how often it was too slow. */
    private static final class Rider {
        private final Strand strand;
        private final CompletableFuture<Boolean> arrived = new CompletableFuture<>();
        private int falls;

        Rider(Strand strand) {
            this.strand = strand;
        }
    }

    /** Completes with true when the subscriber is near the present, with false when it is gone. Returns at once. */
    CompletableFuture<Boolean> join(Strand strand) {
        Rider rider = new Rider(strand);
        waiting.add(rider);
        synchronized (this) {
            if (!started) {
                started = true;
                thread.start();
            }
        }
        return rider.arrived;
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(LONGEST_SILENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        Audience<Rider> riders = new Audience<>();
        try {
            while (true) {
                List<Rider> next = new ArrayList<>(List.of(waiting.take()));
                waiting.drainTo(next);
                next.forEach(rider -> board(rider, riders));
                sweep(riders);
            }
        } catch (InterruptedException | org.apache.kafka.common.errors.InterruptException stopping) {
            leaveAll(riders, "the stream ends here; reconnect with Last-Event-ID");
            waiting.forEach(rider -> leave(rider, "the stream ends here; reconnect with Last-Event-ID"));
            LOG.debug("the sweep of {} ends", topic);
        }
    }

    private void sweep(Audience<Rider> riders) throws InterruptedException {
        Consumer<byte[], byte[]> consumer = consumers.open("sweep-" + subject.of());
        try {
            follow(consumer, riders);
        } catch (KafkaException e) {
            if (e instanceof org.apache.kafka.common.errors.InterruptException) {
                throw e;
            }
            LOG.warn("subscribers can't be brought up from {}: {}", topic, e.getMessage());
            leaveAll(riders, "Kafka does not answer; reconnect with Last-Event-ID");
        } finally {
            LogConsumers.close(consumer);
        }
    }

    private void follow(Consumer<byte[], byte[]> consumer, Audience<Rider> riders) throws InterruptedException {
        List<TopicPartition> partitions = LogConsumers.partitions(consumer, topic);
        consumer.assign(partitions);
        partitions.forEach(partition -> consumer.seek(
                partition,
                riders.all().stream()
                        .mapToLong(rider -> rider.strand.floor().of(partition.partition()))
                        .min()
                        .orElseThrow()));
        Optional<String> log = hub.log();
        ChangeReader reader = new ChangeReader(subject, metrics);
        Position position = positions(consumer, partitions);
        long heard = System.nanoTime();
        while (true) {
            letGo(riders, position);
            if (riders.size() == 0) {
                return;
            }
            if (log.isEmpty() || !hub.log().equals(log)) {
                leaveAll(riders, "the stream was interrupted; reconnect with Last-Event-ID");
                return;
            }
            boardThoseWhoCame(riders, position);
            List<Live> changes = new ArrayList<>();
            int bytes = 0;
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            metrics.counter("rejoinder.gateway.stream.reread").increment(records.count());
            for (ConsumerRecord<byte[], byte[]> record : records) {
                Optional<Change> change = reader.read(record);
                if (change.isPresent()) {
                    position =
                            position.with(change.get().partition(), change.get().offset() + 1);
                    Live live = new Live(change.get(), new Token(log.get(), position));
                    changes.add(live);
                    bytes += live.bytes();
                }
            }
            deliver(changes, riders);
            Position read = positions(consumer, partitions);
            if (!position.reaches(read) || bytes > 0) {
                position = position.furthest(read);
                heard = System.nanoTime();
                Position reached = position;
                riders.all().forEach(rider -> rider.strand.readTo(reached));
            } else if (System.nanoTime() - heard > LONGEST_SILENCE.toNanos()) {
                leaveAll(riders, "Kafka does not answer; reconnect with Last-Event-ID");
            }
        }
    }

    /** Near the present, all who are as far are done. */
    private void letGo(Audience<Rider> riders, Position position) {
        if (!hub.isNear(position, NEAR_BYTES)) {
            return;
        }
        for (Rider rider : List.copyOf(riders.all())) {
            if (rider.strand.floor().reaches(position)) {
                getOff(rider, riders);
                rider.arrived.complete(true);
            }
        }
    }

    /** Who came in the meantime and has nothing to read before this position rides along. */
    private void boardThoseWhoCame(Audience<Rider> riders, Position position) {
        waiting.removeIf(newcomer -> {
            boolean rides = newcomer.falls == 0 && newcomer.strand.floor().reaches(position);
            if (rides) {
                board(newcomer, riders);
            }
            return rides;
        });
    }

    private static void board(Rider rider, Audience<Rider> riders) {
        riders.add(rider, rider.strand.filter());
    }

    private static void getOff(Rider rider, Audience<Rider> riders) {
        riders.remove(rider, rider.strand.filter());
    }

    private void deliver(List<Live> changes, Audience<Rider> riders) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        Set<Rider> told = new HashSet<>();
        for (Live live : changes) {
            for (Rider rider : riders.of(live.change())) {
                switch (rider.strand.queueInTime(live, until)) {
                    case TAKEN -> told.add(rider);
                    case GONE -> {
                        getOff(rider, riders);
                        rider.arrived.complete(false);
                    }
                    case NO_ROOM -> {
                        getOff(rider, riders);
                        fall(rider);
                    }
                }
            }
        }
        // At the end, so that each is sent one piece for many changes.
        told.forEach(rider -> rider.strand.send());
    }

    private void fall(Rider rider) {
        rider.falls++;
        if (rider.falls > MOST_FALLS) {
            rider.strand.sendAway();
            rider.arrived.complete(false);
        } else {
            waiting.add(rider);
        }
    }

    private static void leaveAll(Audience<Rider> riders, String why) {
        riders.all().forEach(rider -> leave(rider, why));
        riders.clear();
    }

    private static void leave(Rider rider, String why) {
        rider.strand.end(Frames.comment("closed: " + why));
        rider.arrived.complete(false);
    }

    private static Position positions(Consumer<?, ?> consumer, List<TopicPartition> partitions) {
        Map<TopicPartition, Long> positions = new HashMap<>();
        partitions.forEach(partition -> positions.put(partition, consumer.position(partition)));
        return Position.ofOffsets(positions);
    }
}
