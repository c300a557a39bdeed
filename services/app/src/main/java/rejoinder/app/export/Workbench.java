package rejoinder.app.export;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import rejoinder.contracts.table.Column;
import rejoinder.contracts.table.Table;

/**
 * A DuckDB database in a file of its own, where versions of rows are put aside, the last one of each found, and tables
 * written: what does not fit in its memory goes to disk.
 */
final class Workbench implements AutoCloseable {
    private static final String MOST_MEMORY = "512MB";

    private final DuckDBConnection connection;

    private Workbench(DuckDBConnection connection) {
        this.connection = connection;
    }

    /** Opens a new one at {@code file}, which its owner deletes. */
    static Workbench at(Path file) throws SQLException {
        Properties settings = new Properties();
        settings.setProperty("memory_limit", MOST_MEMORY);
        settings.setProperty("preserve_insertion_order", "false");
        // Nothing is fetched from anywhere: what is needed is in the library.
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        DuckDBConnection connection =
                (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:" + file.toAbsolutePath(), settings);
        Workbench workbench = new Workbench(connection);
        workbench.execute("SET TimeZone = 'UTC'");
        return workbench;
    }

    /** Begins to take in versions of a table's rows. One table at a time may be taken in. */
    <V> Intake<V> take(Table<V> table) throws SQLException {
        String columns = table.columns().stream()
                .map(column -> quoted(column.name()) + " " + type(column.type()))
                .collect(Collectors.joining(", "));
        execute("CREATE TABLE " + quoted(table.name()) + " (_key VARCHAR, _offset BIGINT, _gone BOOLEAN, " + columns
                + ")");
        return new Intake<>(table, connection.createAppender(DuckDBConnection.DEFAULT_SCHEMA, table.name()));
    }

    /** Keeps of each key what its last version says, and nothing where that says that it is gone. */
    void keepLast(Table<?> table) throws SQLException {
        String name = quoted(table.name());
        execute("CREATE TABLE last AS SELECT _key, max(_offset) AS _offset FROM " + name + " GROUP BY _key");
        execute("DELETE FROM " + name + " t WHERE t._gone OR NOT EXISTS"
                + " (SELECT 1 FROM last l WHERE l._key = t._key AND l._offset = t._offset)");
        execute("DROP TABLE last");
    }

    /** Drops the rows of {@code table} whose {@code column} has no row in {@code others} under {@code otherColumn}. */
    void keepThoseIn(Table<?> table, String column, Table<?> others, String otherColumn) throws SQLException {
        execute("DELETE FROM " + quoted(table.name()) + " t WHERE NOT EXISTS (SELECT 1 FROM " + quoted(others.name())
                + " o WHERE o." + quoted(otherColumn) + " = t." + quoted(column) + ")");
    }

    /** Writes a table's rows in the order of {@code order}, one file a format; returns how many rows. */
    long write(Table<?> table, List<String> order, Path folder, List<Format> formats) throws SQLException {
        String columns = table.columns().stream().map(c -> quoted(c.name())).collect(Collectors.joining(", "));
        String rows = "SELECT " + columns + " FROM " + quoted(table.name()) + " ORDER BY "
                + order.stream().map(Workbench::quoted).collect(Collectors.joining(", "));
        for (Format format : formats) {
            String file =
                    folder.resolve(format.fileOf(table.name())).toAbsolutePath().toString();
            execute("COPY (" + rows + ") TO '" + file.replace("'", "''") + "' (" + format.options() + ")");
        }
        try (Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("SELECT count(*) FROM " + quoted(table.name()))) {
            count.next();
            return count.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String quoted(String name) {
        return '"' + name + '"';
    }

    private static String type(Column.Type type) {
        return switch (type) {
            case TEXT -> "VARCHAR";
            case INTEGER -> "BIGINT";
            case TIME -> "TIMESTAMPTZ";
            case TRUTH -> "BOOLEAN";
        };
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /** Takes in the versions of one table's rows; what it took in is there once it is closed. */
    static final class Intake<V> implements AutoCloseable {
        private final Table<V> table;
        private final DuckDBAppender appender;

        private Intake(Table<V> table, DuckDBAppender appender) {
            this.table = table;
            this.appender = appender;
        }

        void row(Origin origin, V value) throws SQLException {
            begin(origin, false);
            for (Column<V> column : table.columns()) {
                Object cell = column.value().apply(value).orElse(null);
                if (cell == null) {
                    appender.appendNull();
                } else {
                    append(column.type(), cell);
                }
            }
            appender.endRow();
        }

        /** Says that there is nothing under a key from here on. */
        void gone(Origin origin) throws SQLException {
            begin(origin, true);
            for (int i = 0; i < table.columns().size(); i++) {
                appender.appendNull();
            }
            appender.endRow();
        }

        private void begin(Origin origin, boolean gone) throws SQLException {
            appender.beginRow();
            appender.append(origin.key());
            appender.append(origin.offset());
            appender.append(gone);
        }

        private void append(Column.Type type, Object cell) throws SQLException {
            switch (type) {
                case TEXT -> appender.append((String) cell);
                case INTEGER -> appender.append((long) (Long) cell);
                case TIME -> appender.append(((Instant) cell).atOffset(ZoneOffset.UTC));
                case TRUTH -> appender.append((boolean) (Boolean) cell);
            }
        }

        @Override
        public void close() throws SQLException {
            appender.close();
        }
    }
}
