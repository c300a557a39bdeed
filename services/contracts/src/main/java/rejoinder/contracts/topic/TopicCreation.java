package rejoinder.contracts.topic;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the topics that a namespace lacks. Safe to run from several services at once. */
public final class TopicCreation {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final Admin admin;
    private final int partitions;

    /**
     * @param admin stays the caller's to close
     * @param partitions of the topics that are split, at least 1; topics that exist keep theirs
     */
    public TopicCreation(Admin admin, int partitions) {
        if (partitions < 1) {
            throw new IllegalArgumentException("partitions must be at least 1, not " + partitions);
        }
        this.admin = admin;
        this.partitions = partitions;
    }

    /**
     * Creates what is missing, with the broker's default of replicas; returns the names that were created, when the
     * leaders of their partitions take records. A leader that is not there yet would refuse an idempotent producer's
     * first batch and take its second: the first is then out of sequence until it times out.
     */
    public Set<String> createMissing(Topics topics) throws InterruptedException {
        Set<String> existing = get(admin.listTopics().names());
        List<NewTopic> missing = topics.all().stream()
                .filter(topic -> !existing.contains(topic.name()))
                .map(this::newTopic)
                .toList();
        Set<String> created = new HashSet<>();
        for (Map.Entry<String, KafkaFuture<Void>> creation :
                admin.createTopics(missing).values().entrySet()) {
            if (succeeded(creation.getValue())) {
                created.add(creation.getKey());
            }
        }
        awaitLeaders(missing, created);
        return created;
    }

    /** Only a leader tells offsets. */
    private void awaitLeaders(List<NewTopic> missing, Set<String> created) throws InterruptedException {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        for (NewTopic topic : missing) {
            // What another service created may have other partitions than were wanted here.
            int known = created.contains(topic.name()) ? topic.numPartitions() : 1;
            for (int partition = 0; partition < known; partition++) {
                asked.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
            }
        }
        long end = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (!asked.isEmpty() && !haveLeaders(asked)) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException(
                        "the new topics have no leaders after " + LONGEST_WAIT.toSeconds() + " s");
            }
            Thread.sleep(BETWEEN_LOOKS.toMillis());
        }
    }

    /** False while brokers have not heard of all topics. */
    private boolean haveLeaders(Map<TopicPartition, OffsetSpec> asked) throws InterruptedException {
        try {
            admin.listOffsets(asked).all().get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RetriableException) {
                return false;
            }
            throw new IllegalStateException(
                    "can't find the leaders of new topics: " + e.getCause().getMessage(), e.getCause());
        }
    }

    private NewTopic newTopic(Topic<?> topic) {
        int count = topic.partitions().count(partitions);
        return new NewTopic(topic.name(), Optional.of(count), Optional.empty()).configs(topic.config());
    }

    /** False when another service was faster. */
    private static boolean succeeded(KafkaFuture<Void> creation) throws InterruptedException {
        try {
            creation.get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return false;
            }
            throw new IllegalStateException(
                    "can't create topics: " + e.getCause().getMessage(), e.getCause());
        }
    }

    private static <T> T get(KafkaFuture<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("can't list topics: " + e.getCause().getMessage(), e.getCause());
        }
    }
}
