package rejoinder.reading;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The words of a language that reporting is made of. Immutable; read once from the module's resources. */
final class Lexicon {
    /** What a reporting verb reports. */
    enum CueKind {
        /** A clause, or a quotation. */
        SAY,
        /** A phrase: somebody or something is called, criticised, demanded. */
        CALL,
        /** Quotations only: too many other uses. */
        QUOTE,
        /** A thought, a wish, a finding: reported, though nothing may have been said. */
        THINK
    }

    /** Form of a verb. */
    enum Form {
        BASE,
        THIRD,
        PAST,
        ING
    }

    record CueWord(CueKind kind, Form form, String lemma) {}

    private static final Map<String, String> LEADING = Map.of(
            "that",
            "noun-that",
            "to",
            "noun-to",
            "about",
            "noun-about",
            "of",
            "noun-of",
            "for",
            "noun-for",
            "on",
            "noun-on",
            "against",
            "noun-against");

    static final List<String> LANGUAGES = List.of("en", "de", "fr", "es", "it", "pl", "pt", "uk", "ru");

    final String language;
    final Map<String, CueWord> cues;
    /** The verbs that report with a word after them, by that word. */
    private final Map<String, Map<String, CueWord>> cuesOfTwoWords;

    private final Map<String, Set<String>> sets;
    private final Set<String> leadingOn;

    private Lexicon(
            String language,
            Map<String, CueWord> cues,
            Map<String, Map<String, CueWord>> cuesOfTwoWords,
            Map<String, Set<String>> sets) {
        this.language = language;
        this.cues = cues;
        this.cuesOfTwoWords = cuesOfTwoWords;
        this.sets = sets;
        this.leadingOn = new HashSet<>(cuesOfTwoWords.keySet());
        leadingOn.addAll(SmallWords.PREPOSITIONS_OF_NOUNS);
        leadingOn.addAll(SmallWords.WONDERING);
    }

    private static final class Bundled {
        static final Map<String, Lexicon> ALL = load();

        private Bundled() {}

        private static Map<String, Lexicon> load() {
            Map<String, Lexicon> all = new HashMap<>();
            LANGUAGES.forEach(language -> all.put(language, read(language)));
            return Map.copyOf(all);
        }
    }

    /** The lexicon of a language, if there is one. */
    static Optional<Lexicon> of(String language) {
        return Optional.ofNullable(Bundled.ALL.get(language));
    }

    static Lexicon english() {
        return Bundled.ALL.get("en");
    }

    boolean isEnglish() {
        return language.equals("en");
    }

    /** Whether a clause may leave out its pronoun, as in "..., dijo". */
    boolean isProDrop() {
        return sets.containsKey("pro-drop");
    }

    /** The gender of a pronoun that can be a subject; {@code UNKNOWN} for every other word. */
    Gender genderOfPronoun(String lower) {
        if (isEnglish()) {
            return lower.equals("he") ? Gender.MALE : lower.equals("she") ? Gender.FEMALE : Gender.UNKNOWN;
        }
        return set("pronoun-male").contains(lower)
                ? Gender.MALE
                : set("pronoun-female").contains(lower) ? Gender.FEMALE : Gender.UNKNOWN;
    }

    /** Whether a word can make a verb, or a noun of speech or thought, of the word before it: "out", "that", "whether". */
    boolean leadsOn(String lower) {
        return leadingOn.contains(lower);
    }

    /** The verb that reports by itself which a word of a text in this language is, or null; inside this package only. */
    CueWord cue(Tokens tokens, int i) {
        return tokens.has(i, Traits.CUE) ? cues.get(tokens.lower[i]) : null;
    }

    /** A verb that reports with the word after it only: "pointed out", "referred to". */
    Optional<CueWord> cueOfTwoWords(String verb, String particle) {
        Map<String, CueWord> verbs = cuesOfTwoWords.get(particle);
        return verbs == null ? Optional.empty() : Optional.ofNullable(verbs.get(verb));
    }

    /** The nouns and adjectives of speech or thought that report with the word after them: "questions about". */
    Set<String> leading(String next) {
        return set(LEADING.getOrDefault(next, ""));
    }

    /** The words under a heading. */
    Set<String> set(String heading) {
        return sets.getOrDefault(heading, Set.of());
    }

    private static Lexicon read(String language) {
        Map<String, CueWord> cues = new HashMap<>();
        Map<String, Map<String, CueWord>> cuesOfTwoWords = new HashMap<>();
        Map<String, Set<String>> sets = new HashMap<>();
        String resource = "/lexicon/" + language + ".txt";
        try (InputStream in = Lexicon.class.getResourceAsStream(resource)) {
            if (in == null) {
                return new Lexicon(language, Map.of(), Map.of(), Map.of());
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int colon = line.indexOf(':');
                if (line.startsWith("#") || colon < 0) {
                    continue;
                }
                String heading = line.substring(0, colon).strip();
                List<String> words =
                        Arrays.asList(line.substring(colon + 1).strip().split("\\s+"));
                switch (heading) {
                    case "say" -> verb(CueKind.SAY, words, cues);
                    case "call" -> verb(CueKind.CALL, words, cues);
                    case "quote" -> verb(CueKind.QUOTE, words, cues);
                    case "think" -> verb(CueKind.THINK, words, cues);
                    case "say-with" -> verbWith(CueKind.SAY, words, cuesOfTwoWords);
                    case "call-with" -> verbWith(CueKind.CALL, words, cuesOfTwoWords);
                    case "think-with" -> verbWith(CueKind.THINK, words, cuesOfTwoWords);
                    default ->
                        sets.computeIfAbsent(heading, h -> new HashSet<>()).addAll(words);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Lexicon(language, Collections.unmodifiableMap(cues), cuesOfTwoWords, sets);
    }

    /** The particle comes first, then the forms of the verb. */
    private static void verbWith(CueKind kind, List<String> words, Map<String, Map<String, CueWord>> cues) {
        verb(kind, words.subList(1, words.size()), cues.computeIfAbsent(words.get(0), particle -> new HashMap<>()));
    }

    private static void verb(CueKind kind, List<String> forms, Map<String, CueWord> cues) {
        String lemma = forms.get(0);
        for (int i = 0; i < forms.size(); i++) {
            if (forms.get(i).equals("-")) {
                continue;
            }
            Form form =
                    switch (i) {
                        case 0 -> Form.BASE;
                        case 1 -> Form.THIRD;
                        case 3 -> Form.ING;
                        default -> Form.PAST;
                    };
            cues.putIfAbsent(forms.get(i), new CueWord(kind, form, lemma));
        }
    }
}
