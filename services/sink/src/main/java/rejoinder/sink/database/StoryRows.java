package rejoinder.sink.database;

import java.util.List;
import org.jdbi.v3.core.Handle;
import rejoinder.contracts.story.Story;

/** The newest definition of each story. */
final class StoryRows {
    private StoryRows() {}

    static void write(Handle handle, List<LogRecord<Story>> records) {
        for (LogRecord<Story> record : Newest.ofEachKey(records)) {
            record.value().ifPresentOrElse(value -> put(handle, record, value), () -> delete(handle, record.key()));
        }
    }

    private static void put(Handle handle, LogRecord<Story> record, LogRecord.Value<Story> value) {
        Story story = value.object();
        handle.createUpdate("""
                        INSERT INTO stories (id, title, trigger_actor, trigger_at, json, updated_at)
                        VALUES (:id, :title, :actor, :at, :json, :updated)
                        ON CONFLICT (id) DO UPDATE SET title = excluded.title, trigger_actor = excluded.trigger_actor,
                          trigger_at = excluded.trigger_at, json = excluded.json, updated_at = excluded.updated_at
                        """)
                .bind("id", record.key())
                .bind("title", story.title())
                .bind("actor", story.triggerEvent().actor())
                .bind("at", story.triggerEvent().at().toEpochMilli())
                .bind("json", value.json())
                .bind("updated", record.timestamp())
                .execute();
    }

    private static void delete(Handle handle, String id) {
        handle.createUpdate("DELETE FROM stories WHERE id = :id").bind("id", id).execute();
    }
}
