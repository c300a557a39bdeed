package rejoinder.app.export;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import rejoinder.contracts.json.Json;
import rejoinder.contracts.story.Story;
import rejoinder.contracts.summary.StorySummary;
import rejoinder.contracts.table.Column;
import rejoinder.contracts.table.Table;

/**
 * What lies beside the tables of an export: what was asked and how far the log was read, and what each column means.
 *
 * @param command the command line that makes the same again
 * @param version of Rejoinder
 * @param story its definition, with the query that catches what belongs to it
 */
record About(String command, String version, Instant exportedAt, String namespace, Story story, List<Format> formats) {
    private static final ObjectWriter JSON = Json.mapper().writer().with(SerializationFeature.INDENT_OUTPUT);

    /** The machine's half of it, as {@code about.json}. */
    private record Facts(
            String command,
            String rejoinder,
            Instant exportedAt,
            String namespace,
            Story story,
            Optional<StorySummary> summary,
            Map<String, Long> rows,
            Map<String, Map<Integer, Long>> readTo) {}

    void write(Path folder, StoryExport.Outcome outcome) throws IOException {
        Facts facts = new Facts(
                command, version, exportedAt, namespace, story, outcome.summary(), outcome.rows(), outcome.readTo());
        JSON.writeValue(folder.resolve("about.json").toFile(), facts);
        try (Writer dictionary = Files.newBufferedWriter(folder.resolve("dictionary.csv"))) {
            writeDictionary(dictionary);
        }
        Files.writeString(folder.resolve("README.md"), readme(outcome));
    }

    private static void writeDictionary(Appendable out) throws IOException {
        try (CSVPrinter csv = new CSVPrinter(out, CSVFormat.RFC4180)) {
            csv.printRecord("table", "column", "type", "description");
            for (Table<?> table : StoryExport.tables()) {
                for (Column<?> column : table.columns()) {
                    csv.printRecord(table.name(), column.name(), typeOf(column), column.description());
                }
            }
        }
    }

    private static String typeOf(Column<?> column) {
        return switch (column.type()) {
            case TEXT -> "text";
            case INTEGER -> "integer";
            case TIME -> "time (UTC)";
            case TRUTH -> "true or false";
        };
    }

    private String readme(StoryExport.Outcome outcome) throws IOException {
        String tables = StoryExport.tables().stream()
                .map(table -> tableOf(table, outcome.rows().get(table.name())))
                .collect(Collectors.joining("\n"));
        String extension = formats.contains(Format.PARQUET) ? "parquet" : "csv";
        return """
                # Reactions to one event, for analysis

                Made by Rejoinder %1$s at %2$s with

                    %3$s

                The story, with the query that decides what belongs to it:

                %4$s

                `about.json` says the same to programs, with the story's summary and how far each topic was read.
                `dictionary.csv` is the list of columns below. All times are in UTC. Every quotation is the words of
                its report, with the link to it: look there before you publish it.

                ## Reading it

                DuckDB:

                    SELECT represents_name, stance, count(*) FROM 'reactions.%5$s' GROUP BY ALL ORDER BY ALL;

                pandas:

                    pandas.read_%5$s("reactions.%5$s").groupby(["represents_name", "stance"]).size()

                R:

                    %6$s |> dplyr::count(represents_name, stance)

                `reports.reaction` is a `reactions.id`, `reports.statement` a `statements.id`.

                ## Tables

                %7$s""".formatted(
                        version,
                        exportedAt.truncatedTo(ChronoUnit.SECONDS),
                        command,
                        indented(JSON.writeValueAsString(story)),
                        extension,
                        extension.equals("csv")
                                ? "readr::read_csv(\"reactions.csv\")"
                                : "arrow::read_parquet(\"reactions.parquet\")",
                        tables);
    }

    /** A block that Markdown shows as it is: a title could be written to look like something else. */
    private static String indented(String text) {
        return text.lines().map(line -> "    " + line).collect(Collectors.joining("\n"));
    }

    private static String tableOf(Table<?> table, long rows) {
        String columns = table.columns().stream()
                .map(column -> "| `" + column.name() + "` | " + typeOf(column) + " | " + column.description() + " |\n")
                .collect(Collectors.joining());
        return "### " + table.name() + "\n\n" + table.description() + " Rows: " + rows
                + ".\n\n| Column | Type | Meaning |\n|---|---|---|\n" + columns;
    }
}
