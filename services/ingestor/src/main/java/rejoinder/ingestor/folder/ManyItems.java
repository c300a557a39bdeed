package rejoinder.ingestor.folder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import rejoinder.contracts.json.Json;
import rejoinder.contracts.json.Schemas;
import rejoinder.ingestor.document.DocumentNames;
import rejoinder.ingestor.document.Fingerprint;
import rejoinder.ingestor.document.Item;
import rejoinder.ingestor.document.JsonContent;
import rejoinder.ingestor.document.Rejected;
import rejoinder.ingestor.follow.Found;

/**
 * Many documents in one file, read one after the other: the elements of a JSON array, the lines of an ndjson file, the
 * rows of a csv file. A document is named after its own id, else after its place in the file.
 */
final class ManyItems implements AutoCloseable {
    private static final int LARGEST_JSON = 50 * 1024 * 1024;
    private static final int LONGEST_LINE = 1024 * 1024;
    private static final CSVFormat CSV = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreEmptyLines(true)
            .setTrim(true)
            .get();
    private static final Map<String, String> ALIASES =
            Map.of("date", "saidAt", "text", "quote", "country", "represents");
    private static final List<String> COLUMNS = List.of(
            "id",
            "quote",
            "speaker",
            "role",
            "represents",
            "saidAt",
            "publishedAt",
            "outlet",
            "url",
            "title",
            "language");

    private final FileOf of;
    private final Iterator<Unparsed> raw;
    private final AutoCloseable input;
    private final Schemas schemas;
    private final Queue<Found> last = new ArrayDeque<>();
    private long number;

    /** One element, to be parsed wherever there is time. */
    private record Unparsed(boolean blank, long size, Supplier<Raw> parsing) {}

    /** One element as it stands in the file. */
    private record Raw(String text, Optional<ObjectNode> json, Optional<Rejected> problem) {}

    private ManyItems(FileOf of, Iterator<Unparsed> raw, AutoCloseable input, Schemas schemas) {
        this.schemas = schemas;
        this.of = of;
        this.raw = raw;
        this.input = input;
        last.add(new Found.Read(of.mark("read")));
    }

    static ManyItems open(FileOf of, String kind, InputStream in, Schemas schemas) throws IOException, Rejected {
        return switch (kind) {
            case "csv" -> csv(of, in, schemas);
            case "json" -> json(of, in, schemas);
            default -> lines(of, in, schemas);
        };
    }

    Optional<Found> next() {
        try {
            while (raw.hasNext()) {
                Unparsed next = raw.next();
                long place = ++number;
                if (!next.blank()) {
                    return Optional.of(new Found.Unopened(
                            next.size(), () -> found(next.parsing().get(), place)));
                }
            }
        } catch (UncheckedIOException e) {
            Found bad = new Found.Bad(
                    of.origin(),
                    new byte[0],
                    new Rejected("unreadable", "after element " + number + ": " + e.getMessage(), Optional.empty()),
                    last.isEmpty() ? Optional.empty() : Optional.of(of.mark("rejected")));
            last.clear();
            return Optional.of(bad);
        }
        return Optional.ofNullable(last.poll());
    }

    @Override
    public void close() {
        try {
            input.close();
        } catch (Exception e) {
            throw new IllegalStateException("can't close " + of.name(), e);
        }
    }

    private Found found(Raw element, long number) {
        String origin = of.origin() + ", element " + number;
        try {
            if (element.problem().isPresent()) {
                throw element.problem().get();
            }
            ObjectNode json = element.json().orElseThrow();
            String place = json.path("id").isTextual() ? json.path("id").asText() : Long.toString(number);
            return new Found.Document(new Item(
                    of.source().id(),
                    of.name() + "#" + place,
                    DocumentNames.id(of.source().id(), of.name() + "#" + place),
                    JsonContent.of(schemas, json),
                    Fingerprint.of(element.text()),
                    element.text().length(),
                    Optional.empty(),
                    of.now(),
                    of.source().outlet()));
        } catch (Rejected e) {
            return new Found.Bad(origin, element.text().getBytes(StandardCharsets.UTF_8), e, Optional.empty());
        }
    }

