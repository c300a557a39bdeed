package rejoinder.sink.database;

import java.sql.SQLException;
import java.util.Set;
import java.util.stream.Stream;
import org.sqlite.SQLiteErrorCode;

/** Tells apart what a database complains about. */
public final class Failures {
    /** Data exceptions, broken constraints, program limits such as the longest value of an index. */
    private static final Set<String> DATA = Set.of("22", "23", "54");

    /** Connections, lack of resources, an operator's intervention such as starting up. */
    private static final Set<String> OUTAGE = Set.of("08", "53", "57");

    private static final Set<SQLiteErrorCode> SQLITE_DATA =
            Set.of(SQLiteErrorCode.SQLITE_TOOBIG, SQLiteErrorCode.SQLITE_CONSTRAINT, SQLiteErrorCode.SQLITE_MISMATCH);

    private static final Set<SQLiteErrorCode> SQLITE_OUTAGE =
            Set.of(SQLiteErrorCode.SQLITE_BUSY, SQLiteErrorCode.SQLITE_LOCKED);

    private Failures() {}

    /** Whether trying the same again must fail again, since it is the data that the database refuses. */
    static boolean dueToData(Throwable failure) {
        return complains(failure, DATA, SQLITE_DATA);
    }

    /** Whether the database may be usable later without anybody changing the settings. */
    public static boolean mayPass(Throwable failure) {
        return complains(failure, OUTAGE, SQLITE_OUTAGE);
    }

    private static boolean complains(Throwable failure, Set<String> classes, Set<SQLiteErrorCode> codes) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .anyMatch(cause -> hasClass(cause, classes)
                        || codes.contains(SQLiteErrorCode.getErrorCode(cause.getErrorCode() & 0xff)));
    }

    private static boolean hasClass(SQLException failure, Set<String> classes) {
        String state = failure.getSQLState();
        return state != null && state.length() == 5 && classes.contains(state.substring(0, 2));
    }
}
