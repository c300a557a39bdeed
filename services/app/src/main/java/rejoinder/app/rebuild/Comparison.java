package rejoinder.app.rebuild;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import rejoinder.contracts.statement.Statement;
import rejoinder.ingestor.document.Fingerprint;

/**
 * Two builds side by side in a DuckDB database in a file of its own: statements matched by document and span, everything
 * else by its key. What does not fit in its memory goes to disk. The same two builds give the same differences in the
 * same order. For one thread.
 */
final class Comparison implements AutoCloseable {
    private static final String MOST_MEMORY = "192MB";

    private final DuckDBConnection connection;
    private final DuckDBAppender statements;
    private final DuckDBAppender keyed;
    private long taken;

    private Comparison(DuckDBConnection connection) throws SQLException {
        this.connection = connection;
        execute("CREATE TABLE raw_statements (side BIGINT, id VARCHAR, seq BIGINT, gone BOOLEAN, document VARCHAR,"
                + " span_from BIGINT, span_to BIGINT, actor VARCHAR, speaker VARCHAR, role VARCHAR,"
                + " represents VARCHAR, said_at VARCHAR, quote VARCHAR)");
        execute("CREATE TABLE raw_keyed (side BIGINT, kind VARCHAR, key VARCHAR, seq BIGINT, gone BOOLEAN,"
                + " hash VARCHAR, label VARCHAR, words VARCHAR)");
        this.statements = connection.createAppender(DuckDBConnection.DEFAULT_SCHEMA, "raw_statements");
        this.keyed = connection.createAppender(DuckDBConnection.DEFAULT_SCHEMA, "raw_keyed");
    }

