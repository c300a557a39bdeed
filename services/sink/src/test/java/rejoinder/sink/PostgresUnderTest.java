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
        execute("CREATE DATABASE " + name);
        return Server.ADDRESS + name;
    }

    /** Cuts all connections to a database, and lets no new one in. */
    static void lockOut(String url) {
        String name = url.substring(Server.ADDRESS.length());
        execute("ALTER DATABASE " + name + " ALLOW_CONNECTIONS false");
        execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");
    }

    /** Ends {@link #lockOut}. */
    static void letIn(String url) {
        execute("ALTER DATABASE " + url.substring(Server.ADDRESS.length()) + " ALLOW_CONNECTIONS true");
    }

    private static void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(Server.ADDRESS + "postgres", USER, PASSWORD);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL did not do: " + sql, e);
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
