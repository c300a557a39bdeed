package rejoinder.app.rebuild;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import rejoinder.aggregator.Aggregator;
import rejoinder.aggregator.AggregatorSettings;
import rejoinder.app.service.RunningService;
import rejoinder.app.service.Supervisor;
import rejoinder.contracts.topic.PartitionCount;
import rejoinder.contracts.topic.Topic;
import rejoinder.contracts.topic.Topics;
import rejoinder.ingestor.rebuild.Rereading;
import rejoinder.sink.Sink;
import rejoinder.sink.SinkSettings;

/** Runs an aggregator and a sink over a build until they have nothing left to do. */
final class Aggregating {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final int QUIET_LOOKS = 8;
    private static final String INSTANCE = "node";

    private final String servers;
    private final Topics build;
    private final Workplace.Store store;
    private final Path state;

    Aggregating(String servers, Topics build, Workplace.Store store, Path state) {
        this.servers = servers;
        this.build = build;
        this.store = store;
        this.state = state;
    }

    /**
     * Returns once everything that has been read is aggregated and in the database.
     *
     * @throws IllegalStateException with the failure of either
     */
    void run(Rereading.Watcher watcher) throws InterruptedException {
        BuildDatabase database = new BuildDatabase(build, store);
        database.make();
        try (Admin admin = Admin.create(Map.<String, Object>of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers))) {
            try (Supervisor supervisor = new Supervisor()) {
                supervisor.watch(RunningService.of(Sink.start(
                        new SinkSettings(servers, build.namespace(), store.url(), store.user(), store.password()),
                        new SimpleMeterRegistry())));
                supervisor.watch(RunningService.of(Aggregator.start(
                        new AggregatorSettings(servers, build.namespace(), state, INSTANCE),
                        new SimpleMeterRegistry())));
                await(admin, database, supervisor, watcher);
            }
            leave(admin);
        }
    }

    private void await(Admin admin, BuildDatabase database, Supervisor supervisor, Rereading.Watcher watcher)
            throws InterruptedException {
        List<TopicPartition> inputs = partitions(
                admin,
                List.of(
                        build.statements(),
                        build.movedStatements(),
                        build.reactors(),
                        build.stories(),
                        build.corrections()));
        List<TopicPartition> outputs = partitions(
                admin,
                List.of(
                        build.utterances(),
                        build.reactions(),
                        build.reactors(),
                        build.actorSummaries(),
                        build.countrySummaries(),
                        build.storySummaries()));
        List<TopicPartition> written = partitions(
                admin,
                List.of(
                        build.stories(),
                        build.reactions(),
                        build.actorSummaries(),
                        build.countrySummaries(),
                        build.storySummaries()));
        Map<TopicPartition, Long> before = Map.of();
        int quiet = 0;
        while (quiet < QUIET_LOOKS) {
            if (supervisor.endsWithin(BETWEEN_LOOKS)) {
                supervisor.await();
            }
            Map<TopicPartition, Long> ends = ends(admin, inputs);
            Map<TopicPartition, Long> read = committed(admin);
            long most = sum(ends);
            long left = left(ends, read);
            watcher.at("aggregated", most - left, most);
            Map<TopicPartition, Long> made = ends(admin, outputs);
            boolean done = left == 0 && left(ends(admin, written), database.offsets()) == 0 && made.equals(before);
            // What is gathered goes on moving for a moment after everything has been read.
            quiet = done ? quiet + 1 : 0;
            before = made;
        }
    }

    /** A member with a name stays one for seconds; whoever takes over need not wait. */
    private void leave(Admin admin) throws InterruptedException {
        get(admin.removeMembersFromConsumerGroup(
                        Aggregator.application(build), new RemoveMembersFromConsumerGroupOptions())
                .all());
    }

    private static long sum(Map<TopicPartition, Long> offsets) {
        return offsets.values().stream().mapToLong(offset -> offset).sum();
    }

    private static long left(Map<TopicPartition, Long> ends, Map<TopicPartition, Long> read) {
        return ends.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - read.getOrDefault(end.getKey(), 0L)))
                .sum();
    }

    private Map<TopicPartition, Long> committed(Admin admin) throws InterruptedException {
        Map<TopicPartition, Long> committed = new HashMap<>();
        for (Map.Entry<TopicPartition, OffsetAndMetadata> one : get(admin.listConsumerGroupOffsets(
                                Aggregator.application(build))
                        .partitionsToOffsetAndMetadata())
                .entrySet()) {
            if (one.getValue() != null) {
                committed.put(one.getKey(), one.getValue().offset());
            }
        }
        return committed;
    }

    private static Map<TopicPartition, Long> ends(Admin admin, List<TopicPartition> partitions)
            throws InterruptedException {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        get(admin.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                        .all())
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    private static List<TopicPartition> partitions(Admin admin, List<Topic<?>> topics) throws InterruptedException {
        List<TopicPartition> partitions = new ArrayList<>();
        for (Topic<?> topic : topics) {
            int count = PartitionCount.of(admin, topic.name());
            for (int i = 0; i < count; i++) {
                partitions.add(new TopicPartition(topic.name(), i));
            }
        }
        return partitions;
    }

    private static <T> T get(KafkaFuture<T> future) throws InterruptedException {
        try {
            return future.get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "Kafka does not do it: " + e.getCause().getMessage(), e.getCause());
        } catch (java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException("Kafka does not answer", e);
        }
    }
}
