package rejoinder.sink.database;

import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import rejoinder.sink.change.Change;
import rejoinder.sink.change.Table;

/** Tables that keep the newest value of each key: of a batch, only the last change of a row is written. */
final class NewestRows {
    private NewestRows() {}

    static void write(Handle handle, List<Change> changes) {
        Map<Table, Map<Map<String, Object>, Change>> newest = new EnumMap<>(Table.class);
        changes.forEach(change -> newest.computeIfAbsent(change.table(), table -> new LinkedHashMap<>())
                .put(change.key(), change));
        newest.forEach((table, rows) -> write(handle, table, rows.values()));
    }

    private static void write(Handle handle, Table table, Collection<Change> rows) {
        run(handle, delete(table), rows, Change::tombstone);
        run(handle, upsert(table), rows, change -> !change.tombstone());
    }

    private static void run(Handle handle, String sql, Collection<Change> rows, Predicate<Change> chosen) {
        List<Change> changes = rows.stream().filter(chosen).toList();
        if (changes.isEmpty()) {
            return;
        }
        try (PreparedBatch batch = handle.prepareBatch(sql)) {
            for (Change change : changes) {
                batch.bindMap(change.key());
                if (!change.tombstone()) {
                    batch.bindMap(change.values());
                    change.table()
                            .recordColumns()
                            .forEach(column -> batch.bind(column, value(column, change.record())));
                }
                batch.add();
            }
            int[] unused = batch.execute();
        }
    }

    private static long value(String column, ConsumerRecord<?, ?> record) {
        return switch (column) {
            case "updated_at" -> record.timestamp();
            case "log_partition" -> record.partition();
            case "log_offset" -> record.offset();
            default -> throw new IllegalArgumentException("a record has no " + column);
        };
    }

    /** The same SQL for SQLite and PostgreSQL. */
    private static String upsert(Table table) {
        List<String> values = Stream.concat(table.valueColumns().stream(), table.recordColumns().stream())
                .toList();
        List<String> columns =
                Stream.concat(table.keyColumns().stream(), values.stream()).toList();
        return "INSERT INTO " + table.sqlName() + " (" + String.join(", ", columns) + ") VALUES ("
                + joined(columns, column -> ":" + column, ", ") + ") ON CONFLICT ("
                + String.join(", ", table.keyColumns())
                + ") DO UPDATE SET " + joined(values, column -> column + " = excluded." + column, ", ");
    }

    private static String delete(Table table) {
        return "DELETE FROM " + table.sqlName() + " WHERE "
                + joined(table.keyColumns(), column -> column + " = :" + column, " AND ");
    }

    private static String joined(
            List<String> columns, java.util.function.UnaryOperator<String> each, String separator) {
        return columns.stream().map(each).collect(Collectors.joining(separator));
    }
}
