package rejoinder.reading;

import java.util.ArrayList;
import java.util.List;

/** Finds what stands between quotation marks. */
final class Quotes {
    private Quotes() {}

    /** Content of a quotation, in chars, without its marks; {@code outerEnd} is after the closing mark. */
    record Quoted(int outerStart, int start, int end, int outerEnd) {}

    static List<Quoted> in(String text) {
        List<Quoted> found = new ArrayList<>();
        int i = 0;
        while (i < text.length()) {
            String closing = closing(text.charAt(i));
            if (closing.isEmpty() || (text.charAt(i) == '"' && !opens(text, i))) {
                i++;
                continue;
            }
            int end = i + 1;
            while (end < text.length() && closing.indexOf(text.charAt(end)) < 0 && !paragraphEnds(text, end)) {
                end++;
            }
            int after = end < text.length() && closing.indexOf(text.charAt(end)) >= 0 ? end + 1 : end;
            if (end > i + 1) {
                found.add(new Quoted(i, i + 1, end, after));
            }
            i = Math.max(after, i + 1);
        }
        return found;
    }

    private static String closing(char mark) {
        return switch (mark) {
            case '"' -> "\"";
            case '\u201c' -> "\u201d";
            case '\u201e' -> "\u201c\u201d";
            case '\u00ab' -> "\u00bb";
            default -> "";
        };
    }

    private static boolean opens(String text, int at) {
        return at + 1 < text.length() && !Character.isWhitespace(text.charAt(at + 1));
    }

    private static boolean paragraphEnds(String text, int at) {
        return text.charAt(at) == '\n' && at + 1 < text.length() && text.charAt(at + 1) == '\n';
    }
}