    /** Opens a new one at {@code file}, which its owner deletes. */
    static Comparison at(Path file) throws SQLException {
        Properties settings = new Properties();
        settings.setProperty("memory_limit", MOST_MEMORY);
        // Nothing is fetched from anywhere: what is needed is in the library.
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        return new Comparison(
                (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:" + file.toAbsolutePath(), settings));
    }

    /** Takes what a build's log says of a statement, in the order of the log. */
    void take(Side side, Statement statement) throws SQLException {
        statements.beginRow();
        statements.append(side.number());
        statements.append(statement.id());
        statements.append(taken++);
        if (statement instanceof Statement.Asserted asserted) {
            statements.append(false);
            statements.append(asserted.document().id());
            statements.append((long) asserted.span().start());
            statements.append((long) asserted.span().end());
            statements.append(asserted.actorId());
            statements.append(asserted.actor().name());
            text(statements, asserted.role());
            statements.append(asserted.represents().code());
            statements.append(asserted.saidAt().at() + " ("
                    + asserted.saidAt().precision().json() + ")");
            statements.append(asserted.quote());
        } else {
            statements.append(true);
            for (int i = 0; i < 9; i++) {
                statements.appendNull();
            }
        }
        statements.endRow();
    }

    /**
     * Takes what a build's log says of anything that has a key.
     *
     * @param kind such as {@code reaction}
     * @param value its JSON; empty where the log says that there is nothing any more
     */
    void take(Side side, String kind, String key, Optional<JsonNode> value) throws SQLException {
        keyed.beginRow();
        keyed.append(side.number());
        keyed.append(kind);
        keyed.append(key);
        keyed.append(taken++);
        keyed.append(value.isEmpty());
        text(keyed, value.map(json -> Fingerprint.of(json.toString().getBytes(StandardCharsets.UTF_8))));
        text(keyed, value.map(Comparison::label));
        text(keyed, value.map(json -> json.path("text").asText()));
        keyed.endRow();
    }

    /** The stance that something stands for: a reaction's, the official position, an actor's latest. */
    private static String label(JsonNode json) {
        for (String where : List.of("/stance", "/officialPosition/stance", "/latest/stance")) {
            if (json.at(where).isTextual()) {
                return json.at(where).asText();
            }
        }
        return json.path("reactions").asText();
    }

    private static void text(DuckDBAppender row, Optional<String> text) throws SQLException {
        if (text.isPresent()) {
            row.append(text.get());
        } else {
            row.appendNull();
        }
    }

    /** All differences there are; nothing can be taken afterwards. */
    List<Difference> differences(int examples) throws SQLException {
        statements.close();
        keyed.close();
        match();
        List<Difference> found = new ArrayList<>();
        add(found, "statements lost", examples, unmatched(Side.BEFORE));
        add(found, "statements found", examples, unmatched(Side.AFTER));
        add(
                found,
                "speakers changed",
                examples,
                "SELECT a.document, a.quote, a.speaker AS before, b.speaker AS after,"
                        + " a.span_from, a.actor, b.actor AS actor_after FROM other_speaker p JOIN statements a ON a.side = 0"
                        + " AND a.id = p.before JOIN statements b ON b.side = 1 AND b.id = p.after");
        for (Map.Entry<String, String> field : Map.of(
                        "represents", "represents changed", "role", "roles changed", "said_at", "dates changed")
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .toList()) {
            add(found, field.getValue(), examples, same(field.getKey()));
        }
        add(found, "reactions lost", examples, onlyOn(Side.BEFORE, "reaction"));
        add(found, "reactions found", examples, onlyOn(Side.AFTER, "reaction"));
        add(found, "stances changed", examples, changed("reaction", "label"));
        for (String kind : List.of("utterance", "actor summary", "country summary", "story summary")) {
            String many = kind.endsWith("y") ? kind.substring(0, kind.length() - 1) + "ies" : kind + "s";
            add(found, many + " lost", examples, onlyOn(Side.BEFORE, kind));
            add(found, many + " found", examples, onlyOn(Side.AFTER, kind));
            add(found, many + " changed", examples, changed(kind, "hash"));
        }
        return found;
    }

    /** First what the same actor says in the same place; of what is left, whatever stands in the same place. */
    private void match() throws SQLException {
        execute("CREATE TABLE statements AS SELECT * EXCLUDE (seq, gone) FROM (SELECT *, row_number() OVER"
                + " (PARTITION BY side, id ORDER BY seq DESC) AS newest FROM raw_statements)"
                + " WHERE newest = 1 AND NOT gone");
        execute("CREATE TABLE keyed AS SELECT * EXCLUDE (seq, gone) FROM (SELECT *, row_number() OVER"
                + " (PARTITION BY side, kind, key ORDER BY seq DESC) AS newest FROM raw_keyed)"
                + " WHERE newest = 1 AND NOT gone");
        pair("same_speaker", "SELECT * FROM statements", "document, span_from, span_to, actor", "id");
        execute("CREATE TABLE rest AS SELECT * FROM statements s WHERE NOT EXISTS (SELECT 1 FROM same_speaker p WHERE"
                + " (s.side = 0 AND p.before = s.id) OR (s.side = 1 AND p.after = s.id))");
        pair("other_speaker", "SELECT * FROM rest", "document, span_from, span_to", "actor, id");
    }

    private void pair(String into, String from, String place, String order) throws SQLException {
        String numbered = "SELECT *, row_number() OVER (PARTITION BY side, " + place + " ORDER BY " + order
                + ") AS n FROM (" + from + ")";
        execute("CREATE TABLE " + into + " AS SELECT a.id AS before, b.id AS after FROM (" + numbered + ") a JOIN ("
                + numbered + ") b USING (" + place + ", n) WHERE a.side = 0 AND b.side = 1");
    }

    private static String unmatched(Side side) {
        String column = side == Side.BEFORE ? "before" : "after";
        return "SELECT s.document, s.quote, s.speaker, s.represents, s.span_from, s.actor, s.id FROM rest s WHERE s.side = "
                + side.number() + " AND NOT EXISTS (SELECT 1 FROM other_speaker p WHERE p." + column + " = s.id)";
    }

    private static String same(String field) {
        return "SELECT a.document, a.quote, a.speaker, coalesce(a." + field + ", '') AS before, coalesce(b." + field
                + ", '') AS after, a.span_from, a.id FROM same_speaker p JOIN statements a ON a.side = 0 AND"
                + " a.id = p.before JOIN statements b ON b.side = 1 AND b.id = p.after WHERE a." + field
                + " IS DISTINCT FROM b." + field;
    }

    private static String onlyOn(Side side, String kind) {
        return "SELECT k.key, k.label, k.words FROM keyed k WHERE k.kind = '" + kind + "' AND k.side = "
                + side.number() + " AND NOT EXISTS (SELECT 1 FROM keyed o WHERE o.kind = k.kind AND o.key = k.key"
                + " AND o.side <> k.side)";
    }

    private static String changed(String kind, String field) {
        return "SELECT a.key, a.label AS before, b.label AS after, b.words FROM keyed a JOIN keyed b USING (kind, key)"
                + " WHERE a.kind = '" + kind + "' AND a.side = 0 AND b.side = 1 AND a." + field
                + " IS DISTINCT FROM b." + field;
    }

    private void add(List<Difference> found, String what, int examples, String rows) throws SQLException {
        long count;
        try (java.sql.Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM (" + rows + ")")) {
            row.next();
            count = row.getLong(1);
        }
        List<Map<String, String>> first = new ArrayList<>();
        try (java.sql.Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT * FROM (" + rows + ") ORDER BY ALL LIMIT " + examples)) {
            ResultSetMetaData columns = row.getMetaData();
            while (row.next()) {
                Map<String, String> example = new LinkedHashMap<>();
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    String value = row.getString(i);
                    if (value != null && !value.isEmpty()) {
                        example.put(columns.getColumnLabel(i), value);
                    }
                }
                first.add(example);
            }
        }
        found.add(new Difference(what, count, first));
    }

    private void execute(String sql) throws SQLException {
        try (java.sql.Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
