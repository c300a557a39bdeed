package rejoinder.gateway.read;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import rejoinder.contracts.json.Json;

/**
 * How a story went: its reactions by stance in spans of one width, from the first to the last, and between which moments
 * Rejoinder saw them (what can be asked for with {@code asOf}).
 */
final class Course {
    private static final int MOST_SPANS = 96;
    /** What a person reads off a clock: minutes that divide an hour, hours that divide a day, days. */
    private static final List<Duration> WIDTHS = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(3),
            Duration.ofHours(6),
            Duration.ofDays(1),
            Duration.ofDays(7),
            Duration.ofDays(30),
            Duration.ofDays(365));

    private Course() {}

    static String of(Handle handle, String story, Optional<Instant> asOf) {
        String holding = asOf.isEmpty() ? "valid_to IS NULL " : Reads.HELD;
        Extent said = extent(bound(
                handle.createQuery("SELECT " + one("MIN(said_at)", holding) + ", " + one("MAX(said_at)", holding)),
                story,
                asOf));
        Extent seen = extent(handle.createQuery(
                        "SELECT " + one("MIN(valid_from)", "") + ", " + one("MAX(COALESCE(valid_to, valid_from))", ""))
                .bind("story", story));
        long width = width(said).toMillis();
        TreeMap<Long, ObjectNode> spans = new TreeMap<>();
        bound(
                        handle.createQuery("SELECT said_at / :width AS span, stance, COUNT(*) FROM reactions WHERE "
                                + holding + "AND story = :story GROUP BY span, stance ORDER BY span, stance"),
                        story,
                        asOf)
                .bind("width", width)
                .map((rows, ctx) -> new Part(rows.getLong(1), rows.getString(2), rows.getLong(3)))
                .forEach(part -> spans.computeIfAbsent(part.span(), span -> span(span * width))
                        .withObjectProperty("stances")
                        .put(part.stance(), part.reactions()));
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("widthSeconds", width / 1000);
        ArrayNode list = json.putArray("spans");
        spans.values().forEach(list::add);
        seen.first().ifPresent(first -> json.put("firstSeen", first.toString()));
        seen.last().ifPresent(last -> json.put("lastSeen", last.toString()));
        return json.toString();
    }

    /** Each of its own, so that an index gives it: both of them at once would read all rows. */
    private static String one(String extreme, String holding) {
        return "(SELECT " + extreme + " FROM reactions WHERE " + holding + (holding.isEmpty() ? "" : "AND ")
                + "story = :story)";
    }

    private record Part(long span, String stance, long reactions) {}

    private record Extent(Optional<Instant> first, Optional<Instant> last) {}

    private static Query bound(Query query, String story, Optional<Instant> asOf) {
        query.bind("story", story);
        asOf.ifPresent(moment -> query.bind("moment", moment.toEpochMilli()));
        return query;
    }

    private static ObjectNode span(long from) {
        ObjectNode span = Json.mapper().createObjectNode();
        span.put("from", Instant.ofEpochMilli(from).toString());
        return span;
    }

    private static Extent extent(Query query) {
        return query.map((rows, ctx) -> {
                    Optional<Instant> first = Optional.of(Instant.ofEpochMilli(rows.getLong(1)));
                    return rows.wasNull()
                            ? new Extent(Optional.empty(), Optional.empty())
                            : new Extent(first, Optional.of(Instant.ofEpochMilli(rows.getLong(2))));
                })
                .one();
    }

    private static Duration width(Extent said) {
        Duration all = said.first()
                .flatMap(first -> said.last().map(last -> Duration.between(first, last)))
                .orElse(Duration.ZERO);
        return WIDTHS.stream()
                .filter(width -> all.dividedBy(width) < MOST_SPANS)
                .findFirst()
                .orElse(WIDTHS.get(WIDTHS.size() - 1));
    }
}
