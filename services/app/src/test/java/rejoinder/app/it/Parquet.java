package rejoinder.app.it;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Files of tables as an analyst's DuckDB reads them. */
final class Parquet {
    private Parquet() {}

    /** All rows of a Parquet or CSV file, cells by column; times as ISO 8601 in UTC, nothing as empty text. */
    static List<Map<String, String>> rows(Path file) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM '" + file + "'")) {
            List<Map<String, String>> all = new ArrayList<>();
            while (rows.next()) {
                Map<String, String> cells = new LinkedHashMap<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    cells.put(rows.getMetaData().getColumnName(i), text(rows.getObject(i)));
                }
                all.add(cells);
            }
            return all;
        }
    }

    private static String text(Object cell) {
        if (cell instanceof OffsetDateTime time) {
            return time.toInstant().toString();
        }
        return cell == null ? "" : cell.toString();
    }
}
