package rejoinder.app.rebuild;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import rejoinder.aggregator.Aggregator;
import rejoinder.app.cli.UserError;
import rejoinder.app.service.Builds;
import rejoinder.contracts.topic.Topic;
import rejoinder.contracts.topic.Topics;
import rejoinder.ingestor.Ingestor;
import rejoinder.ingestor.rebuild.Rereading;

/** Removes a build. */
@Command(
        name = "drop",
        description = "Removes a build that is not live: its topics, consumer groups, database and state.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Documents, sources, stories and corrections belong to all builds and stay. After a switch,",
            "\"rejoinder drop original\" removes what was there before."
        })
public final class DropCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(DropCommand.class);

    @Spec
    private CommandSpec spec;

    @Mixin
    private ChosenBuild chosen = new ChosenBuild();

    @Override
    public Integer call() throws InterruptedException {
        String servers = chosen.place().servers();
        Builds builds = chosen.builds(servers);
        Topics build = builds.named(chosen.name());
        if (ChosenBuild.isLive(build, builds)) {
            throw new UserError("build " + build.build() + " is live and can't be dropped; promote another one first");
        }
        String database = new BuildDatabase(build, chosen.place().store(build)).remove();
        try (Admin admin = Admin.create(Map.<String, Object>of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers))) {
            int groups = dropGroups(admin, build);
            int topics = dropTopics(admin, build);
            dropState(build);
            if (!build.isOriginal()) {
                builds.remove(build.build());
            }
            spec.commandLine()
                    .getOut()
                    .println("Dropped " + build.build() + ": " + topics + " topics, " + groups
                            + " consumer groups, its state, and of databases " + database + ".");
        }
        return 0;
    }

    private static int dropGroups(Admin admin, Topics build) throws InterruptedException {
        List<String> groups = get(admin.listGroups().all()).stream()
                .map(group -> group.groupId())
                .filter(group -> group.equals(Ingestor.group(build))
                        || group.equals(Rereading.group(build))
                        || group.equals(Aggregator.application(build))
                        || group.startsWith(build.namespace() + "-sink-"))
                .toList();
        for (String group : groups) {
            empty(admin, group);
        }
        try {
            admin.deleteConsumerGroups(groups).all().get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupNotEmptyException) {
                throw new UserError(
                        "build " + build.build() + " is in use: stop what works on it, and drop it again", e);
            }
            if (!(e.getCause() instanceof GroupIdNotFoundException)) {
                throw new IllegalStateException("can't remove the groups " + groups, e.getCause());
            }
        }
        return groups.size();
    }

    /** Members with names stay for seconds after they have stopped. */
    private static void empty(Admin admin, String group) throws InterruptedException {
        try {
            admin.removeMembersFromConsumerGroup(group, new RemoveMembersFromConsumerGroupOptions())
                    .all()
                    .get();
        } catch (ExecutionException e) {
            LOG.debug("group {} has no members to remove", group, e);
        }
    }

    private static int dropTopics(Admin admin, Topics build) throws InterruptedException {
        Set<String> own = build.own().stream().map(Topic::name).collect(Collectors.toSet());
        List<String> topics = get(admin.listTopics().names()).stream()
                .filter(topic -> own.contains(topic) || topic.startsWith(Aggregator.application(build) + "-"))
                .toList();
        try {
            admin.deleteTopics(topics).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                throw new IllegalStateException("can't remove the topics " + topics, e.getCause());
            }
        }
        return topics.size();
    }

    private void dropState(Topics build) {
        Path folder = chosen.place().state().resolve(Aggregator.application(build));
        try (Stream<Path> there = Stream.of(folder).filter(Files::isDirectory)) {
            for (Path one : there.toList()) {
                FileUtils.deleteDirectory(one.toFile());
            }
        } catch (IOException e) {
            throw new UserError("can't remove the state in " + folder + ": " + e.getMessage(), e);
        }
    }

    private static <T> T get(KafkaFuture<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "Kafka does not answer: " + e.getCause().getMessage(), e.getCause());
        }
    }
}
