package rejoinder.contracts.topic;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** How many partitions a topic has, asked of a broker that may not have heard of it yet. */
public final class PartitionCount {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration BETWEEN = Duration.ofMillis(50);

    private PartitionCount() {}

    /**
     * Asks for up to 30 seconds: a topic is created by the controller, and for a moment no other broker knows it.
     *
     * @param admin stays the caller's to close
     * @throws IllegalStateException when there is no such topic after that time or Kafka does not answer
     */
    public static int of(Admin admin, String topic) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return admin.describeTopics(List.of(topic))
                        .allTopicNames()
                        .get()
                        .get(topic)
                        .partitions()
                        .size();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || System.nanoTime() > deadline) {
                    throw new IllegalStateException(
                            "can't look at topic " + topic + ": " + e.getCause().getMessage(), e.getCause());
                }
                TimeUnit.NANOSECONDS.sleep(BETWEEN.toNanos());
            }
        }
    }
}
