package rejoinder.ingestor.document;

import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rejoinder.contracts.Actor;
import rejoinder.contracts.Represents;
import rejoinder.contracts.SaidAt;
import rejoinder.contracts.Span;
import rejoinder.contracts.document.Document;
import rejoinder.contracts.document.PushedDocument;
import rejoinder.contracts.document.PushedStatement;
import rejoinder.contracts.source.Cursor;
import rejoinder.contracts.statement.Statement;
import rejoinder.reading.Attribution;
import rejoinder.reading.Extracted;
import rejoinder.reading.MainText;
import rejoinder.reading.Official;
import rejoinder.reading.Reader;
import rejoinder.reading.SourceText;
import rejoinder.reading.Speaker;
import rejoinder.reading.Stated;
import rejoinder.reading.StructuredStatement;
import rejoinder.reading.TextSpan;

/**
 * Reads an item and compares it with what its last revision said: new words are asserted, words that are gone
 * retracted. Thread-safe.
 */
public final class DocumentPipeline {
    private static final int LEAD = 300;
    private static final String UNKNOWN_OUTLET = "unknown outlet";

    private final Reader reader;

    public DocumentPipeline(Reader reader) {
        this.reader = reader;
    }

    /**
     * The item's records; empty when it is what it was.
     *
     * @throws Rejected when it can't be read
     */
    public Optional<Records> read(Item item, Optional<Cursor> known) throws Rejected {
        if (known.filter(cursor -> cursor.fingerprint().equals(item.fingerprint()))
                .isPresent()) {
            return Optional.empty();
        }
        int revision = known.map(Cursor::revision).orElse(0) + 1;
        Content content = content(item, revision);
        Map<String, Statement.Asserted> asserted = new HashMap<>();
        List<Statement> statements = new ArrayList<>();
        for (Statement.Asserted statement : content.statements()) {
            if (asserted.put(statement.id(), statement) == null) {
                statements.add(statement);
            }
        }
        Set<String> kept = new HashSet<>(asserted.keySet());
        for (Cursor.Said said : known.map(Cursor::statements).orElse(List.of())) {
            if (!kept.contains(said.statement())) {
                statements.add(new Statement.Retracted(
                        said.statement(), said.actor(), item.observedAt(), item.documentId(), revision));
            }
        }
        Cursor cursor = new Cursor(
                item.source(),
                item.name(),
                Optional.of(item.documentId()),
                item.fingerprint(),
                revision,
                item.size(),
                item.modifiedAt(),
                asserted.values().stream()
                        .map(statement -> new Cursor.Said(statement.id(), statement.actorId()))
                        .sorted(java.util.Comparator.comparing(Cursor.Said::statement))
                        .toList());
        return Optional.of(new Records(content.document(), statements, cursor));
    }

    /**
     * What a document says that has been read before, as it is read today; in the order of the text. A structured
     * statement whose speaker is no official today says nothing.
     */
    public List<Statement.Asserted> reread(Document document) {
        if (document.withdrawn()) {
            return List.of();
        }
        if (document.statement().isPresent()) {
            try {
                Stated stated = stated(document.statement().get(), document.observedAt());
                return stated.official().isPresent() ? statements(document, List.of(stated.attribution())) : List.of();
            } catch (Rejected e) {
                return List.of();
            }
        }
        return statements(
                document,
                reader.read(new SourceText(
                                document.text(),
                                document.title(),
                                document.publishedAt(),
                                document.observedAt(),
                                document.language()))
                        .attributions());
    }

    /** What an item says, by whomever; for looking at, not for publishing. */
    public List<String> quotes(Item item) throws Rejected {
        if (item.content() instanceof Item.Text text) {
            return interpreted(item, text, 1).attributions().stream()
                    .map(Attribution::quote)
                    .toList();
        }
        if (item.content() instanceof Item.Row row) {
            return List.of(
                    stated(row.statement(), item.observedAt()).attribution().quote());
        }
        return item.content() instanceof Item.Post post
                ? List.of(post.statement().quote())
                : List.of();
    }

    private record Content(Document document, List<Statement.Asserted> statements) {}

