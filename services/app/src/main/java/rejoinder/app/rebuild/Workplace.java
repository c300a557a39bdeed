package rejoinder.app.rebuild;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import rejoinder.app.cli.LoginOptions;
import rejoinder.app.cli.UserError;
import rejoinder.app.service.Cluster;
import rejoinder.app.service.Databases;
import rejoinder.contracts.topic.Topics;

/** Where a build is: its Kafka, its database, and the folder of its aggregator's state. */
final class Workplace {
    @Mixin
    private Cluster cluster = new Cluster();

    @Option(
            names = "--database-url",
            paramLabel = "URL",
            defaultValue = "${env:REJOINDER_DATABASE_URL}",
            description = "Database of the live build; this one's is beside it (REJOINDER_DATABASE_URL; that of the"
                    + " rejoinder up or demo that runs).")
    private Optional<String> url = Optional.empty();

    @Mixin
    private LoginOptions login = new LoginOptions();

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "Folder for the state of its aggregator, which a rejoinder up takes over"
                    + " (DATA/state, or data/rebuild where Kafka is named).")
    private Optional<Path> state = Optional.empty();

    /** A database and who may write it. */
    record Store(String url, Optional<String> user, Optional<String> password) {}

    String servers() {
        return cluster.servers();
    }

    Store store(Topics build) {
        String configured = url.filter(text -> !text.isBlank())
                .or(() -> cluster.folder()
                        .map(folder -> "jdbc:sqlite:"
                                + folder.toAbsolutePath().normalize().resolve("rejoinder.db")))
                .orElseThrow(() -> new UserError("name the database that sink and gateway use with --database-url;"
                        + " the build gets one beside it"));
        return new Store(Databases.of(configured, build), login.user(), login.password());
    }

    Path state() {
        return state.orElseGet(() -> cluster.folder()
                .map(folder -> folder.toAbsolutePath().normalize().resolve("state"))
                .orElse(Path.of("data", "rebuild").toAbsolutePath()));
    }
}
