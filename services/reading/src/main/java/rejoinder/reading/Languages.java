package rejoinder.reading;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tells the language of a text by its small words and reporting verbs; of a short one by its letters too. */
final class Languages {
    private static final int LOOKED_AT = 1_500;
    private static final int LONGEST_WORD = 12;
    private static final int CLEAR_AFTER = 80;
    private static final int CLEAR_HITS = 16;
    private static final int CLEAR_LEAD = 3;
    private static final int FEWEST_HITS = 2;
    private static final double FEWEST_SHARE = 0.08;

    private static final int SHORT_TEXT = 60;
    /** Letters that one of the languages has and its neighbours have not. */
    private static final Map<String, String> LETTERS = Map.of(
            "pl",
            "\u0142\u017C\u015B",
            "uk",
            "\u0457\u0454\u0491",
            "ru",
            "\u044B\u044D",
            "de",
            "\u00DF",
            "pt",
            "\u00E3",
            "es",
            "\u00F1\u00BF");

    /** For each word a bit for each language it is of, in the order of {@link Lexicon#LANGUAGES}. */
    private static final Map<String, Integer> LANGUAGES_OF_WORD = load();

    private Languages() {}

    private static Map<String, Integer> load() {
        Map<String, Integer> languages = new HashMap<>();
        for (int bit = 0; bit < Lexicon.LANGUAGES.size(); bit++) {
            Lexicon lexicon = Lexicon.of(Lexicon.LANGUAGES.get(bit)).orElseThrow();
            Set<String> words = new HashSet<>(lexicon.set("function"));
            words.addAll(lexicon.cues.keySet());
            for (String word : words) {
                languages.merge(word, 1 << bit, (one, other) -> one | other);
            }
        }
        return Map.copyOf(languages);
    }

    /** A bit for each language that a word in lower case is of, in the order of {@link Lexicon#LANGUAGES}. */
    static int ofWord(String lower) {
        return LANGUAGES_OF_WORD.getOrDefault(lower, 0);
    }

    /** The language, among those that are read well; empty for another one, and for a text too short to tell. */
    static Optional<String> of(String text) {
        return of(text, new LowerWords());
    }

    /** As {@link #of(String)}, with the words that came before. */
    static Optional<String> of(String text, LowerWords lower) {
        Lexicon english = Lexicon.english();
        int[] hits = new int[Lexicon.LANGUAGES.size()];
        char[] head = text.substring(0, Math.min(text.length(), LOOKED_AT)).toCharArray();
        int words = 0;
        int start = -1;
        for (int i = 0; i <= head.length; i++) {
            boolean letter = i < head.length && Character.isLetter(head[i]);
            if (letter && start < 0) {
                start = i;
            } else if (!letter && start >= 0) {
                words++;
                LowerWords.Word word = lower.of(head, start, Math.min(i, start + LONGEST_WORD), english);
                for (int bits = word.languages; bits != 0; bits &= bits - 1) {
                    hits[Integer.numberOfTrailingZeros(bits)]++;
                }
                start = -1;
                if (words == CLEAR_AFTER && isClear(hits)) {
                    break;
                }
            }
        }
        if (words < SHORT_TEXT) {
            addLetters(new String(head).toLowerCase(Locale.ROOT), hits);
        }
        return most(hits, (int) Math.max(FEWEST_HITS, FEWEST_SHARE * words));
    }

    /** Whether one language leads so far that no more need be read. */
    private static boolean isClear(int[] hits) {
        int most = 0;
        int second = 0;
        for (int hit : hits) {
            second = Math.max(second, Math.min(hit, most));
            most = Math.max(most, hit);
        }
        return most >= CLEAR_HITS && most >= CLEAR_LEAD * second;
    }

    private static void addLetters(String text, int[] hits) {
        LETTERS.forEach((language, letters) -> {
            if (letters.chars().anyMatch(letter -> text.indexOf(letter) >= 0)) {
                hits[Lexicon.LANGUAGES.indexOf(language)] += FEWEST_HITS;
            }
        });
    }

    /** The language with most hits; among equals the first by its code. */
    private static Optional<String> most(int[] hits, int fewest) {
        String most = null;
        int count = fewest;
        for (int bit = 0; bit < hits.length; bit++) {
            String language = Lexicon.LANGUAGES.get(bit);
            boolean first = most == null ? hits[bit] >= count : hits[bit] == count && language.compareTo(most) < 0;
            if (first || hits[bit] > count) {
                most = language;
                count = hits[bit];
            }
        }
        return Optional.ofNullable(most);
    }
}
