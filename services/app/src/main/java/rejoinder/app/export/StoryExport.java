package rejoinder.app.export;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.common.errors.SerializationException;
import rejoinder.app.cli.Progress;
import rejoinder.app.replay.BoundedLog;
import rejoinder.contracts.json.Json;
import rejoinder.contracts.json.JsonSerde;
import rejoinder.contracts.reaction.Reaction;
import rejoinder.contracts.statement.Statement;
import rejoinder.contracts.summary.StorySummary;
import rejoinder.contracts.table.Reported;
import rejoinder.contracts.table.Table;
import rejoinder.contracts.topic.Topic;
import rejoinder.contracts.topic.Topics;

/**
 * Reads of the log what belongs to one story and writes it as tables. Reactions come first and statements last, so that
 * the statements behind a reaction have been read as far as it was made of them.
 */
final class StoryExport {
    private final String servers;
    private final Topics topics;
    private final String story;
    private final Workbench bench;
    private final boolean watched;
    private final Set<String> statements = new HashSet<>();
    private final Map<String, Map<Integer, Long>> readTo = new TreeMap<>();
    private long unread;

    StoryExport(String servers, Topics topics, String story, Workbench bench, boolean watched) {
        this.servers = servers;
        this.topics = topics;
        this.story = story;
        this.bench = bench;
        this.watched = watched;
    }

    /**
     * What an export wrote.
     *
     * @param rows of each table, in the order of {@link #tables}
     * @param readTo of each topic read, the first offset of each partition that it did not read
     * @param unread records that are none of ours
     */
    record Outcome(
            Map<String, Long> rows,
            Map<String, Map<Integer, Long>> readTo,
            Optional<StorySummary> summary,
            long unread) {}

    /** All tables of an export. */
    static List<Table<?>> tables() {
        return List.of(
                Table.reactions(),
                Table.reports(),
                Table.statements(),
                Table.actors(),
                Table.countries(),
                Table.story());
    }

    Outcome write(Path folder, List<Format> formats) throws SQLException {
        takeReactions();
        take(topics.actorSummaries(), Table.actors());
        take(topics.countrySummaries(), Table.countries());
        Optional<StorySummary> summary = takeSummary();
        takeStatements();
        bench.keepThoseIn(Table.statements(), "id", Table.reports(), "statement");
        Map<String, Long> rows = new LinkedHashMap<>();
        for (Table<?> table : tables()) {
            rows.put(table.name(), bench.write(table, order(table), folder, formats));
        }
        return new Outcome(rows, readTo, summary, unread);
    }

    /** Ends with what tells every row from all others, so that the same rows are always the same file. */
    private static List<String> order(Table<?> table) {
        return switch (table.name()) {
            case "reactions", "statements" -> List.of("said_at", "id");
            case "reports" -> List.of("reaction", "published_at", "statement");
            case "actors" -> List.of("actor_id");
            case "countries" -> List.of("represents");
            default -> List.of("story");
        };
    }

    private void takeReactions() throws SQLException {
        try (Workbench.Intake<Reaction> reactions = bench.take(Table.reactions());
                Workbench.Intake<Reported> reports = bench.take(Table.reports())) {
            read(topics.reactions(), Optional.of(story + "|"), (origin, value) -> {
                if (value.isEmpty()) {
                    reactions.gone(origin);
                    reports.gone(origin);
                    return;
                }
                reactions.row(origin, value.get());
                for (Reported report : Reported.of(value.get()).toList()) {
                    reports.row(origin, report);
                    statements.add(report.report().statement());
                }
            });
        }
        bench.keepLast(Table.reactions());
        bench.keepLast(Table.reports());
        bench.keepThoseIn(Table.reports(), "reaction", Table.reactions(), "id");
    }

    private <V> void take(Topic<V> topic, Table<V> table) throws SQLException {
        try (Workbench.Intake<V> rows = bench.take(table)) {
            read(topic, Optional.of(story + "|"), into(rows));
        }
        bench.keepLast(table);
    }

    private Optional<StorySummary> takeSummary() throws SQLException {
        Newest<StorySummary> newest = new Newest<>();
        try (Workbench.Intake<StorySummary> rows = bench.take(Table.story())) {
            Taking<StorySummary> row = into(rows);
            read(topics.storySummaries(), Optional.empty(), (origin, value) -> {
                if (origin.key().equals(story)) {
                    row.take(origin, value);
                    newest.value = value;
                }
            });
        }
        bench.keepLast(Table.story());
        return newest.value;
    }

    private static final class Newest<V> {
        private Optional<V> value = Optional.empty();
    }

    private static <V> Taking<V> into(Workbench.Intake<V> rows) {
        return (origin, value) -> {
            if (value.isPresent()) {
                rows.row(origin, value.get());
            } else {
                rows.gone(origin);
            }
        };
    }

    private void takeStatements() throws SQLException {
        JsonSerde<Statement> json = topics.statements().json();
        try (Workbench.Intake<Statement.Asserted> rows = bench.take(Table.statements())) {
            eachRecord(topics.statements(), record -> {
                Optional<String> id = record.value() == null ? Optional.empty() : id(record.value());
                if (id.filter(statements::contains).isEmpty()) {
                    return;
                }
                Origin origin = new Origin(id.get(), record.offset());
                if (json.fromBytes(record.value()) instanceof Statement.Asserted asserted) {
                    rows.row(origin, asserted);
                } else {
                    rows.gone(origin);
                }
            });
        }
        bench.keepLast(Table.statements());
    }

    /** The id alone: of all statements an export reads, most belong to other stories. */
    private static Optional<String> id(byte[] statement) {
        try (JsonParser json = Json.mapper().getFactory().createParser(statement)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
                JsonToken token = json.nextToken();
                if (field.equals("id") && token == JsonToken.VALUE_STRING) {
                    return Optional.of(json.getText());
                }
                if (token.isStructStart()) {
                    json.skipChildren();
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new SerializationException("not JSON", e);
        }
    }

    /** Takes in a version; empty when the log says that there is nothing any more. */
    @FunctionalInterface
    private interface Taking<V> {
        void take(Origin origin, Optional<V> value) throws SQLException;
    }

    private <V> void read(Topic<V> topic, Optional<String> prefix, Taking<V> taking) throws SQLException {
        JsonSerde<V> json = topic.json();
        Function<byte[], V> value = json::fromBytes;
        eachRecord(topic, record -> {
            if (record.key() == null) {
                return;
            }
            String key = new String(record.key(), StandardCharsets.UTF_8);
            if (prefix.filter(begin -> !key.startsWith(begin)).isEmpty()) {
                taking.take(
                        new Origin(key, record.offset()),
                        Optional.ofNullable(record.value()).map(value));
            }
        });
    }

    private void eachRecord(Topic<?> topic, BoundedLog.Taking<SQLException> taking) throws SQLException {
        try (BoundedLog log = BoundedLog.open(servers, topic.name());
                Progress progress = Progress.of(topic.name(), "records", log.length(), watched)) {
            readTo.put(topic.name(), log.endOffsets());
            BoundedLog.Taking<SQLException> readable = record -> {
                try {
                    taking.take(record);
                } catch (SerializationException notOurs) {
                    unread++;
                }
            };
            log.forEach(readable, progress::at);
        }
    }
}
