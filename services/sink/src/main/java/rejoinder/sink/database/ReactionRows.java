package rejoinder.sink.database;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import rejoinder.contracts.reaction.Reaction;

/** Every version of every reaction, with the time it held. */
final class ReactionRows {
    private ReactionRows() {}

    static void write(Handle handle, List<LogRecord<Reaction>> records) {
        for (LogRecord<Reaction> record : records) {
            Key key = Key.of(record.key());
            long from = end(handle, key, record.timestamp());
            record.value().ifPresent(value -> insert(handle, key, record, value, from));
        }
    }

    /** Ends the version that holds; returns when its successor begins, never before it began itself. */
    private static long end(Handle handle, Key key, long timestamp) {
        Optional<Long> began = handle.createQuery("""
                        SELECT valid_from FROM reactions
                        WHERE story = :story AND utterance = :utterance AND valid_to IS NULL
                        """)
                .bind("story", key.story())
                .bind("utterance", key.part())
                .mapTo(Long.class)
                .findOne();
        long ends = Math.max(timestamp, began.orElse(timestamp));
        if (began.isPresent()) {
            handle.createUpdate("""
                            UPDATE reactions SET valid_to = :to
                            WHERE story = :story AND utterance = :utterance AND valid_to IS NULL
                            """)
                    .bind("to", ends)
                    .bind("story", key.story())
                    .bind("utterance", key.part())
                    .execute();
        }
        return ends;
    }

    private static void insert(
            Handle handle, Key key, LogRecord<Reaction> record, LogRecord.Value<Reaction> value, long from) {
        Reaction reaction = value.object();
        handle.createUpdate("""
                        INSERT INTO reactions (story, utterance, log_partition, log_offset, valid_from, id, actor_id,
                          actor_name, represents, represents_kind, role, rank, stance, said_at, lag_seconds, language,
                          text, report_count, outlet_count, json)
                        VALUES (:story, :utterance, :partition, :offset, :from, :id, :actorId, :actorName, :represents,
                          :kind, :role, :rank, :stance, :saidAt, :lag, :language, :text, :reports, :outlets, :json)
                        """)
                .bind("story", key.story())
                .bind("utterance", key.part())
                .bind("partition", record.partition())
                .bind("offset", record.offset())
                .bind("from", from)
                .bind("id", reaction.id())
                .bind("actorId", reaction.actor().id())
                .bind("actorName", reaction.actor().name())
                .bind("represents", reaction.represents().code())
                .bind("kind", reaction.represents().kind().json())
                .bind("role", reaction.role().orElse(null))
                .bind("rank", reaction.rank())
                .bind("stance", reaction.stance().json())
                .bind("saidAt", reaction.saidAt().at().toEpochMilli())
                .bind("lag", reaction.lagSeconds())
                .bind("language", reaction.language().orElse(null))
                .bind("text", reaction.text())
                .bind("reports", reaction.reportCount())
                .bind("outlets", reaction.outletCount())
                .bind("json", value.json())
                .execute();
    }
}