    private static ManyItems json(FileOf of, InputStream in, Schemas schemas) throws IOException, Rejected {
        byte[] bytes;
        try (in) {
            bytes = in.readNBytes(LARGEST_JSON + 1);
        }
        if (bytes.length > LARGEST_JSON) {
            throw new Rejected("too-large", of.name() + " is larger than 50 MiB; use ndjson", Optional.empty());
        }
        List<Unparsed> elements = new ArrayList<>();
        try {
            JsonNode root = Json.mapper().readTree(bytes);
            if (root.isArray()) {
                root.forEach(element -> elements.add(new Unparsed(false, 0, () -> raw(element))));
            } else {
                elements.add(new Unparsed(false, 0, () -> raw(root)));
            }
        } catch (JsonProcessingException e) {
            throw new Rejected("not-json", String.valueOf(e.getOriginalMessage()), Optional.empty());
        }
        return new ManyItems(of, elements.iterator(), () -> {}, schemas);
    }

    private static ManyItems lines(FileOf of, InputStream in, Schemas schemas) {
        BoundedLines lines = new BoundedLines(in, LONGEST_LINE);
        return new ManyItems(
                of,
                Stream.generate(() -> next(lines))
                        .takeWhile(Optional::isPresent)
                        .map(Optional::get)
                        .map(line ->
                                new Unparsed(line.text().isBlank(), line.text().length(), () -> line(line)))
                        .iterator(),
                in,
                schemas);
    }

    private static Optional<BoundedLines.Line> next(BoundedLines lines) {
        try {
            return lines.next();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Raw line(BoundedLines.Line read) {
        String line = read.text();
        if (!read.whole()) {
            return new Raw(
                    line,
                    Optional.empty(),
                    Optional.of(new Rejected("too-large", "the line is longer than 1 MiB", Optional.empty())));
        }
        try {
            return raw(Json.mapper().readTree(line));
        } catch (JsonProcessingException e) {
            return new Raw(
                    line,
                    Optional.empty(),
                    Optional.of(new Rejected("not-json", String.valueOf(e.getOriginalMessage()), Optional.empty())));
        }
    }

    private static Raw raw(JsonNode json) {
        return json instanceof ObjectNode object
                ? new Raw(json.toString(), Optional.of(object), Optional.empty())
                : new Raw(
                        json.toString(),
                        Optional.empty(),
                        Optional.of(new Rejected("schema", "an element is a JSON object", Optional.empty())));
    }

    private static ManyItems csv(FileOf of, InputStream in, Schemas schemas) throws IOException, Rejected {
        CSVParser rows;
        try {
            rows = CSV.parse(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            in.close();
            throw new Rejected("schema", "the header row: " + e.getMessage(), Optional.empty());
        }
        for (String column : rows.getHeaderNames()) {
            if (!COLUMNS.contains(ALIASES.getOrDefault(column, column))) {
                rows.close();
                throw new Rejected(
                        "schema",
                        "there is no column \"" + column + "\"; the columns are " + String.join(", ", COLUMNS),
                        Optional.of("/" + column));
            }
        }
        Iterator<CSVRecord> records = rows.iterator();
        return new ManyItems(
                of,
                new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return records.hasNext();
                    }

                    @Override
                    public Unparsed next() {
                        CSVRecord record = records.next();
                        return new Unparsed(false, 0, () -> row(record));
                    }
                },
                rows,
                schemas);
    }

    private static Raw row(CSVRecord row) {
        ObjectNode json = Json.mapper().createObjectNode();
        row.toMap().forEach((column, value) -> {
            if (!value.isBlank()) {
                json.put(ALIASES.getOrDefault(column, column), value);
            }
        });
        return raw(json);
    }
}
