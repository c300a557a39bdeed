package rejoinder.ingestor;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rejoinder.contracts.document.Submission;
import rejoinder.contracts.json.JsonSerde;
import rejoinder.contracts.source.Source;
import rejoinder.contracts.source.SourceSettings;
import rejoinder.contracts.source.SourceStatus;
import rejoinder.contracts.topic.Topics;
import rejoinder.ingestor.canary.Canaries;
import rejoinder.ingestor.document.Rejected;
import rejoinder.ingestor.follow.Follower;
import rejoinder.ingestor.follow.Found;
import rejoinder.ingestor.log.Cursors;
import rejoinder.ingestor.log.Statuses;
import rejoinder.ingestor.log.Transaction;
import rejoinder.ingestor.log.TransactionalProducer;

/** Poll, look, read, commit; one thread. */
final class IngestLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IngestLoop.class);
    private static final Duration IDLE_POLL = Duration.ofMillis(25);
    private static final long LARGEST_BATCH = 4L * 1024 * 1024;
    private static final Duration BETWEEN_FIRST_POLLS = Duration.ofMillis(8);
    private static final Duration LONGEST_FIRST_WAIT = Duration.ofSeconds(30);
    private static final Duration STATUS_EACH = Duration.ofSeconds(1);
    private static final Duration CANARIES_EACH = Duration.ofMinutes(10);

    private final IngestorSettings settings;
    private final Topics topics;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final TransactionalProducer producer;
    private final Followers followers;
    private final Intake intake;
    private final Cursors cursors;
    private final Statuses statuses;
    private final Clock clock;
    private final Map<String, Followed> followed = new TreeMap<>();
    private final JsonSerde<Source> sourceJson = new JsonSerde<>(Source.class);
    private final JsonSerde<Submission> submissionJson = new JsonSerde<>(Submission.class);
    private final Timer transactions;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong backlogRead = new AtomicLong();
    private final AtomicLong backlogTotal = new AtomicLong();
    private final Canaries canaries;
    private Instant nextStatus = Instant.EPOCH;
    private Instant nextCanaries = Instant.EPOCH;
    private volatile boolean ready;
    private volatile boolean stopping;

    IngestLoop(
            IngestorSettings settings,
            Topics topics,
            KafkaConsumer<byte[], byte[]> consumer,
            TransactionalProducer producer,
            Followers followers,
            Cursors cursors,
            Intake intake,
            Canaries canaries,
            Clock clock,
            MeterRegistry metrics) {
        this.settings = settings;
        this.topics = topics;
        this.consumer = consumer;
        this.producer = producer;
        this.followers = followers;
        this.cursors = cursors;
        this.intake = intake;
        this.canaries = canaries;
        this.statuses = new Statuses(settings.bootstrapServers(), topics);
        this.clock = clock;
        this.transactions = Timer.builder("rejoinder.ingestor.transactions")
                .description("Time to write a transaction")
                .register(metrics);
        metrics.gauge("rejoinder.ingestor.waiting", waiting);
        metrics.gauge("rejoinder.ingestor.backlog.read", backlogRead);
        metrics.gauge("rejoinder.ingestor.backlog.total", backlogTotal);
        metrics.gaugeMapSize("rejoinder.ingestor.sources", List.of(), followed);
    }

    boolean ready() {
        return ready;
    }

    void stop() {
        stopping = true;
        consumer.wakeup();
    }

    void run() {
        try {
            consumer.subscribe(
                    List.of(topics.sources().name(), topics.submissions().name()), new Assignment());
            boolean busy = false;
            while (!stopping) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(busy ? Duration.ZERO : IDLE_POLL);
                ready = !consumer.assignment().isEmpty();
                try {
                    records.records(topics.sources().name()).forEach(this::follow);
                    submissions(records);
                    busy = readSources();
                    sayHowSourcesDo();
                } catch (TransactionalProducer.Fenced e) {
                    LOG.warn("{}; beginning again with what is this ingestor's now", e.getMessage());
                    beginAgain();
                }
            }
        } catch (WakeupException e) {
            if (!stopping) {
                throw e;
            }
        } finally {
            ready = false;
        }
    }

    @Override
    public void close() {
        followed.values().forEach(Followed::close);
        consumer.close();
        producer.close();
        followers.close();
        intake.close();
        cursors.close();
    }

    private void follow(ConsumerRecord<byte[], byte[]> record) {
        String id = new String(record.key(), StandardCharsets.UTF_8);
        if (record.value() == null) {
            Optional.ofNullable(followed.remove(id)).ifPresent(source -> {
                source.close();
                LOG.info("source {} was removed", id);
                Transaction transaction = new Transaction(topics);
                transaction.say(id, Optional.empty());
                moveOn(transaction, source.partition());
                commit(transaction);
            });
            return;
        }
        try {
            follow(sourceJson.fromBytes(record.value()), record.partition());
        } catch (SerializationException e) {
            LOG.warn("source {} has no readable definition and is not followed", id, e);
        }
    }

    private void follow(Source source, int partition) {
        Followed before = followed.get(source.id());
        if (before != null && before.source().equals(source)) {
            before.follower().ifPresent(Follower::hurry);
            return;
        }
        if (before != null) {
            before.close();
        }
        List<String> problems = SourceSettings.problems(source);
        Optional<Follower> follower = problems.isEmpty() && !source.paused()
                ? followers.of(source, firstAt(), cursors.of(partition, source.id()))
                : Optional.empty();
        problems.forEach(problem -> LOG.warn("source {} can't be followed: {}", source.id(), problem));
        followed.put(
                source.id(),
                new Followed(source, partition, follower, problems.stream().findFirst(), statuses.of(source.id())));
        LOG.info("{} source {}", follower.isPresent() ? "following" : "not following", source.id());
    }

    /** One source is asked at once; of many, the last after half a minute at most. */
    private Instant firstAt() {
        Duration wait = BETWEEN_FIRST_POLLS.multipliedBy(followed.size());
        return clock.instant().plus(wait.compareTo(LONGEST_FIRST_WAIT) < 0 ? wait : LONGEST_FIRST_WAIT);
    }

    private void submissions(ConsumerRecords<byte[], byte[]> records) {
        Transaction transaction = new Transaction(topics);
        for (TopicPartition partition : records.partitions()) {
            if (!partition.topic().equals(topics.submissions().name())) {
                continue;
            }
            List<ConsumerRecord<byte[], byte[]>> all = records.records(partition);
            for (int from = 0; from < all.size(); from += settings.batchDocuments()) {
                int to = Math.min(from + settings.batchDocuments(), all.size());
                submissions(transaction, partition, all.subList(from, to));
                if (transaction.size() >= settings.batchDocuments()) {
                    commit(transaction);
                    transaction = new Transaction(topics);
                }
            }
        }
        commit(transaction);
    }

    private void submissions(
            Transaction transaction, TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
        Map<String, List<Intake.Received>> bySource = new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            transaction.moveTo(partition, record.offset() + 1);
            try {
                Submission submission = submissionJson.fromBytes(record.value());
                bySource.computeIfAbsent(submission.source(), source -> new ArrayList<>())
                        .add(new Intake.Received(Submissions.item(submission, record.value().length), record.value()));
            } catch (SerializationException e) {
                String origin = record.topic() + "-" + record.partition() + "@" + record.offset();
                intake.reject(
                        transaction,
                        record.key(),
                        record.value(),
                        new Rejected("not-json", String.valueOf(e.getMessage()), Optional.empty()),
                        origin);
            }
        }
        bySource.forEach((source, items) -> {
            Intake.Added added = intake.read(transaction, partition.partition(), items);
            Optional.ofNullable(followed.get(source)).ifPresent(one -> one.count(added, clock.instant()));
        });
    }

    /** Reads what the sources have found, at most a batch of each; returns whether there is more. */
    private boolean readSources() {
        boolean more = false;
        int left = 0;
        long read = 0;
        long total = 0;
        Instant now = clock.instant();
        Transaction transaction = new Transaction(topics);
        for (Followed source : followed.values()) {
            Follower follower = source.follower().orElse(null);
            if (follower == null) {
                continue;
            }
            follower.look(now);
            List<Found> found = new ArrayList<>();
            long weight = 0;
            boolean any = true;
            while (any && found.size() < settings.batchDocuments() && weight < LARGEST_BATCH) {
                Optional<Found> next = follower.next();
                any = next.isPresent();
                next.ifPresent(found::add);
                weight += next.map(Found::weight).orElse(0L);
            }
            if (!found.isEmpty()) {
                source.count(
                        intake.take(
                                transaction, source.partition(), source.source().id(), found, source.file()),
                        now);
                moveOn(transaction, source.partition());
            }
            if (transaction.size() >= settings.batchDocuments()) {
                commit(transaction);
                transaction = new Transaction(topics);
            }
            more |= any;
            left += follower.waiting();
            Follower.Backlog backlog = follower.backlog();
            read += backlog.read();
            total += backlog.total();
        }
        commit(transaction);
        waiting.set(left);
        backlogRead.set(read);
        backlogTotal.set(total);
        return more;
    }

    private void sayHowSourcesDo() {
        Instant now = clock.instant();
        if (now.isBefore(nextStatus)) {
            return;
        }
        nextStatus = now.plus(STATUS_EACH);
        Transaction transaction = new Transaction(topics);
        for (Followed source : followed.values()) {
            source.toSay(now, settings.instanceId()).ifPresent(status -> {
                transaction.say(source.source().id(), Optional.of(status));
                moveOn(transaction, source.partition());
            });
        }
        if (!now.isBefore(nextCanaries) && !followed.isEmpty()) {
            nextCanaries = now.plus(CANARIES_EACH);
            int any = followed.values().iterator().next().partition();
            moveOn(transaction, any);
            followed.values().stream()
                    .map(source -> source.source().kind())
                    .distinct()
                    .forEach(kind -> transaction.say("canary-" + kind.json(), Optional.of(canary(kind))));
        }
        commit(transaction);
    }

    private SourceStatus canary(Source.Kind kind) {
        Optional<String> trouble = canaries.trouble(kind);
        Instant now = clock.instant();
        trouble.ifPresent(why -> LOG.warn("canary of kind {}: {}", kind.json(), why));
        return new SourceStatus(
                "canary-" + kind.json(),
                trouble.isPresent() ? SourceStatus.State.FAILING : SourceStatus.State.ALIVE,
                now,
                settings.instanceId(),
                Optional.of(now),
                trouble.isPresent() ? Optional.empty() : Optional.of(now),
                Optional.empty(),
                trouble.map(why -> new SourceStatus.Problem(now, why)),
                trouble.isPresent() ? 1 : 0,
                Optional.of(now.plus(CANARIES_EACH)),
                List.of());
    }

    /** The group's view of a partition goes along, so that a source that has moved to another ingestor is fenced here. */
    private void moveOn(Transaction transaction, int partition) {
        TopicPartition sources = new TopicPartition(topics.sources().name(), partition);
        transaction.moveTo(sources, consumer.position(sources));
    }

    private void commit(Transaction transaction) {
        if (transaction.isEmpty()) {
            return;
        }
        transactions.record(() -> producer.write(transaction, consumer.groupMetadata()));
        intake.committed(transaction);
    }

    /** Forgets what was under way, and reads definitions and cursors again. */
    private void beginAgain() {
        followed.values().forEach(Followed::close);
        followed.clear();
        cursors.forget();
        Set<TopicPartition> assigned = consumer.assignment();
        Set<TopicPartition> submitted = assigned.stream()
                .filter(partition ->
                        partition.topic().equals(topics.submissions().name()))
                .collect(Collectors.toSet());
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(submitted);
        for (TopicPartition partition : submitted) {
            Optional<OffsetAndMetadata> offset = Optional.ofNullable(committed.get(partition));
            if (offset.isPresent()) {
                consumer.seek(partition, offset.get());
            } else {
                consumer.seekToBeginning(Set.of(partition));
            }
        }
        begin(assigned);
    }

    /** Knows everything about the partitions at hand, once those who had them before have ended what they began. */
    private void begin(Collection<TopicPartition> assigned) {
        // Answered only when no transaction is pending on these partitions: what it wrote is then to be read.
        consumer.committed(new HashSet<>(assigned));
        cursors.have(numbers(consumer.assignment()));
        List<TopicPartition> sources = assigned.stream()
                .filter(partition -> partition.topic().equals(topics.sources().name()))
                .toList();
        statuses.read(numbers(sources));
        // Definitions are few, and all of them are needed.
        consumer.seekToBeginning(sources);
    }

    private static Set<Integer> numbers(Collection<TopicPartition> partitions) {
        return partitions.stream().map(TopicPartition::partition).collect(Collectors.toSet());
    }

    /** What comes with partitions, and goes with them. */
    private final class Assignment implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            begin(partitions);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            followed.values().removeIf(source -> {
                TopicPartition partition = new TopicPartition(topics.sources().name(), source.partition());
                boolean gone = partitions.contains(partition);
                if (gone) {
                    source.close();
                    LOG.info(
                            "source {} moves to another ingestor",
                            source.source().id());
                }
                return gone;
            });
        }
    }
}
