package rejoinder.app.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import kafka.server.KafkaConfig;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A single-node Apache Kafka (KRaft, broker and controller in one) in this process, bound to the loopback address, its
 * data in a folder that survives. With {@link KraftNode} the one place that touches Kafka's internal classes.
 *
 * <p>Kafka ends the JVM on fatal errors; here they complete {@link #failure()} instead, which is process-wide because
 * Kafka's hook is.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private static final int NODE = 1;
    private static final String CLUSTER_ID_FILE = "cluster.id";

    private final KraftNode node;
    private final String bootstrapServers;
    private final CompletableFuture<Void> failure;

    private EmbeddedBroker(KraftNode node, String bootstrapServers, CompletableFuture<Void> failure) {
        this.node = node;
        this.bootstrapServers = bootstrapServers;
        this.failure = failure;
    }

    /**
     * Starts a broker on the data in {@code folder}, which is created where it is missing.
     *
     * @throws UncheckedIOException when the folder can't be used
     */
    public static EmbeddedBroker start(Path folder) {
        CompletableFuture<Void> failure = new CompletableFuture<>();
        Exit.Procedure fail = (status, message) -> {
            IllegalStateException cause = new IllegalStateException(
                    "Kafka stopped itself with status " + status + (message == null ? "" : ": " + message));
            failure.completeExceptionally(cause);
            throw cause;
        };
        Exit.setExitProcedure(fail);
        Exit.setHaltProcedure(fail);
        try {
            Files.createDirectories(folder);
            Ports ports = Ports.keptIn(folder);
            Path log = folder.resolve("log").toAbsolutePath();
            format(folder, log);
            KraftNode node = KraftNode.start(KafkaConfig.fromProps(settings(log, ports), false));
            return new EmbeddedBroker(node, address(ports.broker()), failure);
        } catch (IOException e) {
            throw new UncheckedIOException("Kafka can't use the folder " + folder + ": " + e.getMessage(), e);
        }
    }

    /** Where the broker of another process listens that keeps its data in {@code folder}; empty where none runs. */
    public static Optional<String> runningOn(Path folder) {
        try {
            return Ports.brokerIn(folder).map(EmbeddedBroker::address);
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + folder + ": " + e.getMessage(), e);
        }
    }

    /** Host and port for clients. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Completes exceptionally when the broker gives up; never completes otherwise. */
    public CompletionStage<Void> failure() {
        return failure.minimalCompletionStage();
    }

    @Override
    public void close() {
        node.close();
    }

    private static void format(Path folder, Path log) throws IOException {
        Formatter formatter = new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setNodeId(NODE)
                .setClusterId(clusterId(folder))
                .setReleaseVersion(MetadataVersion.latestProduction())
                .setControllerListenerName("CONTROLLER")
                .setMetadataLogDirectory(log.toString())
                .setIgnoreFormatted(true)
                .addDirectory(log.toString());
        try {
            formatter.run();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("can't format " + log + ": " + e.getMessage(), e);
        }
    }

    private static String clusterId(Path folder) throws IOException {
        Path file = folder.resolve(CLUSTER_ID_FILE);
        if (!Files.exists(file)) {
            Files.writeString(file, Uuid.randomUuid().toString());
        }
        return Files.readString(file).trim();
    }

    private static String address(int port) {
        return Ports.LOOPBACK.getHostAddress() + ":" + port;
    }

    private static Properties settings(Path log, Ports ports) {
        Properties settings = new Properties();
        settings.setProperty("process.roles", "broker,controller");
        settings.setProperty("node.id", Integer.toString(NODE));
        settings.setProperty("controller.quorum.voters", NODE + "@" + address(ports.controller()));
        settings.setProperty(
                "listeners", "PLAINTEXT://" + address(ports.broker()) + ",CONTROLLER://" + address(ports.controller()));
        settings.setProperty("advertised.listeners", "PLAINTEXT://" + address(ports.broker()));
        settings.setProperty("controller.listener.names", "CONTROLLER");
        settings.setProperty("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.setProperty("log.dirs", log.toString());
        settings.setProperty("auto.create.topics.enable", "false");
        settings.setProperty("default.replication.factor", "1");
        settings.setProperty("offsets.topic.replication.factor", "1");
        settings.setProperty("offsets.topic.num.partitions", "1");
        settings.setProperty("transaction.state.log.replication.factor", "1");
        settings.setProperty("transaction.state.log.min.isr", "1");
        settings.setProperty("transaction.state.log.num.partitions", "1");
        settings.setProperty("share.coordinator.state.topic.replication.factor", "1");
        settings.setProperty("share.coordinator.state.topic.min.isr", "1");
        settings.setProperty("group.initial.rebalance.delay.ms", "0");
        settings.setProperty("log.cleaner.dedupe.buffer.size", "4194304");
        // Tidying logs up can wait; without a limit it takes processor and disk from what is said. What it reads and
        // writes is compressed: it takes apart several times as much.
        settings.setProperty("log.cleaner.io.max.bytes.per.second", "6291456");
        settings.setProperty("log.segment.bytes", "67108864");
        // Without these a start after a crash waits 12 s for the old session to end.
        settings.setProperty("broker.session.timeout.ms", "2000");
        settings.setProperty("broker.heartbeat.interval.ms", "500");
        // Loopback sends pieces of 64 KiB. What a buffer of a fixed size does not take of them Linux drops, and has it
        // again a quarter of a second later; its own buffers grow.
        settings.setProperty("socket.receive.buffer.bytes", "-1");
        settings.setProperty("num.network.threads", "2");
        settings.setProperty("num.io.threads", "4");
        settings.setProperty("background.threads", "2");
        // A producer that was killed in a transaction would hold readers back for this long.
        settings.setProperty("transaction.max.timeout.ms", "60000");
        settings.setProperty("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
        settings.setProperty("message.max.bytes", "10485760");
        return settings;
    }
}
