package rejoinder.app.broker;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import kafka.server.StandardFaultHandlerFactory;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.image.MetadataDelta;
import org.apache.kafka.image.MetadataImage;
import org.apache.kafka.image.loader.LoaderManifest;
import org.apache.kafka.image.publisher.MetadataPublisher;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.raft.QuorumConfig;
import org.apache.kafka.server.ServerSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * A controller and a broker in one process, as {@link KafkaRaftServer} makes them, but one after the other: the broker
 * begins once the controller no longer takes it for the leader of anything.
 *
 * <p>A broker that was killed still leads its partitions when it comes back. Its coordinator would go on at once with the
 * transactions it was about to end, lose its lead a moment later, when the broker registers anew, and take partitions
 * without a leader for deleted ones ({@code TransactionMarkerChannelManager} of Kafka 4.3.1, for which a leader that is
 * not there is the same as no partition). The transactions then count as ended without a mark in the log, and whoever
 * reads what is committed waits for ever. Waiting costs a session's length after a kill, and nothing after a clean stop.
 */
final class KraftNode implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KraftNode.class);
    private static final long LONGEST_WAIT_SECONDS = 60;

    private final int id;
    private final SharedServer shared;
    private final ControllerServer controller;
    private final BrokerServer broker;

    private KraftNode(KafkaConfig config) {
        Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> logs = KafkaRaftServer.initializeLogDirs(config, LOG, "");
        Metrics metrics = Server.initializeMetrics(
                config, Time.SYSTEM, logs._1().clusterId().orElseThrow());
        id = config.nodeId();
        shared = new SharedServer(
                config,
                logs._1(),
                Time.SYSTEM,
                metrics,
                CompletableFuture.completedFuture(
                        QuorumConfig.parseVoterConnections(config.quorumConfig().voters())),
                QuorumConfig.parseBootstrapServers(config.quorumConfig().bootstrapServers()),
                new StandardFaultHandlerFactory(),
                ServerSocketFactory.INSTANCE);
        broker = new BrokerServer(shared);
        controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), logs._2());
    }

    /** Starts both on log folders that are formatted. */
    static KraftNode start(KafkaConfig config) {
        KraftNode node = new KraftNode(config);
        boolean started = false;
        try {
            node.controller.startup();
            node.awaitNoLeadership();
            node.broker.startup();
            started = true;
            return node;
        } finally {
            if (!started) {
                node.controller.shutdown();
            }
        }
    }

    private void awaitNoLeadership() {
        NoLeadership none = new NoLeadership(id);
        try {
            shared.loader().installPublishers(List.of(none)).get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
            none.reached.get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
            shared.loader().removeAndClosePublisher(none).get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Kafka started", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Kafka's controller did not end the broker's earlier session", e);
        }
    }

    @Override
    public void close() {
        broker.shutdown();
        controller.shutdown();
        broker.awaitShutdown();
        controller.awaitShutdown();
    }

    /** Completes when, as far as the controller knows, the broker leads no partition. */
    private static final class NoLeadership implements MetadataPublisher {
        private final CompletableFuture<Void> reached = new CompletableFuture<>();
        private final int broker;

        NoLeadership(int broker) {
            this.broker = broker;
        }

        @Override
        public String name() {
            return "NoLeadership";
        }

        @Override
        public void onMetadataUpdate(MetadataDelta delta, MetadataImage image, LoaderManifest manifest) {
            boolean leads = image.topics().topicsById().values().stream()
                    .flatMap(topic -> topic.partitions().values().stream())
                    .anyMatch(partition -> partition.leader == broker);
            if (!leads) {
                reached.complete(null);
            }
        }

        @Override
        public void close() {
            // It holds nothing.
        }
    }
}
