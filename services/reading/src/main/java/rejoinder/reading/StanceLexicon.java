package rejoinder.reading;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The phrases of a language that express a stance. Immutable; read once from the module's resources. */
final class StanceLexicon {
    private static final List<String> LANGUAGES = List.of("en", "de", "fr", "es", "it", "pl", "pt", "uk", "ru");
    private static final int WIDEST_GAP = 3;
    private static final int SHORTEST_STEM = 3;
    private static final int LONGEST_STEM = 24;
    private static final String GAP = "...";
    private static final Map<String, StanceLexicon> BUNDLED = load();

    private final Map<String, List<Phrase>> byWord = new HashMap<>();
    private final Map<String, List<Phrase>> byStem = new HashMap<>();
    private final Set<String> negation;
    private final Set<String> contrast;

    private record Phrase(StanceKind stance, List<String> parts) {}

    /** A phrase at tokens {@code [from,to)}. */
    record Match(StanceKind stance, int from, int to) {
        private boolean isInside(Match other) {
            return other.from <= from && to <= other.to && other.to - other.from > to - from;
        }
    }

    private StanceLexicon(Map<String, List<String>> headings) {
        negation = Set.copyOf(headings.getOrDefault("negation", List.of()));
        contrast = Set.copyOf(headings.getOrDefault("contrast", List.of()));
        for (StanceKind stance : StanceKind.values()) {
            String heading = stance.name().toLowerCase(Locale.ROOT).replace('_', '-');
            headings.getOrDefault(heading, List.of()).forEach(phrase -> add(stance, phrase));
        }
    }

    /** The lexicon of a language, if there is one. */
    static Optional<StanceLexicon> of(String language) {
        return Optional.ofNullable(BUNDLED.get(language));
    }

    /** All lexicons, English first. */
    static List<StanceLexicon> all() {
        return List.copyOf(BUNDLED.values());
    }

    boolean isNegation(String word) {
        return negation.contains(word);
    }

    boolean isContrast(String word) {
        return contrast.contains(word);
    }

    /** Phrases in words of lower case, without those that are part of a longer one. */
    List<Match> matches(List<String> words) {
        List<Match> matches = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            match(byWord.get(word), words, i, matches);
            for (int length = SHORTEST_STEM; length <= Math.min(word.length(), LONGEST_STEM); length++) {
                match(byStem.get(word.substring(0, length)), words, i, matches);
            }
        }
        return matches.stream()
                .filter(match -> matches.stream().noneMatch(match::isInside))
                .toList();
    }

    private static void match(List<Phrase> phrases, List<String> words, int from, List<Match> to) {
        if (phrases != null) {
            for (Phrase phrase : phrases) {
                int end = end(phrase.parts(), 1, words, from + 1);
                if (end > 0) {
                    to.add(new Match(phrase.stance(), from, end));
                }
            }
        }
    }

    /** Where a phrase of which {@code part} comes next ends, or -1. */
    private static int end(List<String> parts, int part, List<String> words, int at) {
        if (part == parts.size()) {
            return at;
        }
        if (parts.get(part).equals(GAP)) {
            for (int skip = 0; skip <= WIDEST_GAP; skip++) {
                int end = end(parts, part + 1, words, at + skip);
                if (end > 0) {
                    return end;
                }
            }
            return -1;
        }
        return at < words.size() && fits(parts.get(part), words.get(at)) ? end(parts, part + 1, words, at + 1) : -1;
    }

    private static boolean fits(String part, String word) {
        return part.endsWith("*") ? word.startsWith(part.substring(0, part.length() - 1)) : word.equals(part);
    }

    private void add(StanceKind stance, String phrase) {
        List<String> parts = List.of(phrase.split("\\s+", -1));
        String first = parts.get(0);
        boolean stem = first.endsWith("*");
        (stem ? byStem : byWord)
                .computeIfAbsent(stem ? first.substring(0, first.length() - 1) : first, f -> new ArrayList<>())
                .add(new Phrase(stance, parts));
    }

    private static Map<String, StanceLexicon> load() {
        Map<String, StanceLexicon> all = new LinkedHashMap<>();
        LANGUAGES.forEach(language -> all.put(language, new StanceLexicon(read("/stance/" + language + ".txt"))));
        return all;
    }

    private static Map<String, List<String>> read(String resource) {
        Map<String, List<String>> headings = new HashMap<>();
        try (InputStream in = Optional.ofNullable(StanceLexicon.class.getResourceAsStream(resource))
                        .orElseThrow();
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int colon = line.indexOf(':');
                if (line.startsWith("#") || colon < 0) {
                    continue;
                }
                String heading = line.substring(0, colon);
                boolean words = heading.equals("negation") || heading.equals("contrast");
                headings.put(
                        heading,
                        Arrays.stream(line.substring(colon + 1).strip().split(words ? "\\s+" : "\\s*\\|\\s*", -1))
                                .filter(phrase -> !phrase.isEmpty())
                                .toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return headings;
    }
}
