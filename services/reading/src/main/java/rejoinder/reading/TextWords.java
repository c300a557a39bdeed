package rejoinder.reading;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a text in lower case, and where they stand; what is elided before an apostrophe is a word of its own. */
final class TextWords {
    /** The categories of Unicode that letters, marks and numbers are, each a bit. */
    private static final int OF_WORDS = 1 << Character.UPPERCASE_LETTER
            | 1 << Character.LOWERCASE_LETTER
            | 1 << Character.TITLECASE_LETTER
            | 1 << Character.MODIFIER_LETTER
            | 1 << Character.OTHER_LETTER
            | 1 << Character.NON_SPACING_MARK
            | 1 << Character.ENCLOSING_MARK
            | 1 << Character.COMBINING_SPACING_MARK
            | 1 << Character.DECIMAL_DIGIT_NUMBER
            | 1 << Character.LETTER_NUMBER
            | 1 << Character.OTHER_NUMBER;

    private static final Pattern ELISION = Pattern.compile("(?:[cdjlmnst]|qu)['\u2019]");
    private static final String JOINS = "'\u2019-";
    private static final int MOST_WORDS = 2_000;

    private final String text;
    private final List<String> words = new ArrayList<>();
    private int[] places = new int[64];

    private TextWords(String text) {
        this.text = text;
    }

    /** Those of a text, so many that longer texts can't take long. */
    static TextWords of(String text) {
        TextWords found = new TextWords(text);
        boolean mayElide = text.indexOf('\'') >= 0 || text.indexOf('\u2019') >= 0;
        Matcher elision = ELISION.matcher(text);
        int from = next(text, 0);
        while (from < text.length() && found.words.size() < MOST_WORDS) {
            int to = end(text, from);
            if (mayElide && elision.region(from, to).lookingAt() && elision.end() < to) {
                found.add(from, elision.end() - 1);
                from = elision.end();
            }
            found.add(from, to);
            from = next(text, to);
        }
        return found;
    }

    /** Where the next word begins. */
    private static int next(String text, int from) {
        int at = from;
        while (at < text.length() && !isOfWord(text, at)) {
            at += Character.charCount(text.codePointAt(at));
        }
        return at;
    }

    /** Where a word ends: an apostrophe or a hyphen between letters does not end it. */
    private static int end(String text, int from) {
        int at = from;
        do {
            at += Character.charCount(text.codePointAt(at));
            boolean joins = at + 1 < text.length() && JOINS.indexOf(text.charAt(at)) >= 0;
            at += joins && isOfWord(text, at + 1) ? 1 : 0;
        } while (at < text.length() && isOfWord(text, at));
        return at;
    }

    private static boolean isOfWord(String text, int at) {
        char c = text.charAt(at);
        return c < 128
                ? (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
                : (OF_WORDS >> Character.getType(text.codePointAt(at)) & 1) == 1;
    }

    private void add(int from, int to) {
        if (2 * words.size() + 1 >= places.length) {
            places = Arrays.copyOf(places, 2 * places.length);
        }
        places[2 * words.size()] = from;
        places[2 * words.size() + 1] = to;
        words.add(text.substring(from, to).toLowerCase(Locale.ROOT).replace('\u2019', '\''));
    }

    /** The words in their order. */
    List<String> words() {
        return words;
    }

    /** Where a word begins. */
    int start(int word) {
        return places[2 * word];
    }

    /** Where it ends. */
    int end(int word) {
        return places[2 * word + 1];
    }
}