    private Content content(Item item, int revision) throws Rejected {
        if (item.content() instanceof Item.Text text) {
            return read(item, text, revision);
        }
        if (item.content() instanceof Item.Row row) {
            return resolve(item, row.statement(), revision);
        }
        if (item.content() instanceof Item.Post post) {
            return stated(post.statement(), item.observedAt()).official().isPresent()
                    ? resolve(item, post.statement(), revision)
                    : read(item, new Item.Text(text(post.statement()), List.of()), revision);
        }
        Document gone = new Document(
                item.documentId(),
                revision,
                item.source(),
                item.outlet().orElse(UNKNOWN_OUTLET),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                item.observedAt(),
                "",
                Optional.empty(),
                true,
                List.of("withdrawn at its source"));
        return new Content(gone, List.of());
    }

    private Content read(Item item, Item.Text content, int revision) throws Rejected {
        Interpreted interpreted = interpreted(item, content, revision);
        return new Content(interpreted.document(), statements(interpreted.document(), interpreted.attributions()));
    }

    /** A document and everything anybody says in it. */
    private record Interpreted(Document document, List<Attribution> attributions) {}

    private Interpreted interpreted(Item item, Item.Text content, int revision) throws Rejected {
        PushedDocument pushed = content.document();
        boolean html = pushed.contentType()
                .filter(type -> type.startsWith("text/html"))
                .isPresent();
        Optional<Extracted> extracted =
                html ? Optional.of(MainText.fromHtml(pushed.text(), pushed.url())) : Optional.empty();
        String text = extracted.map(Extracted::text).orElse(pushed.text());
        if (text.length() > Reader.LONGEST_TEXT) {
            throw new Rejected(
                    "too-large",
                    "the text has " + text.length() + " characters, " + Reader.LONGEST_TEXT + " are read",
                    Optional.of("/text"));
        }
        Optional<String> title = pushed.title().or(() -> extracted.flatMap(Extracted::title));
        Optional<Instant> publishedAt = pushed.publishedAt().or(() -> extracted.flatMap(Extracted::publishedAt));
        Optional<String> language = pushed.language().or(() -> extracted.flatMap(Extracted::language));
        var reading = reader.read(new SourceText(text, title, publishedAt, item.observedAt(), language));
        List<String> notes = new ArrayList<>(content.notes());
        extracted.map(Extracted::notes).ifPresent(notes::addAll);
        Document document = new Document(
                item.documentId(),
                revision,
                item.source(),
                pushed.outlet()
                        .or(() -> extracted.flatMap(Extracted::outlet))
                        .or(item::outlet)
                        .orElse(UNKNOWN_OUTLET),
                url(pushed.url(), extracted.flatMap(Extracted::canonicalUrl)),
                title,
                language.or(reading::language),
                publishedAt,
                item.observedAt(),
                text,
                Optional.empty(),
                false,
                notes);
        return new Interpreted(document, reading.attributions());
    }

    private Content resolve(Item item, PushedStatement row, int revision) throws Rejected {
        Stated stated = stated(row, item.observedAt());
        if (stated.official().isEmpty()) {
            throw new Rejected(
                    "no-official",
                    stated.problem().orElse("\"" + row.speaker() + "\" is no official"),
                    Optional.of("/speaker"));
        }
        Document document = new Document(
                item.documentId(),
                revision,
                item.source(),
                row.outlet().or(item::outlet).orElse(UNKNOWN_OUTLET),
                row.url().filter(DocumentPipeline::isLink),
                row.title(),
                row.language(),
                row.publishedAt(),
                item.observedAt(),
                row.quote(),
                Optional.of(row),
                false,
                List.of());
        return new Content(document, statements(document, List.of(stated.attribution())));
    }

    private Stated stated(PushedStatement row, Instant observedAt) throws Rejected {
        Optional<SaidAt> saidAt = row.saidAt().flatMap(SaidAt::parse);
        if (row.saidAt().isPresent() && saidAt.isEmpty()) {
            throw new Rejected(
                    "schema",
                    "saidAt is a date (2024-02-10) or a date-time with offset, not \""
                            + row.saidAt().get() + "\"",
                    Optional.of("/saidAt"));
        }
        return reader.resolve(new StructuredStatement(
                row.quote(),
                row.speaker(),
                row.role(),
                row.represents(),
                saidAt.map(SaidAt::at),
                saidAt.filter(at -> at.precision() == SaidAt.Precision.DAY).isPresent(),
                row.publishedAt(),
                observedAt,
                row.language()));
    }

