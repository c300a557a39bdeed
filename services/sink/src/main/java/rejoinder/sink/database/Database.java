package rejoinder.sink.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;

/** The sink's connections to SQLite or PostgreSQL, its tables migrated to the newest version. Thread-safe. */
public final class Database implements AutoCloseable {
    private static final String SQLITE = "jdbc:sqlite:";
    private static final String POSTGRESQL = "jdbc:postgresql:";
    private static final int CONNECTION_TIMEOUT_MILLIS = 5_000;

    private final HikariDataSource connections;
    private final Jdbi jdbi;

    private Database(HikariDataSource connections) {
        this.connections = connections;
        this.jdbi = Jdbi.create(connections);
    }

    /** Whether a JDBC URL names a database that is supported. */
    public static boolean supports(String url) {
        return url.startsWith(SQLITE) || url.startsWith(POSTGRESQL);
    }

    /** Whether a JDBC URL names a database that only one sink can write. */
    public static boolean isForOneWriter(String url) {
        return url.startsWith(SQLITE);
    }

    /** Connects and migrates; throws what the driver or Flyway throws when the database can't be used. */
    public static Database open(String url, Optional<String> user, Optional<String> password) {
        HikariDataSource connections = new HikariDataSource(config(url, user, password));
        try {
            migrate(connections);
            return new Database(connections);
        } catch (RuntimeException e) {
            connections.close();
            throw e;
        }
    }

    /** Brings the tables to the newest version; several processes may do so at once. */
    public static void migrate(DataSource connections) {
        Flyway.configure()
                .dataSource(connections)
                .locations("classpath:db/migration")
                .load()
                .migrate();
    }

    /** A name for this database that no other has, made at the first call and stored in it. */
    public String identity() {
        return jdbi.inTransaction(handle -> {
            handle.createUpdate(
                            "INSERT INTO sink_identity (singleton, id) VALUES (1, :id) ON CONFLICT (singleton) DO NOTHING")
                    .bind("id", UUID.randomUUID().toString())
                    .execute();
            return handle.createQuery("SELECT id FROM sink_identity")
                    .mapTo(String.class)
                    .one();
        });
    }

    Jdbi jdbi() {
        return jdbi;
    }

    /** Aborts what is running. */
    @Override
    public void close() {
        connections.close();
    }

    private static HikariConfig config(String url, Optional<String> user, Optional<String> password) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("sink");
        config.setJdbcUrl(url);
        user.ifPresent(config::setUsername);
        password.ifPresent(config::setPassword);
        // One thread writes; Flyway wants a second connection for its lock.
        config.setMaximumPoolSize(2);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
        if (url.startsWith(SQLITE)) {
            // RATIONALE.md says why NORMAL is enough.
            config.addDataSourceProperty("journal_mode", "WAL");
            config.addDataSourceProperty("synchronous", "NORMAL");
            config.addDataSourceProperty("foreign_keys", "true");
            config.addDataSourceProperty("busy_timeout", "10000");
            // A transaction that begins by reading can't always go on to write; ours all write.
            config.addDataSourceProperty("transaction_mode", "IMMEDIATE");
        } else {
            config.addDataSourceProperty("ApplicationName", "rejoinder-sink");
            config.addDataSourceProperty("reWriteBatchedInserts", "true");
            config.addDataSourceProperty("connectTimeout", "5");
            config.addDataSourceProperty("socketTimeout", "30");
            config.addDataSourceProperty("tcpKeepAlive", "true");
        }
        return config;
    }
}
