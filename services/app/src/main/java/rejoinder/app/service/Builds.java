package rejoinder.app.service;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import rejoinder.app.cli.UserError;
import rejoinder.contracts.build.Build;
import rejoinder.contracts.topic.Topics;

/** The builds of a namespace, as the log has them. */
public final class Builds {
    private final Definitions definitions;
    private final Topics given;
    private final String servers;

    public Builds(String servers, Topics given) {
        this.servers = servers;
        this.definitions = new Definitions(servers);
        this.given = given;
    }

    /** All by name; {@link UserError} when Kafka does not answer. */
    public Map<String, Build> all() {
        try {
            return definitions.all(given.builds());
        } catch (org.apache.kafka.common.KafkaException e) {
            throw new UserError("Kafka at " + servers + " can't be used: " + e.getMessage(), e);
        }
    }

    /** Which is live; of a namespace that was never rebuilt, the original one. */
    public Live live() {
        return Live.of(given, all().values(), Instant.now());
    }

    /** The topics of a build by what it is called: its name, {@code live} or {@code original}; {@link UserError}. */
    public Topics named(String name) {
        if (name.equals(Topics.LIVE)) {
            return live().topics();
        }
        if (name.equals(Topics.ORIGINAL)) {
            return given.build(Topics.ORIGINAL);
        }
        return given.build(build(name).name());
    }

    /** The build with this name; {@link UserError} that names those there are. */
    public Build build(String name) {
        Map<String, Build> all = all();
        return Optional.ofNullable(all.get(name))
                .orElseThrow(() -> new UserError("there is no build \"" + name + "\" of " + given.base() + "; "
                        + (all.isEmpty()
                                ? "rejoinder rebuild --namespace " + name + " makes one"
                                : "there is " + String.join(", ", all.keySet()))));
    }

    /** Writes what holds of a build from now on. */
    public void put(Build build) throws InterruptedException {
        definitions.write(given.builds(), build.name(), Optional.of(build));
    }

    /** Forgets a build. */
    public void remove(String name) throws InterruptedException {
        definitions.write(given.builds(), name, Optional.empty());
    }
}
