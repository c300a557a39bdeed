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

    /** The language, among those that are read well; empty for another one, and for a text too short to tell. */
    static Optional<String> of(String text) {
        int[] counts = new int[Lexicon.LANGUAGES.size()];
        int words = 0;
        int end = Math.min(text.length(), LOOKED_AT);
        int start = -1;
        for (int i = 0; i <= end; i++) {
            boolean letter = i < end && Character.isLetter(text.charAt(i));
            if (letter && start < 0) {
                start = i;
            } else if (!letter && start >= 0) {
                words++;
                String word = text.substring(start, Math.min(i, start + 12)).toLowerCase(Locale.ROOT);
                for (int bits = LANGUAGES_OF_WORD.getOrDefault(word, 0); bits != 0; bits &= bits - 1) {
                    counts[Integer.numberOfTrailingZeros(bits)]++;
                }
                start = -1;
            }
        }
        Map<String, Integer> hits = new HashMap<>();
        for (int bit = 0; bit < counts.length; bit++) {
            if (counts[bit] > 0) {
                hits.put(Lexicon.LANGUAGES.get(bit), counts[bit]);
            }
        }
        if (words < SHORT_TEXT) {
            String lower = text.substring(0, end).toLowerCase(Locale.ROOT);
            LETTERS.forEach((language, letters) -> {
                if (letters.chars().anyMatch(letter -> lower.indexOf(letter) >= 0)) {
                    hits.merge(language, FEWEST_HITS, Integer::sum);
                }
            });
        }
        int fewest = (int) Math.max(FEWEST_HITS, FEWEST_SHARE * words);
        return hits.entrySet().stream()
                .filter(entry -> entry.getValue() >= fewest)
                .max(Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(java.util.Comparator.reverseOrder())))
                .map(Map.Entry::getKey);
    }
}
