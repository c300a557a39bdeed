package rejoinder.app.rebuild;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.TopicPartition;
import rejoinder.app.cli.UserError;
import rejoinder.app.service.Databases;
import rejoinder.contracts.topic.Topics;

/** The database of a build as a place: made before the sink fills it, removed with the build. */
final class BuildDatabase {
    private static final String SQLITE = "jdbc:sqlite:";

    private final Topics build;
    private final Workplace.Store store;

    BuildDatabase(Topics build, Workplace.Store store) {
        this.build = build;
        this.store = store;
    }

    /** Makes the place; the sink makes the tables. */
    void make() {
        if (isSqlite()) {
            return;
        }
        execute("CREATE SCHEMA IF NOT EXISTS " + Databases.schema(build));
    }

    /** Removes everything; returns what that was. */
    String remove() {
        if (isSqlite()) {
            Path file = file();
            try {
                for (String end : List.of("", "-wal", "-shm")) {
                    Files.deleteIfExists(Path.of(file + end));
                }
            } catch (IOException e) {
                throw new UserError("can't remove the database " + file + ": " + e.getMessage(), e);
            }
            return file.toString();
        }
        if (build.isOriginal()) {
            return "nothing of PostgreSQL: the original build's tables are in the schema that others may use";
        }
        execute("DROP SCHEMA IF EXISTS " + Databases.schema(build) + " CASCADE");
        return "schema " + Databases.schema(build);
    }

    /** Of each partition, the next offset that the sink writes; empty before it has written any. */
    Map<TopicPartition, Long> offsets() {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        if (isSqlite() && !Files.exists(file())) {
            return offsets;
        }
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT topic, log_partition, next_offset FROM topic_offsets")) {
            while (rows.next()) {
                offsets.put(new TopicPartition(rows.getString(1), rows.getInt(2)), rows.getLong(3));
            }
        } catch (SQLException notYetMade) {
            return Map.of();
        }
        return offsets;
    }

    private boolean isSqlite() {
        return store.url().startsWith(SQLITE);
    }

    private Path file() {
        return Path.of(store.url().substring(SQLITE.length()).split("\\?", 2)[0]);
    }

    private Connection connection() throws SQLException {
        Properties login = new Properties();
        store.user().ifPresent(user -> login.setProperty("user", user));
        store.password().ifPresent(password -> login.setProperty("password", password));
        return DriverManager.getConnection(store.url(), login);
    }

    private void execute(String sql) {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new UserError("the database can't be used: " + e.getMessage(), e);
        }
    }
}
