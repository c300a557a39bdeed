package rejoinder.app.service;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rejoinder.app.cli.UserError;
import rejoinder.contracts.story.Story;
import rejoinder.contracts.topic.TopicCreation;
import rejoinder.contracts.topic.Topics;

/** Sees to it that the topics, and the story that holds everything, exist before a service starts. */
public final class TopicPreparation {
    private static final Logger LOG = LoggerFactory.getLogger(TopicPreparation.class);
    private static final int TIMEOUT_MILLIS = 30_000;

    private TopicPreparation() {}

    /** Creates missing topics; {@link UserError} when Kafka does not answer within 30 seconds. */
    public static void prepare(String bootstrapServers, Topics topics, int partitions) throws InterruptedException {
        Map<String, Object> settings = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS / 2);
        try (Admin admin = Admin.create(settings)) {
            Set<String> created = new TopicCreation(admin, partitions).createMissing(topics);
            if (!created.isEmpty()) {
                LOG.info("created topics {}", created);
            }
            new Definitions(bootstrapServers).ensure(topics.stories(), Story.ALL, Story.everything());
        } catch (IllegalStateException | org.apache.kafka.common.KafkaException e) {
            throw new UserError("Kafka at " + bootstrapServers + " can't be used: " + e.getMessage(), e);
        }
    }
}
