package rejoinder.app.replay;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import rejoinder.contracts.json.JsonSerde;
import rejoinder.contracts.reaction.Reaction;
import rejoinder.contracts.statement.Statement;
import rejoinder.contracts.table.Column;
import rejoinder.contracts.table.Table;

/**
 * Events as rows of CSV (RFC 4180) with a head line. The first column, {@code event}, is {@code statement}, {@code
 * reaction} or {@code retraction}; a retraction has an id and nothing else.
 */
final class CsvOutput<V> implements Output {
    private final CSVPrinter csv;
    private final String event;
    private final Table<V> table;
    private final JsonSerde<? extends V> json;

    private CsvOutput(OutputStream out, Kind kind, Table<V> table, JsonSerde<? extends V> json) throws IOException {
        this.csv = new CSVPrinter(
                new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)), CSVFormat.RFC4180);
        this.event = kind.event();
        this.table = table;
        this.json = json;
        List<String> head = new ArrayList<>(List.of("event"));
        table.columns().forEach(column -> head.add(column.name()));
        csv.printRecord(head);
    }

    static Output to(OutputStream out, Kind kind) throws IOException {
        return kind == Kind.STATEMENT
                ? new CsvOutput<>(out, kind, Table.statements(), new JsonSerde<>(Statement.Asserted.class))
                : new CsvOutput<>(out, kind, Table.reactions(), new JsonSerde<>(Reaction.class));
    }

    @Override
    public void send(Event sent) throws IOException {
        List<String> row = new ArrayList<>();
        if (sent.retraction()) {
            row.add("retraction");
            row.add(sent.id());
            table.columns().stream().skip(1).forEach(column -> row.add(""));
        } else {
            V record = json.fromBytes(sent.value().orElseThrow().get());
            row.add(event);
            for (Column<V> column : table.columns()) {
                row.add(column.textOf(record));
            }
        }
        csv.printRecord(row);
    }

    @Override
    public void flush() throws IOException {
        csv.flush();
    }

    @Override
    public void close() throws IOException {
        csv.close(true);
    }
}
