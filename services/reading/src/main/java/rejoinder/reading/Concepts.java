package rejoinder.reading;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a word means, for words that translations and transcriptions put for each other; else its stem. */
final class Concepts {
    private static final int SHORTEST_STEM = 2;
    private static final String[] ENDINGS = {
        "izations",
        "isations",
        "ization",
        "isation",
        "ations",
        "ingly",
        "izing",
        "ising",
        "ation",
        "ments",
        "ities",
        "ment",
        "ness",
        "ized",
        "ised",
        "ing",
        "ity",
        "ies",
        "ied",
        "ely",
        "ed",
        "es",
        "ly",
        "s",
        "e"
    };
    private static final String LAST_LETTERS = Arrays.stream(ENDINGS)
            .map(ending -> ending.substring(ending.length() - 1))
            .distinct()
            .collect(Collectors.joining());

    private static final int SHORTEST_ROOT = 4;
    private static final Concepts BUNDLED = new Concepts();

    private final Map<String, String> byWord = new HashMap<>();
    /** Stems by their first two letters, longest first. */
    private final Map<Integer, List<Stem>> stems = new HashMap<>();

    private record Stem(String stem, String concept) {}

    private Concepts() {
        Map<String, String> byStem = new HashMap<>();
        try (InputStream in = Optional.ofNullable(Concepts.class.getResourceAsStream("/same/concepts.txt"))
                        .orElseThrow();
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("#") || line.isBlank()) {
                    continue;
                }
                String[] words = line.strip().split("\\s+", -1);
                for (String word : words) {
                    String folded = SameWords.fold(word);
                    if (folded.endsWith("*")) {
                        byStem.putIfAbsent(folded.substring(0, folded.length() - 1), "=" + words[0]);
                    } else {
                        byWord.putIfAbsent(folded, "=" + words[0]);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byStem.forEach((stem, concept) -> stems.computeIfAbsent(beginning(stem), begin -> new ArrayList<>())
                .add(new Stem(stem, concept)));
        stems.values()
                .forEach(alike -> alike.sort(
                        Comparator.comparingInt((Stem one) -> one.stem().length())
                                .reversed()));
    }

    private static int beginning(String word) {
        return word.charAt(0) << Character.SIZE | word.charAt(1);
    }

    /** The concept or stem of a word in lower case without accents. */
    static String of(String word) {
        return BUNDLED.concept(word);
    }

    private String concept(String word) {
        String exact = byWord.get(word);
        if (exact != null) {
            return exact;
        }
        if (word.length() >= SHORTEST_STEM) {
            for (Stem stem : stems.getOrDefault(beginning(word), List.of())) {
                int length = stem.stem().length();
                if ((length > SHORTEST_STEM + 1 || length >= word.length() - 1) && word.startsWith(stem.stem())) {
                    return stem.concept();
                }
            }
        }
        return root(word);
    }

    private static String root(String word) {
        if (word.isEmpty() || LAST_LETTERS.indexOf(word.charAt(word.length() - 1)) < 0) {
            return word;
        }
        for (String ending : ENDINGS) {
            if (word.endsWith(ending) && word.length() - ending.length() >= SHORTEST_ROOT) {
                return word.substring(0, word.length() - ending.length());
            }
        }
        return word;
    }
}
