package rejoinder.gateway.read;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import rejoinder.contracts.Stance;
import rejoinder.contracts.story.Story;

/** The gateway's questions to the database; each runs in the transaction of the handle it is given. */
public final class Reads {
    private static final int MOST_STORIES = 200;
    private static final long DAY = 86_400_000;

    private static final int FETCH = 200;
    private static final String STORIES = """
            SELECT stories.id AS id, stories.trigger_at AS sort_key, stories.json AS json, story_summaries.json AS summary
            FROM stories LEFT JOIN story_summaries ON story_summaries.story = stories.id
            """;

    /** What held at a moment, in a table that keeps every version. */
    static final String HELD = "valid_from <= :moment AND (valid_to IS NULL OR valid_to > :moment) ";

    private Reads() {}

    static Page stories(Handle handle, Optional<Cursor> after, int limit) {
        String where = after.isPresent()
                ? "WHERE (stories.trigger_at < :number OR (stories.trigger_at = :number AND stories.id > :after)) "
                : "";
        return page(
                "stories",
                handle.createQuery(STORIES + where + "ORDER BY stories.trigger_at DESC, stories.id LIMIT :limit"),
                after,
                limit,
                Reads::storyRow);
    }

    /** A story as it is defined now, with its summary now or as of a moment. */
    static Optional<Page.Row> story(Handle handle, String id, Optional<Instant> asOf) {
        if (asOf.isEmpty()) {
            return handle.createQuery(STORIES + "WHERE stories.id = :id")
                    .bind("id", id)
                    .map(Reads::storyRow)
                    .findOne();
        }
        return handle.createQuery("SELECT stories.id AS id, stories.trigger_at AS sort_key, stories.json AS json,"
                        + " (SELECT json FROM summary_history WHERE story = :id AND level = 'story' AND " + HELD
                        + "ORDER BY log_offset DESC LIMIT 1) AS summary FROM stories WHERE stories.id = :id")
                .bind("id", id)
                .bind("moment", asOf.get().toEpochMilli())
                .map(Reads::storyRow)
                .findOne();
    }

