package rejoinder.reading;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Decides whether two quotations of one actor report the same words: the same, one contained in the other, cut, or
 * slightly differently worded. Symmetric.
 */
public final class SameWords {
    private static final Set<String> FUNCTION_WORDS = Set.of(
            "a", "an", "the", "of", "to", "in", "on", "at", "for", "and", "or", "but", "is", "are", "was", "were", "be",
            "been", "it", "its", "this", "that", "these", "those", "we", "i", "you", "he", "she", "they", "our", "us",
            "my", "his", "her", "their", "will", "would", "has", "have", "had", "do", "does", "not", "with", "by", "as",
            "from", "if", "so", "there", "which", "who", "what", "all", "any", "no");
    private static final double SHARED_OF_SHORTER = 0.72;
    private static final int FEWEST_SHARED = 3;

    private SameWords() {}

    /** A quotation in the form that comparisons need. Immutable. */
    public static final class Words {
        private final String joined;
        private final String[] sortedContent;

        private Words(String joined, String[] sortedContent) {
            this.joined = joined;
            this.sortedContent = sortedContent;
        }
    }

    /** Prepares a quotation. */
    public static Words of(String quote) {
        List<String> tokens = tokens(quote);
        String[] content = tokens.stream()
                .filter(token -> !FUNCTION_WORDS.contains(token))
                .map(SameWords::stem)
                .distinct()
                .sorted()
                .toArray(String[]::new);
        return new Words(" " + String.join(" ", tokens) + " ", content);
    }

    /** Whether both report the same words. */
    public static boolean same(Words a, Words b) {
        if (a.joined.isBlank() || b.joined.isBlank()) {
            return a.joined.equals(b.joined);
        }
        if (a.joined.contains(b.joined) || b.joined.contains(a.joined)) {
            return true;
        }
        int shorter = Math.min(a.sortedContent.length, b.sortedContent.length);
        if (shorter < FEWEST_SHARED) {
            return false;
        }
        int shared = shared(a.sortedContent, b.sortedContent);
        return shared >= FEWEST_SHARED && shared >= SHARED_OF_SHORTER * shorter;
    }

    private static int shared(String[] a, String[] b) {
        int i = 0;
        int j = 0;
        int shared = 0;
        while (i < a.length && j < b.length) {
            int order = a[i].compareTo(b[j]);
            if (order == 0) {
                shared++;
                i++;
                j++;
            } else if (order < 0) {
                i++;
            } else {
                j++;
            }
        }
        return shared;
    }

    private static String stem(String token) {
        for (String ending : List.of("ing", "ed", "es", "s")) {
            if (token.length() > ending.length() + 3 && token.endsWith(ending)) {
                return token.substring(0, token.length() - ending.length());
            }
        }
        return token;
    }

    private static List<String> tokens(String quote) {
        String folded = Normalizer.normalize(quote, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        List<String> tokens = new ArrayList<>();
        StringBuilder token = new StringBuilder();
        folded.codePoints().forEach(c -> {
            if (Character.isLetterOrDigit(c)) {
                token.appendCodePoint(c);
            } else if (!token.isEmpty()
                    && Character.getType(c) != Character.NON_SPACING_MARK
                    && c != '\''
                    && c != 0x2019
                    && c != '.') {
                tokens.add(token.toString());
                token.setLength(0);
            }
        });
        if (!token.isEmpty()) {
            tokens.add(token.toString());
        }
        return Arrays.asList(tokens.toArray(String[]::new));
    }
}
