package rejoinder.sink.database;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import rejoinder.sink.change.Change;

/**
 * Every version of every reaction, with the time it held: from its record's timestamp until the next record's. Where
 * timestamps go back, a version holds for no time rather than two at once.
 */
final class ReactionHistory {
    private static final String END = """
            UPDATE reactions SET valid_to = CASE WHEN valid_from > :timestamp THEN valid_from ELSE :timestamp END
            WHERE story = :story AND utterance = :utterance AND valid_to IS NULL
              AND NOT (log_partition = :log_partition AND log_offset >= :log_offset)
            """;
    private static final String BEGIN = """
            INSERT INTO reactions (story, utterance, log_partition, log_offset, valid_from, id, actor_id, actor_name,
              represents, represents_kind, role, rank, stance, said_at, lag_seconds, language, text, report_count,
              outlet_count, json)
            VALUES (:story, :utterance, :log_partition, :log_offset,
              COALESCE(
                (SELECT MAX(valid_to) FROM reactions
                 WHERE story = :story AND utterance = :utterance AND valid_to > :timestamp),
                :timestamp),
              :id, :actor_id, :actor_name, :represents, :represents_kind, :role, :rank, :stance, :said_at,
              :lag_seconds, :language, :text, :report_count, :outlet_count, :json)
            ON CONFLICT (story, utterance, log_partition, log_offset) DO NOTHING
            """;

    private ReactionHistory() {}

    static void write(Handle handle, List<Change> changes) {
        for (List<Change> wave : waves(changes)) {
            run(handle, END, wave);
            run(
                    handle,
                    BEGIN,
                    wave.stream().filter(change -> !change.tombstone()).toList());
        }
    }

    /** The first change of each reaction, then the second, ...: those of one wave don't touch the same reaction. */
    private static List<List<Change>> waves(List<Change> changes) {
        List<List<Change>> waves = new ArrayList<>();
        Map<Map<String, Object>, Integer> seen = new HashMap<>();
        for (Change change : changes) {
            int wave = seen.merge(change.key(), 1, Integer::sum) - 1;
            if (wave == waves.size()) {
                waves.add(new ArrayList<>());
            }
            waves.get(wave).add(change);
        }
        return waves;
    }

    private static void run(Handle handle, String sql, List<Change> changes) {
        if (changes.isEmpty()) {
            return;
        }
        try (PreparedBatch batch = handle.prepareBatch(sql)) {
            for (Change change : changes) {
                batch.bindMap(change.key())
                        .bindMap(change.values())
                        .bind("log_partition", change.record().partition())
                        .bind("log_offset", change.record().offset())
                        .bind("timestamp", change.record().timestamp())
                        .add();
            }
            int[] unused = batch.execute();
        }
    }
}
