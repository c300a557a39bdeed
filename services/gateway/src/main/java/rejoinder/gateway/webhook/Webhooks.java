package rejoinder.gateway.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.util.concurrent.DefaultEventExecutor;
import io.netty.util.concurrent.EventExecutor;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rejoinder.contracts.json.JsonSerde;
import rejoinder.contracts.topic.Topic;
import rejoinder.contracts.topic.Topics;
import rejoinder.contracts.webhook.Webhook;
import rejoinder.contracts.webhook.WebhookStatus;
import rejoinder.gateway.log.LogConsumers;
import rejoinder.gateway.log.LogWriter;
import rejoinder.gateway.stream.StreamApi;

/**
 * Delivers for the webhooks of this gateway's share. The gateways of a namespace are a consumer group over the topic
 * {@code webhooks}: Kafka shares its partitions out, so that one of them delivers for a webhook, and gives them to others
 * when one is gone. Who takes a partition over goes on from what the same partition of {@code webhooks.status} says.
 */
public final class Webhooks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(3);

    private final String bootstrapServers;
    private final String group;
    private final Topic<Webhook> definitions;
    private final Topic<WebhookStatus> statuses;
    private final LogWriter log;
    private final StreamApi stream;
    private final WebhookSettings settings;
    private final Clock clock;
    private final AtomicInteger delivering = new AtomicInteger();
    private final Poster poster;
    private final EventExecutor executor =
            new DefaultEventExecutor((ThreadFactory) task -> new Thread(task, "gateway-webhooks"));
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "gateway-webhook-shares");

    /** Log and stream stay the caller's to close. */
    public Webhooks(
            String bootstrapServers,
            Topics topics,
            LogWriter log,
            StreamApi stream,
            WebhookSettings settings,
            Clock clock,
            MeterRegistry metrics) {
        this.bootstrapServers = bootstrapServers;
        this.group = topics.namespace() + ".gateway-webhooks";
        this.definitions = topics.webhooks();
        this.statuses = topics.webhookStatus();
        this.log = log;
        this.stream = stream;
        this.settings = settings;
        this.clock = clock;
        metrics.gauge("rejoinder.gateway.webhooks", delivering);
        this.poster = new Poster(settings);
    }

    /** Begins; returns at once. */
    public void start() {
        thread.start();
    }

    @Override
    public void close() {
        closing.countDown();
        thread.interrupt();
        try {
            thread.join(LONGEST_CLOSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // Whatever is still under way is sent again by who goes on.
        var unused = executor.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        poster.close();
    }

    private void run() {
        while (closing.getCount() > 0) {
            Optional<Consumer<byte[], byte[]>> opened = Optional.empty();
            Shares shares = new Shares();
            try {
                Consumer<byte[], byte[]> consumer = new LogConsumers(bootstrapServers).join(group, "webhooks");
                opened = Optional.of(consumer);
                if (!LogConsumers.partitions(consumer, definitions.name()).isEmpty()) {
                    follow(consumer, shares);
                }
            } catch (WakeupException | InterruptException stopping) {
                LOG.debug("following webhooks was interrupted", stopping);
            } catch (KafkaException | IllegalStateException e) {
                LOG.warn("webhooks wait for Kafka: {}", e.getMessage());
            } finally {
                shares.endAll();
                opened.ifPresent(LogConsumers::close);
            }
            pause();
        }
    }

    private void follow(Consumer<byte[], byte[]> consumer, Shares shares) {
        consumer.subscribe(List.of(definitions.name()), new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                shares.begin(consumer, partitions);
            }

            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                shares.end(partitions);
            }
        });
        while (closing.getCount() > 0) {
            consumer.poll(POLL).forEach(shares::take);
            shares.complete(consumer);
        }
    }

    private void pause() {
        try {
            if (closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("webhooks stop");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closing.countDown();
        }
    }

    /** The partitions that are this gateway's now. For the thread that polls. */
    private final class Shares {
        private final JsonSerde<Webhook> webhookJson = definitions.json();
        private final JsonSerde<WebhookStatus> statusJson = statuses.json();
        private final Map<TopicPartition, Share> shares = new HashMap<>();

        /** Definitions are read from the beginning; nothing is delivered before the newest of each is known. */
        void begin(Consumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions) {
            if (partitions.isEmpty()) {
                return;
            }
            Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
            begins.forEach(consumer::seek);
            Map<Integer, Map<String, WebhookStatus>> known = statuses(partitions.stream()
                    .map(partition -> new TopicPartition(statuses.name(), partition.partition()))
                    .toList());
            consumer.endOffsets(partitions)
                    .forEach((partition, end) ->
                            shares.put(partition, new Share(end, known.getOrDefault(partition.partition(), Map.of()))));
            LOG.info("delivering for {} of the partitions of {}", shares.size(), definitions.name());
        }

        void take(ConsumerRecord<byte[], byte[]> record) {
            Share share = shares.get(new TopicPartition(record.topic(), record.partition()));
            if (share == null) {
                return;
            }
            String id = new String(record.key(), StandardCharsets.UTF_8);
            try {
                share.take(
                        id,
                        Optional.ofNullable(record.value()).map(webhookJson::fromBytes),
                        Instant.ofEpochMilli(record.timestamp()));
            } catch (SerializationException e) {
                LOG.warn("{} has something unreadable for {}", record.topic(), id, e);
            }
        }

        void complete(Consumer<byte[], byte[]> consumer) {
            shares.forEach((partition, share) -> {
                if (!share.complete && consumer.position(partition) >= share.end) {
                    share.complete();
                }
            });
        }

        void end(Collection<TopicPartition> partitions) {
            for (TopicPartition partition : partitions) {
                Share share = shares.remove(partition);
                if (share != null) {
                    share.close();
                }
            }
        }

        void endAll() {
            end(Set.copyOf(shares.keySet()));
        }

        private Map<Integer, Map<String, WebhookStatus>> statuses(List<TopicPartition> partitions) {
            Map<Integer, Map<String, WebhookStatus>> newest = new HashMap<>();
            Consumer<byte[], byte[]> reader = new LogConsumers(bootstrapServers).open("webhook-status");
            try {
                reader.assign(partitions);
                reader.seekToBeginning(partitions);
                Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
                while (ends.entrySet().stream().anyMatch(end -> reader.position(end.getKey()) < end.getValue())) {
                    for (ConsumerRecord<byte[], byte[]> record : reader.poll(POLL)) {
                        Map<String, WebhookStatus> of =
                                newest.computeIfAbsent(record.partition(), none -> new HashMap<>());
                        String id = new String(record.key(), StandardCharsets.UTF_8);
                        if (record.value() == null) {
                            of.remove(id);
                        } else {
                            of.put(id, statusJson.fromBytes(record.value()));
                        }
                    }
                }
            } finally {
                LogConsumers.close(reader);
            }
            return newest;
        }
    }

    /** One partition's webhooks. */
    private final class Share {
        private final long end;
        private final Map<String, Defined> newest = new TreeMap<>();
        private final Map<String, WebhookStatus> begins;
        private boolean complete;

        // For the executor, like all that couriers do.
        private final Map<String, Courier> couriers = new HashMap<>();
        private final Map<String, WebhookStatus> progress = new HashMap<>();
        private boolean closed;

        Share(long end, Map<String, WebhookStatus> begins) {
            this.end = end;
            this.begins = begins;
        }

        void take(String id, Optional<Webhook> webhook, Instant at) {
            if (complete) {
                executor.execute(() -> webhook.ifPresentOrElse(one -> begin(new Defined(one, at)), () -> forget(id)));
            } else {
                webhook.ifPresentOrElse(one -> newest.put(id, new Defined(one, at)), () -> newest.remove(id));
            }
        }

        /** All definitions are known: couriers begin, and what belongs to none that is left is forgotten. */
        void complete() {
            complete = true;
            List<Defined> all = List.copyOf(newest.values());
            Set<String> orphans = new HashSet<>(begins.keySet());
            orphans.removeAll(newest.keySet());
            executor.execute(() -> {
                progress.putAll(begins);
                orphans.forEach(this::forget);
                all.forEach(this::begin);
            });
        }

        void close() {
            executor.execute(() -> {
                closed = true;
                couriers.values().forEach(Courier::stop);
                delivering.addAndGet(-couriers.size());
                couriers.clear();
            });
        }

        private void begin(Defined defined) {
            if (closed) {
                return;
            }
            Webhook webhook = defined.webhook();
            stop(webhook.id());
            WebhookStatus known =
                    progress.getOrDefault(webhook.id(), WebhookStatus.fresh(webhook.id(), clock.instant()));
            boolean resumed = known.suspended() && defined.at().isAfter(known.at());
            if (resumed || !progress.containsKey(webhook.id())) {
                known = known.resumed(clock.instant());
                save(known);
            }
            Courier courier = new Courier(webhook, known, stream, poster, settings, this::save, executor, clock);
            couriers.put(webhook.id(), courier);
            delivering.incrementAndGet();
            courier.start();
        }

        private void forget(String id) {
            stop(id);
            progress.remove(id);
            // Its outcome is in the log; who deletes is not kept waiting for it.
            var unused = log.begin(statuses, List.of(new LogWriter.Entry<>(id, null)));
        }

        private void stop(String id) {
            Courier before = couriers.remove(id);
            if (before != null) {
                before.stop();
                delivering.decrementAndGet();
            }
        }

        private void save(WebhookStatus status) {
            progress.put(status.webhook(), status);
            // What is not written is delivered once more by who goes on; the writer says so.
            var unused = log.begin(statuses, List.of(new LogWriter.Entry<>(status.webhook(), status)));
        }
    }

    /** A definition, and when it was written. */
    private record Defined(Webhook webhook, Instant at) {}
}