    private static PushedDocument text(PushedStatement post) {
        return new PushedDocument(
                Optional.empty(),
                post.outlet(),
                post.url(),
                post.title(),
                post.language(),
                post.publishedAt(),
                Optional.of("text/plain"),
                post.quote());
    }

    private static List<Statement.Asserted> statements(Document document, List<Attribution> attributions) {
        Map<String, Integer> seen = new HashMap<>();
        List<Statement.Asserted> statements = new ArrayList<>();
        String lead = lead(document.text());
        for (Attribution attribution : attributions) {
            attribution
                    .official()
                    .filter(official -> attribution.isSpeech())
                    .ifPresent(official -> statements.add(statement(document, lead, attribution, official, seen)));
        }
        return statements;
    }

    private static Statement.Asserted statement(
            Document document, String lead, Attribution attribution, Official official, Map<String, Integer> seen) {
        Speaker speaker = attribution.speaker().orElseThrow();
        String words = document.id() + "\0" + official.actorId() + "\0" + normalised(attribution.quote());
        int occurrence = seen.merge(words, 1, Integer::sum);
        return new Statement.Asserted(
                "s-" + Fingerprint.of(words + "\0" + occurrence).substring(0, 32),
                new Actor(
                        official.actorId(),
                        official.name(),
                        Actor.Kind.valueOf(official.kind().name())),
                official.role(),
                official.rank(),
                new Represents(
                        official.represents().code(),
                        Represents.Kind.valueOf(official.represents().kind().name()),
                        official.represents().name()),
                new Statement.Speaker(
                        speaker.name(),
                        speaker.span().map(DocumentPipeline::span),
                        speaker.rule(),
                        Statement.ResolvedBy.valueOf(official.resolvedBy().name())),
                Statement.Type.valueOf(attribution.type().name()),
                attribution.quote(),
                span(attribution.span()),
                attribution.cue().map(cue -> new Statement.Cue(cue.text(), Optional.of(span(cue.span())))),
                attribution.context(),
                attribution.rule(),
                saidAt(attribution.saidAt(), document.observedAt()),
                document.publishedAt(),
                document.observedAt(),
                new Statement.DocumentRef(
                        document.id(),
                        document.revision(),
                        document.source(),
                        document.outlet(),
                        document.url(),
                        document.title(),
                        document.language(),
                        lead));
    }

    private static SaidAt saidAt(rejoinder.reading.SaidAt saidAt, Instant observedAt) {
        Instant at = saidAt.at().isAfter(observedAt) ? observedAt : saidAt.at();
        return new SaidAt(at, SaidAt.Precision.valueOf(saidAt.precision().name()));
    }

    private static Span span(TextSpan span) {
        return new Span(span.start(), span.end());
    }

    private static String lead(String text) {
        return text.codePointCount(0, text.length()) <= LEAD
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LEAD));
    }

    /** Its letters and numbers in lower case, one space for whatever is between them. */
    static String normalised(String quote) {
        String lowered = Normalizer.normalize(quote, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        StringBuilder words = new StringBuilder(lowered.length());
        boolean apart = false;
        for (int i = 0; i < lowered.length(); ) {
            int one = lowered.codePointAt(i);
            i += Character.charCount(one);
            if (!isOfWord(one)) {
                apart = words.length() > 0;
            } else {
                if (apart) {
                    words.append(' ');
                    apart = false;
                }
                words.appendCodePoint(one);
            }
        }
        return words.toString();
    }

    private static boolean isOfWord(int one) {
        int type = Character.getType(one);
        return Character.isLetter(one)
                || type == Character.DECIMAL_DIGIT_NUMBER
                || type == Character.LETTER_NUMBER
                || type == Character.OTHER_NUMBER;
    }

    /** Where it was found; or what the page calls itself, as long as it does not point to somebody else's. */
    private static Optional<String> url(Optional<String> found, Optional<String> canonical) {
        Optional<String> own = canonical
                .filter(DocumentPipeline::isLink)
                .filter(link -> found.isEmpty() || host(link).equals(host(found.get())));
        return own.or(() -> found.filter(DocumentPipeline::isLink));
    }

    private static String host(String url) {
        String rest = url.substring(url.indexOf("//") + 2);
        String host = rest.split("[/?#]", 2)[0].toLowerCase(Locale.ROOT);
        return host.startsWith("www.") ? host.substring("www.".length()) : host;
    }

    private static boolean isLink(String url) {
        return url.startsWith("https://") || url.startsWith("http://");
    }
}
