package rejoinder.sink.database;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import rejoinder.sink.change.Change;
import rejoinder.sink.change.Table;

/** Every version of every summary, with the time it held, by the same rules as {@link ReactionHistory}. */
final class SummaryHistory {
    private static final String END = """
            UPDATE summary_history SET valid_to = CASE WHEN valid_from > :timestamp THEN valid_from ELSE :timestamp END
            WHERE story = :story AND level = :level AND member = :member AND valid_to IS NULL
              AND NOT (log_partition = :log_partition AND log_offset >= :log_offset)
            """;
    private static final String BEGIN = """
            INSERT INTO summary_history (story, level, member, log_partition, log_offset, valid_from, rank, json)
            VALUES (:story, :level, :member, :log_partition, :log_offset,
              COALESCE(
                (SELECT MAX(valid_to) FROM summary_history
                 WHERE story = :story AND level = :level AND member = :member AND valid_to > :timestamp),
                :timestamp),
              :rank, :json)
            ON CONFLICT (story, level, member, log_partition, log_offset) DO NOTHING
            """;

    private SummaryHistory() {}

    static void write(Handle handle, List<Change> changes) {
        List<Change> summaries = changes.stream()
                .filter(change -> change.table().level().isPresent())
                .toList();
        for (List<Change> wave : Waves.of(summaries)) {
            Waves.run(handle, END, wave, SummaryHistory::bindKey);
            Waves.run(
                    handle,
                    BEGIN,
                    wave.stream().filter(change -> !change.tombstone()).toList(),
                    (batch, change) -> {
                        bindKey(batch, change);
                        batch.bind("rank", change.values().getOrDefault("rank", 0))
                                .bind("json", change.values().get("json"));
                    });
        }
    }

    private static void bindKey(PreparedBatch batch, Change change) {
        Table table = change.table();
        List<String> key = table.keyColumns();
        batch.bind("story", change.key().get("story"))
                .bind("level", table.level().orElseThrow())
                .bind("member", key.size() == 1 ? "" : change.key().get(key.get(1)));
    }
}
