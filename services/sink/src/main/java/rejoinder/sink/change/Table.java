package rejoinder.sink.change;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The tables that records are written to, with their columns. */
// The lists are immutable copies; their type does not say so.
@SuppressWarnings("ImmutableEnumChecker")
public enum Table {
    STORIES(List.of("id"), "title", "trigger_actor", "trigger_at", "json"),
    /** The one that keeps every version of a row. */
    REACTIONS(
            List.of("story", "utterance"),
            "id",
            "actor_id",
            "actor_name",
            "represents",
            "represents_kind",
            "role",
            "rank",
            "stance",
            "said_at",
            "lag_seconds",
            "language",
            "text",
            "report_count",
            "outlet_count",
            "json"),
    ACTOR_SUMMARIES(
            List.of("story", "actor_id"),
            "actor_name",
            "represents",
            "represents_kind",
            "rank",
            "stance",
            "reactions",
            "reports",
            "first_said_at",
            "latest_said_at",
            "json"),
    COUNTRY_SUMMARIES(
            List.of("story", "represents"),
            "represents_kind",
            "represents_name",
            "official_stance",
            "official_actor",
            "reactions",
            "reports",
            "actors",
            "dissenters",
            "first_said_at",
            "latest_said_at",
            "json"),
    STORY_SUMMARIES(List.of("story"), "reactions", "reports", "actors", "countries", "organisations", "json"),
    /** Where the log has the newest revision of each document; their text stays there. */
    DOCUMENTS(List.of("id"), "revision");

    private final List<String> key;
    private final List<String> values;

    Table(List<String> key, String... values) {
        this.key = key;
        this.values = List.of(values);
    }

    /** The columns that identify a row, in the order of the parts of a record's key. */
    public List<String> keyColumns() {
        return key;
    }

    /** The columns made from a record's value. */
    public List<String> valueColumns() {
        return values;
    }

    /** The columns made from where a record stands in the log and when it came there. */
    public List<String> recordColumns() {
        return switch (this) {
            case STORIES -> List.of("updated_at");
            case DOCUMENTS -> List.of("log_partition", "log_offset");
            case REACTIONS, ACTOR_SUMMARIES, COUNTRY_SUMMARIES, STORY_SUMMARIES -> List.of();
        };
    }

    /** What a summary is of, as its history calls it; empty for tables that hold no summaries. */
    public Optional<String> level() {
        return switch (this) {
            case ACTOR_SUMMARIES -> Optional.of("actor");
            case COUNTRY_SUMMARIES -> Optional.of("country");
            case STORY_SUMMARIES -> Optional.of("story");
            case STORIES, REACTIONS, DOCUMENTS -> Optional.empty();
        };
    }

    /** The name in the database. */
    public String sqlName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
