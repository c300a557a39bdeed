package rejoinder.sink.database;

import java.util.List;
import org.jdbi.v3.core.Handle;
import rejoinder.contracts.summary.ActorSummary;
import rejoinder.contracts.summary.CountrySummary;
import rejoinder.contracts.summary.StorySummary;

/** The newest summaries. */
final class SummaryRows {
    private SummaryRows() {}

    static void writeActors(Handle handle, List<LogRecord<ActorSummary>> records) {
        for (LogRecord<ActorSummary> record : Newest.ofEachKey(records)) {
            Key key = Key.of(record.key());
            record.value()
                    .ifPresentOrElse(
                            value -> putActor(handle, key, value),
                            () -> delete(
                                    handle,
                                    "DELETE FROM actor_summaries WHERE story = :story AND actor_id = :part",
                                    key));
        }
    }

    static void writeCountries(Handle handle, List<LogRecord<CountrySummary>> records) {
        for (LogRecord<CountrySummary> record : Newest.ofEachKey(records)) {
            Key key = Key.of(record.key());
            record.value()
                    .ifPresentOrElse(
                            value -> putCountry(handle, key, value),
                            () -> delete(
                                    handle,
                                    "DELETE FROM country_summaries WHERE story = :story AND represents = :part",
                                    key));
        }
    }

    static void writeStories(Handle handle, List<LogRecord<StorySummary>> records) {
        for (LogRecord<StorySummary> record : Newest.ofEachKey(records)) {
            record.value().ifPresentOrElse(value -> putStory(handle, record.key(), value), () -> handle.createUpdate(
                            "DELETE FROM story_summaries WHERE story = :story")
                    .bind("story", record.key())
                    .execute());
        }
    }

    private static void delete(Handle handle, String sql, Key key) {
        handle.createUpdate(sql)
                .bind("story", key.story())
                .bind("part", key.part())
                .execute();
    }

    private static void putActor(Handle handle, Key key, LogRecord.Value<ActorSummary> value) {
        ActorSummary summary = value.object();
        handle.createUpdate("""
                        INSERT INTO actor_summaries (story, actor_id, actor_name, represents, represents_kind, rank,
                          stance, reactions, reports, first_said_at, latest_said_at, json)
                        VALUES (:story, :actor, :name, :represents, :kind, :rank, :stance, :reactions, :reports, :first,
                          :latest, :json)
                        ON CONFLICT (story, actor_id) DO UPDATE SET actor_name = excluded.actor_name,
                          represents = excluded.represents, represents_kind = excluded.represents_kind,
                          rank = excluded.rank, stance = excluded.stance, reactions = excluded.reactions,
                          reports = excluded.reports, first_said_at = excluded.first_said_at,
                          latest_said_at = excluded.latest_said_at, json = excluded.json
                        """)
                .bind("story", key.story())
                .bind("actor", key.part())
                .bind("name", summary.actor().name())
                .bind("represents", summary.represents().code())
                .bind("kind", summary.represents().kind().json())
                .bind("rank", summary.rank())
                .bind("stance", summary.stance().json())
                .bind("reactions", summary.reactions())
                .bind("reports", summary.reports())
                .bind("first", summary.first().saidAt().at().toEpochMilli())
                .bind("latest", summary.latest().saidAt().at().toEpochMilli())
                .bind("json", value.json())
                .execute();
    }

    private static void putCountry(Handle handle, Key key, LogRecord.Value<CountrySummary> value) {
        CountrySummary summary = value.object();
        handle.createUpdate("""
                        INSERT INTO country_summaries (story, represents, represents_kind, represents_name,
                          official_stance, official_actor, reactions, reports, actors, dissenters, first_said_at,
                          latest_said_at, json)
                        VALUES (:story, :represents, :kind, :name, :stance, :official, :reactions, :reports, :actors,
                          :dissenters, :first, :latest, :json)
                        ON CONFLICT (story, represents) DO UPDATE SET represents_kind = excluded.represents_kind,
                          represents_name = excluded.represents_name, official_stance = excluded.official_stance,
                          official_actor = excluded.official_actor, reactions = excluded.reactions,
                          reports = excluded.reports, actors = excluded.actors, dissenters = excluded.dissenters,
                          first_said_at = excluded.first_said_at, latest_said_at = excluded.latest_said_at,
                          json = excluded.json
                        """)
                .bind("story", key.story())
                .bind("represents", key.part())
                .bind("kind", summary.represents().kind().json())
                .bind("name", summary.represents().name())
                .bind("stance", summary.officialPosition().stance().json())
                .bind("official", summary.officialPosition().actorId())
                .bind("reactions", summary.reactions())
                .bind("reports", summary.reports())
                .bind("actors", summary.actors())
                .bind("dissenters", summary.dissenters())
                .bind("first", summary.first().saidAt().at().toEpochMilli())
                .bind("latest", summary.latest().saidAt().at().toEpochMilli())
                .bind("json", value.json())
                .execute();
    }

    private static void putStory(Handle handle, String story, LogRecord.Value<StorySummary> value) {
        StorySummary summary = value.object();
        handle.createUpdate("""
                        INSERT INTO story_summaries (story, reactions, reports, actors, countries, organisations, json)
                        VALUES (:story, :reactions, :reports, :actors, :countries, :organisations, :json)
                        ON CONFLICT (story) DO UPDATE SET reactions = excluded.reactions, reports = excluded.reports,
                          actors = excluded.actors, countries = excluded.countries,
                          organisations = excluded.organisations, json = excluded.json
                        """)
                .bind("story", story)
                .bind("reactions", summary.reactions())
                .bind("reports", summary.reports())
                .bind("actors", summary.actors())
                .bind("countries", summary.countries())
                .bind("organisations", summary.organisations())
                .bind("json", value.json())
                .execute();
    }
}
