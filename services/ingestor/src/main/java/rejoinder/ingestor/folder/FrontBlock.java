package rejoinder.ingestor.folder;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rejoinder.contracts.document.PushedDocument;

/** Plain text that may begin with lines like {@code Title: ...}, ended by an empty line. */
public final class FrontBlock {
    private static final Pattern LINE =
            Pattern.compile("(?i)(title|outlet|url|published|language):[ \\t]*([^\\n]{0,2000})");

    private FrontBlock() {}

    /** The document that a plain text is, with what the lines at its head say of it. */
    public static PushedDocument read(String text) {
        String normal = text.replace("\r\n", "\n");
        Map<String, String> block = new HashMap<>();
        int at = 0;
        while (at < normal.length()) {
            int end = normal.indexOf('\n', at) < 0 ? normal.length() : normal.indexOf('\n', at);
            Matcher line = LINE.matcher(normal.substring(at, end));
            if (!line.matches()) {
                break;
            }
            block.put(line.group(1).toLowerCase(Locale.ROOT), line.group(2).strip());
            at = Math.min(end + 1, normal.length());
        }
        boolean ended = at < normal.length() && normal.charAt(at) == '\n';
        return block.isEmpty() || !ended ? document(Map.of(), text) : document(block, normal.substring(at + 1));
    }

    private static PushedDocument document(Map<String, String> block, String text) {
        return new PushedDocument(
                Optional.empty(),
                value(block, "outlet"),
                value(block, "url"),
                value(block, "title"),
                value(block, "language"),
                value(block, "published").flatMap(FrontBlock::instant),
                Optional.empty(),
                text);
    }

    private static Optional<String> value(Map<String, String> block, String name) {
        return Optional.ofNullable(block.get(name)).filter(value -> !value.isEmpty());
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException notADateTime) {
            return rejoinder.contracts.SaidAt.parse(text).map(rejoinder.contracts.SaidAt::at);
        }
    }
}
