package rejoinder.gateway.support;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleConsumer;
import org.jdbi.v3.core.Jdbi;
import rejoinder.contracts.json.JsonSerde;
import rejoinder.contracts.reaction.Reaction;
import rejoinder.contracts.story.Story;
import rejoinder.contracts.summary.ActorSummary;
import rejoinder.contracts.summary.CountrySummary;
import rejoinder.contracts.summary.StorySummary;

/** An SQLite file with the sink's own tables, filled as the sink would. */
public final class SinkDatabase {
    private final String url;
    private final Jdbi jdbi;

    /** Names a file in a folder; nothing is there until {@link #migrate}. */
    public SinkDatabase(Path folder) {
        this.url = "jdbc:sqlite:" + folder.resolve("rejoinder.db");
        this.jdbi = Jdbi.create(url);
    }

    public String url() {
        return url;
    }

    /** Runs the sink's migrations. */
    public SinkDatabase migrate() {
        jdbi.useHandle(handle -> handle.execute("PRAGMA journal_mode = WAL"));
        Flyway.configure()
                .dataSource(url, null, null)
                .locations("classpath:db/migration")
                .load()
                .migrate();
        return this;
    }

    public void put(Story story) {
        written(handle -> handle.execute(
                "INSERT INTO stories VALUES (?, ?, ?, ?, ?, 0)",
                story.id(),
                story.title(),
                story.triggerEvent().actor(),
                story.triggerEvent().at().toEpochMilli(),
                json(story)));
    }

    /** A reaction as it stood in the log, and the offset behind it. */
    public void put(Reaction reaction, String topic, int partition, long offset) {
        jdbi.useTransaction(handle -> {
            put(handle, reaction, partition, offset);
            handle.execute(
                    "INSERT INTO topic_offsets VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET next_offset ="
                            + " excluded.next_offset",
                    topic,
                    partition,
                    offset + 1);
        });
    }

    /** Many reactions at once, as if from a log that begins anew after them. */
    public void putAll(List<Reaction> reactions) {
        jdbi.useTransaction(handle -> {
            for (int i = 0; i < reactions.size(); i++) {
                put(handle, reactions.get(i), 0, i);
            }
        });
    }

    private static void put(Handle handle, Reaction reaction, int partition, long offset) {
        handle.execute(
                "INSERT INTO reactions VALUES (?,?,?,?,?,NULL,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
                reaction.story(),
                reaction.utterance(),
                partition,
                offset,
                Instant.EPOCH.toEpochMilli(),
                reaction.id(),
                reaction.actor().id(),
                reaction.actor().name(),
                reaction.represents().code(),
                reaction.represents().kind().json(),
                reaction.role().orElse(null),
                reaction.rank(),
                reaction.stance().json(),
                reaction.saidAt().at().toEpochMilli(),
                reaction.lagSeconds(),
                reaction.language().orElse(null),
                reaction.text(),
                reaction.reportCount(),
                reaction.outletCount(),
                json(reaction));
    }

    public void put(ActorSummary summary) {
        written(handle -> handle.execute(
                "INSERT INTO actor_summaries VALUES (?,?,?,?,?,?,?,?,?,0,0,?)",
                summary.story(),
                summary.actor().id(),
                summary.actor().name(),
                summary.represents().code(),
                summary.represents().kind().json(),
                summary.rank(),
                summary.stance().json(),
                summary.reactions(),
                summary.reports(),
                json(summary)));
    }

    public void put(CountrySummary summary) {
        written(handle -> handle.execute(
                "INSERT INTO country_summaries VALUES (?,?,?,?,?,?,?,?,?,?,0,0,?)",
                summary.story(),
                summary.represents().code(),
                summary.represents().kind().json(),
                summary.represents().name(),
                summary.officialPosition().stance().json(),
                summary.officialPosition().actorName(),
                summary.reactions(),
                summary.reports(),
                summary.actors(),
                summary.dissenters(),
                json(summary)));
    }

    public void put(StorySummary summary) {
        written(handle -> handle.execute(
                "INSERT INTO story_summaries VALUES (?,?,?,?,?,?,?)",
                summary.story(),
                summary.reactions(),
                summary.reports(),
                summary.actors(),
                summary.countries(),
                summary.organisations(),
                json(summary)));
    }

    /** Moves an offset on with what it writes, in one transaction, as the sink does. */
    private void written(HandleConsumer<RuntimeException> write) {
        jdbi.useTransaction(handle -> {
            write.useHandle(handle);
            handle.execute("INSERT INTO topic_offsets VALUES ('other', 0, 1)"
                    + " ON CONFLICT DO UPDATE SET next_offset = next_offset + 1");
        });
    }

    @SuppressWarnings("unchecked") // the class of a T is a Class<T>
    private static <T> String json(T value) {
        return new String(
                new JsonSerde<>((Class<T>) value.getClass()).toBytes(value), java.nio.charset.StandardCharsets.UTF_8);
    }
}
