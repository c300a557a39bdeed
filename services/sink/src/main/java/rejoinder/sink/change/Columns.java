package rejoinder.sink.change;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rejoinder.contracts.document.Document;
import rejoinder.contracts.reaction.Reaction;
import rejoinder.contracts.story.Story;
import rejoinder.contracts.summary.ActorSummary;
import rejoinder.contracts.summary.CountrySummary;
import rejoinder.contracts.summary.Milestone;
import rejoinder.contracts.summary.StorySummary;

/** The values of a row's columns, in the order of {@link Table#valueColumns()}; the JSON, where it is kept, is the last. */
final class Columns {
    private Columns() {}

    static Map<String, Object> of(Story story, String json) {
        return columns(
                Table.STORIES,
                story.title(),
                story.triggerEvent().actor(),
                story.triggerEvent().at().toEpochMilli(),
                json);
    }

    static Map<String, Object> of(Reaction reaction, String json) {
        return columns(
                Table.REACTIONS,
                reaction.id(),
                reaction.actor().id(),
                reaction.actor().name(),
                reaction.represents().code(),
                reaction.represents().kind().json(),
                reaction.role(),
                reaction.rank(),
                reaction.stance().json(),
                reaction.saidAt().at().toEpochMilli(),
                reaction.lagSeconds(),
                reaction.language(),
                reaction.text(),
                reaction.reportCount(),
                reaction.outletCount(),
                json);
    }

    static Map<String, Object> of(ActorSummary summary, String json) {
        return columns(
                Table.ACTOR_SUMMARIES,
                summary.actor().name(),
                summary.represents().code(),
                summary.represents().kind().json(),
                summary.rank(),
                summary.stance().json(),
                summary.reactions(),
                summary.reports(),
                saidAt(summary.first()),
                saidAt(summary.latest()),
                json);
    }

    static Map<String, Object> of(CountrySummary summary, String json) {
        return columns(
                Table.COUNTRY_SUMMARIES,
                summary.represents().kind().json(),
                summary.represents().name(),
                summary.officialPosition().stance().json(),
                summary.officialPosition().actorId(),
                summary.reactions(),
                summary.reports(),
                summary.actors(),
                summary.dissenters(),
                saidAt(summary.first()),
                saidAt(summary.latest()),
                json);
    }

    static Map<String, Object> of(StorySummary summary, String json) {
        return columns(
                Table.STORY_SUMMARIES,
                summary.reactions(),
                summary.reports(),
                summary.actors(),
                summary.countries(),
                summary.organisations(),
                json);
    }

    static Map<String, Object> of(Document document, String json) {
        return columns(Table.DOCUMENTS, document.revision());
    }

    /** The parts of a key, one a column. */
    static Map<String, Object> key(Table table, List<String> parts) {
        return zipped(table.keyColumns(), parts);
    }

    private static long saidAt(Milestone milestone) {
        return milestone.saidAt().at().toEpochMilli();
    }

    private static Map<String, Object> columns(Table table, Object... values) {
        return zipped(
                table.valueColumns(),
                Arrays.stream(values).map(Columns::storable).toList());
    }

    private static Map<String, Object> zipped(List<String> names, List<?> values) {
        if (names.size() != values.size()) {
            throw new IllegalArgumentException(names + " are not the columns of " + values.size() + " values");
        }
        Map<String, Object> columns = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            columns.put(names.get(i), values.get(i));
        }
        return columns;
    }

    private static Object storable(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(Columns::storable);
        }
        return value instanceof String text ? storable(text) : value;
    }

    /** JSON can spell characters that a database's text can't hold: NUL in PostgreSQL, half a surrogate pair in UTF-8. */
    private static String storable(String text) {
        boolean plain = text.chars().noneMatch(c -> c == 0 || Character.isSurrogate((char) c));
        if (plain) {
            return text;
        }
        return text.codePoints()
                .map(c -> c == 0 || Character.getType(c) == Character.SURROGATE ? '\uFFFD' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
