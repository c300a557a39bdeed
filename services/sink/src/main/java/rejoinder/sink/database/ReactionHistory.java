package rejoinder.sink.database;

import java.util.List;
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
        for (List<Change> wave : Waves.of(changes)) {
            Waves.run(handle, END, wave, ReactionHistory::bind);
            Waves.run(
                    handle,
                    BEGIN,
                    wave.stream().filter(change -> !change.tombstone()).toList(),
                    ReactionHistory::bind);
        }
    }

    private static void bind(PreparedBatch batch, Change change) {
        batch.bindMap(change.key()).bindMap(change.values());
    }
}
