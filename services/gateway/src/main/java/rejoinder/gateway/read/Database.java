package rejoinder.gateway.read;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementException;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rejoinder.gateway.http.Unavailable;

/**
 * The sink's database, read only. It may come up later than the gateway and go away in between: reading then fails with
 * {@link Unavailable}. Thread-safe.
 */
public final class Database implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final int CONNECTIONS = 8;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);
    private static final String SQLITE = "jdbc:sqlite:";
    private static final String SQLITE_OPEN_READONLY = "1";
    private static final String AWAY = "the database does not answer";

    private final HikariConfig config;
    private final TransactionIsolationLevel snapshot;
    private final ReentrantLock connecting = new ReentrantLock();
    private volatile @Nullable Open open;
    private boolean closed;

    /** Opens no connection yet. */
    public Database(DatabaseSettings settings, MeterRegistry metrics) {
        boolean sqlite = settings.url().startsWith(SQLITE);
        this.config = config(settings, sqlite, metrics);
        // SQLite reads one state of the database in every transaction; PostgreSQL must be asked to.
        this.snapshot = sqlite ? TransactionIsolationLevel.SERIALIZABLE : TransactionIsolationLevel.REPEATABLE_READ;
    }

    /** The pool once it is made. */
    private record Open(HikariDataSource pool, Jdbi jdbi) {}

    /** What a read does with its transaction. */
    @FunctionalInterface
    public interface Read<T> {
        T in(Handle handle);
    }

    /** Runs a read in one transaction, so that all of it sees one state. Blocks. */
    public <T> T read(Read<T> read) {
        try {
            return connected().inTransaction(snapshot, read::in);
        } catch (JdbiException e) {
            LOG.debug("can't read the database", e);
            throw new Unavailable(reason(e), e);
        }
    }

    /** Why the database can't be read now; empty when it can. Blocks, at most a few seconds. */
    public Optional<String> trouble() {
        try {
            long unused = read(handle -> handle.createQuery("SELECT count(*) FROM topic_offsets WHERE next_offset < 0")
                    .mapTo(Long.class)
                    .one());
            return Optional.empty();
        } catch (Unavailable e) {
            return Optional.of(e.getMessage());
        }
    }

    @Override
    public void close() {
        connecting.lock();
        try {
            closed = true;
            Open made = open;
            if (made != null) {
                made.pool().close();
            }
        } finally {
            connecting.unlock();
        }
    }

    private Jdbi connected() {
        Open made = open;
        return made != null ? made.jdbi() : connect();
    }

    /** A pool that is made too early backs off for seconds, so it is made only once a connection succeeds. */
    private Jdbi connect() {
        if (!lockedInTime()) {
            throw new Unavailable(AWAY, null);
        }
        try {
            if (closed) {
                throw new Unavailable("the gateway is stopping", null);
            }
            Open made = open;
            if (made == null) {
                HikariDataSource pool = new HikariDataSource(config);
                made = new Open(pool, Jdbi.create(pool));
                open = made;
            }
            return made.jdbi();
        } catch (PoolInitializationException e) {
            LOG.debug("can't connect to the database", e);
            throw new Unavailable(AWAY, e);
        } finally {
            connecting.unlock();
        }
    }

    private boolean lockedInTime() {
        try {
            return connecting.tryLock(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static HikariConfig config(DatabaseSettings settings, boolean sqlite, MeterRegistry metrics) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("gateway-" + settings.build());
        config.setJdbcUrl(settings.url());
        settings.user().ifPresent(config::setUsername);
        settings.password().ifPresent(config::setPassword);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(LONGEST_WAIT.toMillis());
        config.setInitializationFailTimeout(1);
        config.setReadOnly(true);
        config.setMetricRegistry(metrics);
        if (sqlite) {
            config.addDataSourceProperty("open_mode", SQLITE_OPEN_READONLY);
            config.addDataSourceProperty("busy_timeout", Long.toString(LONGEST_WAIT.toMillis()));
        }
        return config;
    }

    private static String reason(JdbiException e) {
        return e instanceof StatementException && e.getCause() instanceof SQLException
                ? "the database has no tables to read yet; the sink makes them when it starts"
                : AWAY;
    }
}
