package rejoinder.sink;

import java.util.Optional;
import javax.sql.DataSource;
import rejoinder.sink.database.Database;

/** Makes the tables that the sink writes and others read. */
public final class Migrations {
    private Migrations() {}

    /** Brings the tables of a database to the newest version; changes nothing where they are. */
    public static void migrate(DataSource database) {
        Database.migrate(database);
    }

    /** The same by JDBC URL, {@code jdbc:sqlite:FILE} or {@code jdbc:postgresql://HOST/NAME}. */
    public static void migrate(String url, Optional<String> user, Optional<String> password) {
        Database.open(url, user, password).close();
    }
}