    /** Whether there is a story with that id. */
    public static boolean storyExists(Handle handle, String id) {
        return handle.createQuery("SELECT count(*) FROM stories WHERE id = :id")
                        .bind("id", id)
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    /** Who said an utterance that is or was a reaction of a story, or stands in the story that holds everything. */
    public static Optional<String> speaker(Handle handle, String story, String utterance) {
        return handle.createQuery("SELECT actor_id FROM reactions WHERE story IN (:story, '" + Story.ALL
                        + "') AND utterance = :utterance LIMIT 1")
                .bind("story", story)
                .bind("utterance", utterance)
                .mapTo(String.class)
                .findOne();
    }

    static Page actors(Handle handle, String story, Optional<Instant> asOf, Optional<Cursor> after, int limit) {
        if (asOf.isPresent()) {
            String where = after.isPresent() ? "AND (rank < :number OR (rank = :number AND member > :after)) " : "";
            return page(
                    "actors",
                    held(handle, story, "actor", asOf.get(), where + "ORDER BY rank DESC, member"),
                    after,
                    limit,
                    Reads::summaryRow);
        }
        String where = after.isPresent() ? "AND (rank < :number OR (rank = :number AND actor_id > :after)) " : "";
        return page(
                "actors",
                handle.createQuery("SELECT actor_id AS id, rank AS sort_key, json FROM actor_summaries"
                                + " WHERE story = :story " + where + "ORDER BY rank DESC, actor_id LIMIT :limit")
                        .bind("story", story),
                after,
                limit,
                Reads::summaryRow);
    }

    private static Query held(Handle handle, String story, String level, Instant moment, String rest) {
        return handle.createQuery("SELECT member AS id, rank AS sort_key, json FROM summary_history"
                        + " WHERE story = :story AND level = :level AND " + HELD + rest + " LIMIT :limit")
                .bind("story", story)
                .bind("level", level)
                .bind("moment", moment.toEpochMilli());
    }

    static Page countries(Handle handle, String story, Optional<Instant> asOf, Optional<Cursor> after, int limit) {
        if (asOf.isPresent()) {
            String where = after.isPresent() ? "AND member > :after " : "";
            return page(
                    "countries",
                    held(handle, story, "country", asOf.get(), where + "ORDER BY member"),
                    after,
                    limit,
                    Reads::summaryRow);
        }
        String where = after.isPresent() ? "AND represents > :after " : "";
        return page(
                "countries",
                handle.createQuery("SELECT represents AS id, 0 AS sort_key, json FROM country_summaries"
                                + " WHERE story = :story " + where + "ORDER BY represents LIMIT :limit")
                        .bind("story", story),
                after,
                limit,
                Reads::summaryRow);
    }

    static Page reactions(
            Handle handle,
            String story,
            ReactionFilter filter,
            Narrowing narrowing,
            Optional<Instant> asOf,
            Optional<Cursor> after,
            int limit) {
        String where = after.isPresent() ? "AND (said_at < :number OR (said_at = :number AND id > :after)) " : "";
        Query query = handle.createQuery("SELECT id, said_at AS sort_key, json FROM reactions"
                        + " WHERE " + (asOf.isEmpty() ? "valid_to IS NULL " : HELD) + "AND story = :story "
                        + filtered(filter) + narrowing.sql() + where + "ORDER BY said_at DESC, id LIMIT :limit")
                .bind("story", story);
        asOf.ifPresent(moment -> query.bind("moment", moment.toEpochMilli()));
        return page("reactions", narrowing.bind(bind(query, filter)), after, limit, Reads::reactionRow);
    }

    /**
     * Hands over the JSON of every reaction that holds now, oldest first; all stories when none is named.
     *
     * @param newest how many at most, the newest of them; without bound where empty
     */
    public static void current(
            Handle handle, Set<String> stories, ReactionFilter filter, OptionalInt newest, Consumer<String> each) {
        String where =
                "WHERE valid_to IS NULL " + (stories.isEmpty() ? "" : "AND story IN (<stories>) ") + filtered(filter);
        Query query = handle.createQuery(
                        newest.isEmpty()
                                ? "SELECT json FROM reactions " + where + "ORDER BY said_at, id"
                                : "SELECT json FROM (SELECT json, said_at, id FROM reactions " + where
                                        + "ORDER BY said_at DESC, id LIMIT :newest) AS newest ORDER BY said_at, id")
                .setFetchSize(FETCH);
        newest.ifPresent(most -> query.bind("newest", most));
        if (!stories.isEmpty()) {
            query.bindList("stories", List.copyOf(stories));
        }
        bind(query, filter).mapTo(String.class).useIterator(rows -> rows.forEachRemaining(each));
    }

    /** A story's definition as it is now, as JSON. */
    public static Optional<String> definition(Handle handle, String story) {
        return handle.createQuery("SELECT json FROM stories WHERE id = :id")
                .bind("id", story)
                .mapTo(String.class)
                .findOne();
    }

    /** Hands over the JSON of every reaction of a story, now or as of a moment, oldest first. */
    public static void reactions(
            Handle handle, String story, ReactionFilter filter, Optional<Instant> asOf, Consumer<String> each) {
        Query query = handle.createQuery("SELECT json FROM reactions WHERE "
                        + (asOf.isEmpty() ? "valid_to IS NULL " : HELD) + "AND story = :story " + filtered(filter)
                        + "ORDER BY said_at, id")
                .setFetchSize(FETCH)
                .bind("story", story);
        asOf.ifPresent(moment -> query.bind("moment", moment.toEpochMilli()));
        bind(query, filter).mapTo(String.class).useIterator(rows -> rows.forEachRemaining(each));
    }

    /** Hands over the JSON of a story's newest reactions, newest first. */
    public static void newest(Handle handle, String story, ReactionFilter filter, int limit, Consumer<String> each) {
        Query query = handle.createQuery("SELECT json FROM reactions WHERE valid_to IS NULL AND story = :story "
                        + filtered(filter) + "ORDER BY said_at DESC, id LIMIT :limit")
                .bind("story", story)
                .bind("limit", limit);
        bind(query, filter).mapTo(String.class).forEach(each);
    }

    /** Hands over the JSON of every actor's summary, now or as of a moment, the highest rank first. */
    public static void actors(Handle handle, String story, Optional<Instant> asOf, Consumer<String> each) {
        summaries(handle, story, asOf, "actor", "actor_summaries", "rank DESC, actor_id", each);
    }

    /** Hands over the JSON of every country's and organisation's summary, now or as of a moment, by code. */
    public static void countries(Handle handle, String story, Optional<Instant> asOf, Consumer<String> each) {
        summaries(handle, story, asOf, "country", "country_summaries", "represents", each);
    }

    /** The JSON of a story's summary, now or as of a moment; empty where nobody has reacted. */
    public static Optional<String> summary(Handle handle, String story, Optional<Instant> asOf) {
        List<String> found = new ArrayList<>();
        summaries(handle, story, asOf, "story", "story_summaries", "story", found::add);
        return found.stream().findFirst();
    }

    /** How many utterances of officials were said in a time; those of the day before may belong to it. */
    public static long saidBetween(Handle handle, Instant from, Optional<Instant> until) {
        return between(handle, "count(*)", from, until, "").mapTo(Long.class).one();
    }

    /** Hands over the JSON of what was said in a time, as reactions of the story that holds everything, newest first,
     * until {@code each} has enough. */
    public static void saidBetween(
            Handle handle, Instant from, Optional<Instant> until, int limit, Predicate<String> each) {
        between(handle, "json", from, until, "ORDER BY said_at DESC, id LIMIT :limit")
                .bind("limit", limit)
                .setFetchSize(FETCH)
                .mapTo(String.class)
                .useIterator(rows -> {
                    boolean more = true;
                    while (more && rows.hasNext()) {
                        more = each.test(rows.next());
                    }
                });
    }

    /** What is known to the day counts for all of it. */
    private static Query between(Handle handle, String what, Instant from, Optional<Instant> until, String rest) {
        return handle.createQuery("SELECT " + what + " FROM reactions WHERE valid_to IS NULL AND story = '" + Story.ALL
                        + "' AND said_at > :from AND said_at < :until " + rest)
                .bind("from", from.toEpochMilli() - DAY)
                .bind("until", until.map(Instant::toEpochMilli).orElse(Long.MAX_VALUE));
    }

    /** Of an actor the summary in each story, the latest first, each with the story's definition. */
    static List<String> actor(Handle handle, String id) {
        return acrossStories(handle, "actor_summaries", "actor_id", id);
    }

    /** Of a country or organisation the summary in each story, the latest first, each with the story's definition. */
    static List<String> country(Handle handle, String code) {
        return acrossStories(handle, "country_summaries", "represents", code);
    }

    private static List<String> acrossStories(Handle handle, String table, String column, String value) {
        return handle.createQuery("SELECT stories.json AS story, summaries.json AS summary FROM " + table
                        + " AS summaries JOIN stories ON stories.id = summaries.story WHERE summaries." + column
                        + " = :value ORDER BY (stories.id = '" + Story.ALL
                        + "'), summaries.latest_said_at DESC, stories.id LIMIT :limit")
                .bind("value", value)
                .bind("limit", MOST_STORIES)
                .map((rows, ctx) -> Items.inStory(rows.getString("story"), rows.getString("summary")))
                .list();
    }

    /** An utterance as it is now in each story, the one that holds everything last. */
    static List<String> utterance(Handle handle, String id) {
        return handle.createQuery(
                        "SELECT json FROM reactions WHERE valid_to IS NULL AND utterance = :id ORDER BY (story" + " = '"
                                + Story.ALL + "'), story LIMIT :limit")
                .bind("id", id)
                .bind("limit", MOST_STORIES)
                .map((rows, ctx) -> Items.recordText(rows.getString("json")))
                .list();
    }

    /** Where the log has the newest revision of a document. */
    public static Optional<DocumentPlace> document(Handle handle, String id) {
        return handle.createQuery("SELECT log_partition, log_offset FROM documents WHERE id = :id")
                .bind("id", id)
                .map((rows, ctx) -> new DocumentPlace(rows.getInt("log_partition"), rows.getLong("log_offset")))
                .findOne();
    }

    /** A record of the topic of documents. */
    public record DocumentPlace(int partition, long offset) {}

    private static void summaries(
            Handle handle,
            String story,
            Optional<Instant> asOf,
            String level,
            String table,
            String order,
            Consumer<String> each) {
        Query query = asOf.isEmpty()
                ? handle.createQuery("SELECT json FROM " + table + " WHERE story = :story ORDER BY " + order)
                : handle.createQuery("SELECT json FROM summary_history WHERE story = :story AND level = :level AND "
                                + HELD + "ORDER BY " + (level.equals("actor") ? "rank DESC, " : "")
                                + "member, log_offset DESC")
                        .bind("level", level)
                        .bind("moment", asOf.get().toEpochMilli());
        query.setFetchSize(FETCH)
                .bind("story", story)
                .mapTo(String.class)
                .useIterator(rows -> rows.forEachRemaining(each));
    }

    /**
     * Hands over the JSON of every summary as it is now; of all stories when none is named.
     *
     * @param of {@code actor}, {@code country} or {@code story}
     */
    public static void currentSummaries(Handle handle, String of, Set<String> stories, Consumer<String> each) {
        String order =
                switch (of) {
                    case "actor" -> "story, rank DESC, actor_id";
                    case "country" -> "story, represents";
                    case "story" -> "story";
                    default -> throw new IllegalArgumentException("there are no summaries of \"" + of + "\"");
                };
        Query query = handle.createQuery("SELECT json FROM " + of + "_summaries "
                        + (stories.isEmpty() ? "" : "WHERE story IN (<stories>) ") + "ORDER BY " + order)
                .setFetchSize(FETCH);
        if (!stories.isEmpty()) {
            query.bindList("stories", List.copyOf(stories));
        }
        query.mapTo(String.class).useIterator(rows -> rows.forEachRemaining(each));
    }

    /**
     * Names the state of the database: the sink moves offsets on with everything it writes, in the same transaction. Of a
     * database that was filled anew it is another one.
     */
    static String version(Handle handle) {
        return handle.createQuery(
                        "SELECT (SELECT id FROM sink_identity) AS id, COALESCE(SUM(next_offset), 0) AS written"
                                + " FROM topic_offsets")
                .map((rows, ctx) -> rows.getString("id") + " " + rows.getString("written"))
                .one();
    }

    /** How far the sink has written a topic: the next offset of each partition. */
    public static Map<Integer, Long> offsets(Handle handle, String topic) {
        Map<Integer, Long> offsets = new TreeMap<>();
        handle.createQuery("SELECT log_partition, next_offset FROM topic_offsets WHERE topic = :topic")
                .bind("topic", topic)
                .map((rows, ctx) -> Map.entry(rows.getInt(1), rows.getLong(2)))
                .forEach(offset -> offsets.put(offset.getKey(), offset.getValue()));
        return offsets;
    }

    private static String filtered(ReactionFilter filter) {
        return (filter.actors().isEmpty() ? "" : "AND actor_id IN (<actors>) ")
                + (filter.represents().isEmpty() ? "" : "AND represents IN (<codes>) ")
                + (filter.stances().isEmpty() ? "" : "AND stance IN (<stances>) ");
    }

    private static Query bind(Query query, ReactionFilter filter) {
        BiConsumer<String, List<String>> bindAny = (name, values) -> {
            if (!values.isEmpty()) {
                query.bindList(name, values);
            }
        };
        bindAny.accept("actors", List.copyOf(filter.actors()));
        bindAny.accept("codes", List.copyOf(filter.represents()));
        bindAny.accept("stances", filter.stances().stream().map(Stance::json).toList());
        return query;
    }

    private static Page page(String list, Query query, Optional<Cursor> after, int limit, RowMapper<Page.Row> mapper) {
        // A list sorted by id alone has no use for the number.
        query.getConfig(SqlStatements.class).setUnusedBindingAllowed(true);
        after.ifPresent(cursor -> query.bind("number", cursor.number()).bind("after", cursor.id()));
        return Page.of(list, query.bind("limit", limit + 1).map(mapper).list(), limit);
    }

    private static Page.Row storyRow(ResultSet rows, StatementContext ctx) throws SQLException {
        return new Page.Row(
                rows.getLong("sort_key"),
                rows.getString("id"),
                Items.story(rows.getString("json"), Optional.ofNullable(rows.getString("summary"))));
    }

    private static Page.Row summaryRow(ResultSet rows, StatementContext ctx) throws SQLException {
        return new Page.Row(rows.getLong("sort_key"), rows.getString("id"), Items.summary(rows.getString("json")));
    }

    private static Page.Row reactionRow(ResultSet rows, StatementContext ctx) throws SQLException {
        return new Page.Row(rows.getLong("sort_key"), rows.getString("id"), Items.recordText(rows.getString("json")));
    }
}
