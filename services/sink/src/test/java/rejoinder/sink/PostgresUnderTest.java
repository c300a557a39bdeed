package rejoinder.sink;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** One real PostgreSQL for all tests of a JVM: a container where Docker is there, else an embedded one. */
public final class PostgresUnderTest {
    public static final String USER = "postgres";
    public static final String PASSWORD = "postgres";

    private static final String IMAGE = "postgres:15-bookworm";

    private PostgresUnderTest() {}

    /** The JDBC URL of an empty database that no other test uses. */
    public static String freshDatabase() {
        String name = "t" + UUID.randomUUID().toString().replace("-", "");
        try (Connection connection = DriverManager.getConnection(Server.ADDRESS + "postgres", USER, PASSWORD);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
            return Server.ADDRESS + name;
        } catch (SQLException e) {
            throw new IllegalStateException("can't make a database for a test", e);
        }
    }

    /** Started at first use, stopped with the JVM. */
    private static final class Server {
        static final String ADDRESS = start();

        private static String start() {
            if (Docker.has(IMAGE)) {
                // Without ryuk only this hook removes the container.
                @SuppressWarnings("resource")
                PostgreSQLContainer postgres =
                        new PostgreSQLContainer(IMAGE).withUsername(USER).withPassword(PASSWORD);
                postgres.start();
                Runtime.getRuntime().addShutdownHook(new Thread(postgres::stop));
                return "jdbc:postgresql://" + postgres.getHost() + ":" + postgres.getMappedPort(5432) + "/";
            }
            try {
                EmbeddedPostgres postgres = EmbeddedPostgres.start();
                return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/";
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
