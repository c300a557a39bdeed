package rejoinder.reading;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a text in lower case, and where they stand; what is elided before an apostrophe is a word of its own. */
final class TextWords {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+(?:['\u2019-][\\p{L}\\p{M}\\p{N}]+)*");
    private static final Pattern ELISION = Pattern.compile("(?:[cdjlmnst]|qu)['\u2019]");
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
        Matcher word = WORD.matcher(text);
        Matcher elision = ELISION.matcher(text);
        while (word.find() && found.words.size() < MOST_WORDS) {
            int from = word.start();
            if (mayElide && elision.region(from, word.end()).lookingAt() && elision.end() < word.end()) {
                found.add(from, elision.end() - 1);
                from = elision.end();
            }
            found.add(from, word.end());
        }
        return found;
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
