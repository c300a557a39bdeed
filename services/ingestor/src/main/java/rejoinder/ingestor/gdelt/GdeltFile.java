package rejoinder.ingestor.gdelt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;
import rejoinder.contracts.json.Json;
import rejoinder.ingestor.document.Rejected;
import rejoinder.ingestor.fetch.Links;
import rejoinder.ingestor.folder.BoundedLines;

/**
 * Reads a file of the Global Quotation Graph (lines of JSON) or of GKG 2.1 (lines of tab-separated columns, of which
 * V2.1QUOTATIONS is used), one article after the other.
 */
final class GdeltFile {
    private static final int LONGEST_LINE = 4 * 1024 * 1024;
    private static final long LARGEST = 1024L * 1024 * 1024;
    private static final int GKG_COLUMNS = 27;
    private static final int GKG_DATE = 1;
    private static final int GKG_OUTLET = 3;
    private static final int GKG_URL = 4;
    private static final int GKG_QUOTATIONS = 22;
    private static final int GKG_EXTRAS = 26;
    private static final Pattern PAGE_TITLE = Pattern.compile("<PAGE_TITLE>(.{1,1000}?)</PAGE_TITLE>");
    private static final DateTimeFormatter GKG_TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT);
    private static final Map<String, String> LANGUAGES = Map.of(
            "ENGLISH",
            "en",
            "GERMAN",
            "de",
            "FRENCH",
            "fr",
            "SPANISH",
            "es",
            "ITALIAN",
            "it",
            "POLISH",
            "pl",
            "PORTUGUESE",
            "pt",
            "UKRAINIAN",
            "uk",
            "RUSSIAN",
            "ru");

    private GdeltFile() {}

    /** What stands in one line that can't be used, and why. */
    record Bad(long line, String text, Rejected rejected) {}

    /** Whether a file of this name is one. */
    static boolean isOne(String name) {
        return isGqg(name) || isGkg(name);
    }

    static boolean isGqg(String name) {
        return name.matches("(?i).*\\.gqg\\.json(\\.gz)?");
    }

    private static boolean isGkg(String name) {
        return name.matches("(?i).*\\.gkg\\.csv(\\.zip|\\.gz)?");
    }

    /** Hands over each article that has quotations. */
    static void read(String name, InputStream in, Consumer<Quotations> articles, Consumer<Bad> bad) throws IOException {
        BoundedLines lines = new BoundedLines(in, LONGEST_LINE);
        boolean gqg = isGqg(name);
        long number = 0;
        long size = 0;
        for (Optional<BoundedLines.Line> line = lines.next(); line.isPresent(); line = lines.next()) {
            number++;
            String text = line.get().text();
            size += text.length();
            if (size > LARGEST) {
                throw new IOException("it unpacks to more than " + LARGEST + " characters");
            }
            if (text.isBlank()) {
                continue;
            }
            try {
                if (!line.get().whole()) {
                    throw new Rejected("too-large", "the line is longer than is read", Optional.empty());
                }
                (gqg ? ofGqg(text) : ofGkg(text)).ifPresent(articles);
            } catch (Rejected e) {
                bad.accept(new Bad(number, text, e));
            }
        }
    }

    private static Optional<Quotations> ofGqg(String line) throws Rejected {
        JsonNode json;
        try {
            json = Json.mapper().readTree(line);
        } catch (JsonProcessingException e) {
            throw new Rejected("not-json", e.getOriginalMessage(), Optional.empty());
        }
        URI url = url(json.path("url").asText());
        List<Quotations.Quote> quotes = new ArrayList<>();
        for (JsonNode quote : json.path("quotes")) {
            String words = quote.path("quote").asText().strip();
            if (!words.isEmpty()) {
                quotes.add(new Quotations.Quote(
                        quote.path("pre").asText(), words, quote.path("post").asText()));
            }
        }
        return some(new Quotations(
                url,
                Optional.of(json.path("title").asText().strip()).filter(title -> !title.isEmpty()),
                instant(json.path("date").asText()),
                Optional.of(url.getHost()),
                Optional.ofNullable(LANGUAGES.get(json.path("lang").asText().toUpperCase(Locale.ROOT))),
                quotes));
    }

    private static Optional<Quotations> ofGkg(String line) throws Rejected {
        String[] columns = line.split("\t", -1);
        if (columns.length < GKG_COLUMNS) {
            throw new Rejected(
                    "schema",
                    "a line of GKG 2.1 has " + GKG_COLUMNS + " columns, not " + columns.length,
                    Optional.empty());
        }
        if (columns[GKG_QUOTATIONS].isBlank()) {
            return Optional.empty();
        }
        URI url = url(columns[GKG_URL]);
        List<Quotations.Quote> quotes = new ArrayList<>();
        for (String entry : columns[GKG_QUOTATIONS].split("#", -1)) {
            // Offset, length, verb, words.
            String[] parts = entry.split("\\|", 4);
            if (parts.length == 4 && !parts[3].isBlank()) {
                quotes.add(new Quotations.Quote("", parts[3].strip(), ""));
            }
        }
        Matcher title = PAGE_TITLE.matcher(columns[GKG_EXTRAS]);
        return some(new Quotations(
                url,
                title.find()
                        ? Optional.of(
                                Parser.unescapeEntities(title.group(1), false).strip())
                        : Optional.empty(),
                gkgTime(columns[GKG_DATE]),
                Optional.of(columns[GKG_OUTLET].strip()).filter(name -> !name.isEmpty()),
                Optional.empty(),
                quotes));
    }

    private static Optional<Quotations> some(Quotations article) {
        return article.quotes().isEmpty() ? Optional.empty() : Optional.of(article);
    }

    private static URI url(String text) throws Rejected {
        return Links.of(text)
                .orElseThrow(() -> new Rejected("schema", "the article has no web address", Optional.of("/url")));
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> gkgTime(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text, GKG_TIME).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }
}
