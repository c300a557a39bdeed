package rejoinder.reading;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Tells the language of a text by its most frequent small words. */
final class Languages {
    private static final int LOOKED_AT = 1_500;
    private static final int FEWEST_HITS = 2;
    private static final double FEWEST_SHARE = 0.08;

    private static final Map<String, List<String>> LANGUAGES_OF_WORD = load();

    private Languages() {}

    private static Map<String, List<String>> load() {
        Map<String, List<String>> languages = new HashMap<>();
        for (String language : Lexicon.LANGUAGES) {
            for (String word : Lexicon.of(language).orElseThrow().set("function")) {
                languages.merge(word, List.of(language), (one, other) -> java.util.stream.Stream.concat(
                                one.stream(), other.stream())
                        .toList());
            }
        }
        return Map.copyOf(languages);
    }

    /** The language, among those that are read well; empty for another one, and for a text too short to tell. */
    static Optional<String> of(String text) {
        Map<String, Integer> hits = new HashMap<>();
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
                LANGUAGES_OF_WORD
                        .getOrDefault(word, List.of())
                        .forEach(language -> hits.merge(language, 1, Integer::sum));
                start = -1;
            }
        }
        int fewest = (int) Math.max(FEWEST_HITS, FEWEST_SHARE * words);
        return hits.entrySet().stream()
                .filter(entry -> entry.getValue() >= fewest)
                .max(Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(java.util.Comparator.reverseOrder())))
                .map(Map.Entry::getKey);
    }
}
