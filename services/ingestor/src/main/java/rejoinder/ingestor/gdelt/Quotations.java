package rejoinder.ingestor.gdelt;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a file of GDELT says of one article.
 *
 * @param outlet name or host of the site
 * @param quotes in the order of the article
 */
record Quotations(
        URI url,
        Optional<String> title,
        Optional<Instant> seenAt,
        Optional<String> outlet,
        Optional<String> language,
        List<Quote> quotes) {
    Quotations {
        quotes = List.copyOf(quotes);
    }

    /**
     * A quotation; nobody says whose.
     *
     * @param before what stands before it, perhaps beginning in the middle of a word
     * @param after what stands after it, perhaps ending in the middle of a word
     */
    record Quote(String before, String words, String after) {}

    /** The quotations with what stands around them, a paragraph each, for the reader to find their speakers. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (Quote quote : quotes) {
            text.append(text.length() == 0 ? "" : "\n\n")
                    .append(fromWord(quote.before()))
                    .append(endsWithMark(quote.before()) ? "" : "“")
                    .append(quote.words())
                    .append(startsWithMark(quote.after()) ? "" : "”")
                    .append(beginsWithWord(quote.after()) ? " " : "")
                    .append(toWord(quote.after()));
        }
        return text.toString();
    }

    private static String fromWord(String text) {
        int space = text.indexOf(' ');
        String whole = space < 0 || Character.isUpperCase(text.codePointAt(0)) ? text : text.substring(space + 1);
        return whole.isEmpty() || whole.endsWith(" ") || endsWithMark(whole) ? whole : whole + " ";
    }

    private static String toWord(String text) {
        int space = text.lastIndexOf(' ');
        boolean ends = text.endsWith(".") || text.endsWith("!") || text.endsWith("?");
        return ends || space < 0 ? text : text.substring(0, space);
    }

    private static boolean beginsWithWord(String text) {
        return !text.isEmpty() && Character.isLetterOrDigit(text.codePointAt(0));
    }

    private static boolean endsWithMark(String text) {
        return !text.isEmpty() && "“\"«„‘".indexOf(text.charAt(text.length() - 1)) >= 0;
    }

    private static boolean startsWithMark(String text) {
        return !text.isEmpty() && "”\"»“’".indexOf(text.charAt(0)) >= 0;
    }
}
