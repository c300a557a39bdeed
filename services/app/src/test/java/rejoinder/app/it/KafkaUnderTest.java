package rejoinder.app.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.UUID;
import org.testcontainers.kafka.KafkaContainer;
import rejoinder.app.broker.EmbeddedBroker;
import rejoinder.sink.Docker;

/** One real broker for all tests of a JVM: a container where Docker is there, else the embedded broker. */
final class KafkaUnderTest {
    private static final String IMAGE = "apache/kafka:4.3.1";

    private KafkaUnderTest() {}

    /** Brokers for clients; started at the first call, stopped with the JVM. */
    static String bootstrapServers() {
        return Started.BOOTSTRAP_SERVERS;
    }

    /** A namespace no other test uses. */
    static String freshNamespace() {
        return "t" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    }

    private static final class Started {
        static final String BOOTSTRAP_SERVERS = start();

        private static String start() {
            if (Docker.has(IMAGE)) {
                KafkaContainer kafka = new KafkaContainer(IMAGE).withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
                kafka.start();
                Runtime.getRuntime().addShutdownHook(new Thread(kafka::stop));
                return kafka.getBootstrapServers();
            }
            try {
                EmbeddedBroker broker = EmbeddedBroker.start(Files.createTempDirectory("rejoinder-kafka"));
                Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
                return broker.bootstrapServers();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
