package rejoinder.reading;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Judges the stance of words toward a trigger event by the phrases that decide it: those of the quotation, else those
 * of the reporting verb. Of several stances the most decided one counts; after "but" what follows. Thread-safe.
 */
public final class StanceJudge {
    private static final StanceJudge STANDARD = new StanceJudge();
    private static final List<StanceKind> MOST_DECIDED_FIRST = List.of(
            StanceKind.NO_COMMENT,
            StanceKind.CONDEMN,
            StanceKind.CRITICISE,
            StanceKind.DEFEND,
            StanceKind.CONCERN,
            StanceKind.WELCOME,
            StanceKind.NEUTRAL);
    private static final Set<StanceKind> AGAINST =
            EnumSet.of(StanceKind.CONDEMN, StanceKind.CRITICISE, StanceKind.CONCERN);
    private static final Set<StanceKind> FOR = EnumSet.of(StanceKind.DEFEND, StanceKind.WELCOME);
    private static final Pattern OWNERS_ENDING = Pattern.compile("'s?$");
    private static final Pattern POSSESSIVE = Pattern.compile("['s]'?s?$");
    private static final int MOST_EVIDENCE = 3;
    private static final int NEGATION_REACHES = 3;
    private static final int WORDS_REACH = 6;
    private static final int WORDS_AT_HEAD = 3;
    private static final int LONGEST_HEAD = 40;
    private static final Set<String> SAID = Set.of(
            "words",
            "statement",
            "statements",
            "remark",
            "remarks",
            "comment",
            "comments",
            "answer",
            "response",
            "reaction",
            "view",
            "views",
            "position",
            "speech",
            "call");

    private StanceJudge() {}

    /** The judge. */
    public static StanceJudge standard() {
        return STANDARD;
    }

    /**
     * Judges words by the quotation first, then the cue, which also goes before words that take no side; {@code UNCLEAR} when neither decides, also when what decides is
     * about somebody else's words: then the rule is {@code about-anothers-words}, and they are the evidence.
     */
    public Judgement judge(TriggerText trigger, StatedWords words) {
        List<StanceLexicon> lexicons = lexicons(words.language().or(() -> Languages.of(words.quote())));
        Phrases quote = new Phrases(words.quote(), trigger);
        Optional<Judgement> byQuote = by(quote, EvidenceSpan.Where.QUOTE, "words-of-quote", lexicons);
        return byQuote.filter(judgement -> judgement.stance() != StanceKind.NEUTRAL)
                .or(() -> words.cue().flatMap(cue -> byCue(cue, quote, lexicons, trigger)))
                .or(() -> byQuote)
                .orElseGet(() -> quote.anothersWords()
                        .map(span -> new Judgement(StanceKind.UNCLEAR, List.of(span), "about-anothers-words"))
                        .orElseGet(() -> new Judgement(StanceKind.UNCLEAR, List.of(), "no-deciding-words")));
    }

    /** By the reporting verb, or by what it is together with the words after it: "declined to comment". */
    private static Optional<Judgement> byCue(
            String cue, Phrases quote, List<StanceLexicon> lexicons, TriggerText trigger) {
        Optional<Judgement> decided = by(new Phrases(cue, trigger), EvidenceSpan.Where.CUE, "words-of-cue", lexicons);
        if (decided.isPresent()) {
            return quote.anothersAtHead()
                    .map(anothers -> new Judgement(StanceKind.UNCLEAR, List.of(anothers), "about-anothers-words"))
                    .or(() -> decided);
        }
        String head = quote.text.substring(0, Math.min(quote.text.length(), LONGEST_HEAD));
        int cueLength = cue.codePointCount(0, cue.length());
        return by(new Phrases(cue + " " + head, trigger), EvidenceSpan.Where.CUE, "words-of-cue", lexicons)
                .filter(across -> across.evidence().stream()
                        .allMatch(words -> words.span().start() < cueLength))
                .map(across -> new Judgement(
                        across.stance(),
                        List.of(new EvidenceSpan(cue, EvidenceSpan.Where.CUE, new TextSpan(0, cueLength))),
                        across.rule()));
    }

    /** The lexicon of the language and the English one; all when the language is not known. */
    private static List<StanceLexicon> lexicons(Optional<String> language) {
        Optional<StanceLexicon> own = language.map(tag -> tag.toLowerCase(Locale.ROOT))
                .map(tag -> tag.length() > 2 ? tag.substring(0, 2) : tag)
                .flatMap(StanceLexicon::of);
        return own.isEmpty()
                ? StanceLexicon.all()
                : Stream.of(own, StanceLexicon.of("en"))
                        .flatMap(Optional::stream)
                        .distinct()
                        .toList();
    }

    private static Optional<Judgement> by(
            Phrases phrases, EvidenceSpan.Where where, String rule, List<StanceLexicon> lexicons) {
        return lexicons.stream()
                .map(phrases::decide)
                .filter(matches -> !matches.isEmpty())
                .findFirst()
                .map(matches -> new Judgement(
                        matches.get(0).stance(),
                        matches.stream()
                                .limit(MOST_EVIDENCE)
                                .map(match -> phrases.evidence(match, where))
                                .toList(),
                        rule));
    }

    /** A text as words, and the phrases in it that decide. */
    private static final class Phrases {
        private final String text;
        private final CodePoints points;
        private final TriggerText trigger;
        private final List<String> words;
        private final TextWords places;

        Phrases(String text, TriggerText trigger) {
            this.text = text;
            this.points = new CodePoints(text.toCharArray());
            this.trigger = trigger;
            this.places = TextWords.of(text);
            this.words = places.words();
        }

        EvidenceSpan evidence(StanceLexicon.Match match, EvidenceSpan.Where where) {
            int from = places.start(match.from());
            int to = places.end(match.to() - 1);
            return new EvidenceSpan(text.substring(from, to), where, points.span(from, to));
        }

        /** The phrases of the most decided stance, in the order of the text; empty when none decides. */
        List<StanceLexicon.Match> decide(StanceLexicon lexicon) {
            List<StanceLexicon.Match> meant = lexicon.matches(words).stream()
                    .map(match -> meant(match, lexicon))
                    .flatMap(Optional::stream)
                    .toList();
            List<StanceLexicon.Match> counted = afterContrast(meant, lexicon);
            return MOST_DECIDED_FIRST.stream()
                    .map(stance -> counted.stream()
                            .filter(match -> match.stance() == stance)
                            .toList())
                    .filter(matches -> !matches.isEmpty())
                    .findFirst()
                    .orElse(List.of());
        }

        /** What a phrase means where it stands: negated, or about somebody else, it means another thing or nothing. */
        private Optional<StanceLexicon.Match> meant(StanceLexicon.Match match, StanceLexicon lexicon) {
            int negation = negation(match, lexicon);
            if (negation >= 0) {
                return switch (match.stance()) {
                    case CONCERN -> Optional.of(new StanceLexicon.Match(StanceKind.DEFEND, negation, match.to()));
                    case WELCOME, DEFEND ->
                        Optional.of(new StanceLexicon.Match(StanceKind.CRITICISE, negation, match.to()));
                    default -> Optional.empty();
                };
            }
            if (anothersWords(match).isPresent()) {
                return Optional.empty();
            }
            boolean moral = match.stance() == StanceKind.CONDEMN || match.stance() == StanceKind.CONCERN;
            return moral && isOfSomebodyElse(match) ? Optional.empty() : Optional.of(match);
        }

        /** Somebody's words, other than the trigger actor's, that a phrase is about: "I welcome Vask's statement". */
        private Optional<Integer> anothersWords(StanceLexicon.Match match) {
            for (int i = match.to(); i + 1 < Math.min(words.size(), match.to() + WORDS_REACH); i++) {
                if (breaksBetween(i - 1, i)) {
                    return Optional.empty();
                }
                if (isAnothersWords(i)) {
                    return Optional.of(i);
                }
            }
            return Optional.empty();
        }

        private boolean isAnothersWords(int i) {
            String word = words.get(i);
            if (word.indexOf('\'') <= 0 || !Character.isUpperCase(text.charAt(places.start(i)))) {
                return false;
            }
            String owner = OWNERS_ENDING.matcher(word).replaceAll("");
            return POSSESSIVE.matcher(word).find()
                    && !trigger.actorWords().contains(owner)
                    && !isCountry(owner)
                    && SAID.contains(words.get(i + 1));
        }

        /** The first of somebody else's words that are spoken of. */
        Optional<EvidenceSpan> anothersWords() {
            for (int i = 0; i + 1 < words.size(); i++) {
                if (isAnothersWords(i)) {
                    return Optional.of(
                            evidence(new StanceLexicon.Match(StanceKind.UNCLEAR, i, i + 2), EvidenceSpan.Where.QUOTE));
                }
            }
            return Optional.empty();
        }

        /** Whose deed or words the text begins with, when they are not what the trigger event is: "Ruritania's attack". */
        Optional<EvidenceSpan> anothersAtHead() {
            for (int i = 0; i + 1 < Math.min(words.size(), WORDS_AT_HEAD); i++) {
                String word = words.get(i);
                boolean owner = word.endsWith("'s")
                        && Character.isUpperCase(text.charAt(places.start(i)))
                        && !trigger.actorWords().contains(word.substring(0, word.length() - 2));
                if (owner
                        && !trigger.eventWords().contains(words.get(i + 1))
                        && (isAnothersWords(i) || !SAID.contains(words.get(i + 1)))) {
                    return Optional.of(
                            evidence(new StanceLexicon.Match(StanceKind.UNCLEAR, i, i + 2), EvidenceSpan.Where.QUOTE));
                }
            }
            return Optional.empty();
        }

        private int negation(StanceLexicon.Match match, StanceLexicon lexicon) {
            for (int i = match.from() - 1; i >= Math.max(0, match.from() - NEGATION_REACHES); i--) {
                if (breaksBetween(i, i + 1) || lexicon.isContrast(words.get(i))) {
                    return -1;
                }
                if (lexicon.isNegation(words.get(i))) {
                    return i;
                }
            }
            return -1;
        }

        /** Whether the clause begins with a name other than the trigger actor's: "Vask's war is unacceptable". */
        private boolean isOfSomebodyElse(StanceLexicon.Match match) {
            int first = match.from();
            while (first > 0 && !breaksBetween(first - 1, first)) {
                first--;
            }
            boolean ofWholeText = first == 0;
            for (int i = first; i < match.from(); i++) {
                String bare = withoutEnding(words.get(i));
                if (trigger.actorWords().contains(bare)) {
                    return false;
                }
            }
            String word = words.get(first);
            boolean name = isCountry(withoutEnding(word))
                    || (word.endsWith("'s") && Character.isUpperCase(text.charAt(places.start(first))) && !ofWholeText);
            return name && first < match.from();
        }

        private static String withoutEnding(String word) {
            return word.endsWith("'s") ? word.substring(0, word.length() - 2) : word;
        }

        private static boolean isCountry(String word) {
            return Countries.all().named(word).isPresent()
                    || Countries.all().demonym(word).isPresent();
        }

        private boolean breaksBetween(int one, int next) {
            for (int i = places.end(one); i < places.start(next); i++) {
                if (".;!?\u2014\u2013:".indexOf(text.charAt(i)) >= 0) {
                    return true;
                }
            }
            return false;
        }

        /** Where words for and against stand on both sides of a "but", those after it. */
        private List<StanceLexicon.Match> afterContrast(List<StanceLexicon.Match> matches, StanceLexicon lexicon) {
            boolean both = matches.stream().anyMatch(match -> AGAINST.contains(match.stance()))
                    && matches.stream().anyMatch(match -> FOR.contains(match.stance()));
            if (!both) {
                return matches;
            }
            for (int i = words.size() - 1; i > 0; i--) {
                int contrast = i;
                if (lexicon.isContrast(words.get(i))) {
                    List<StanceLexicon.Match> after = matches.stream()
                            .filter(match -> match.from() > contrast)
                            .toList();
                    boolean decides = after.stream()
                            .anyMatch(match -> AGAINST.contains(match.stance()) || FOR.contains(match.stance()));
                    return decides ? after : matches;
                }
            }
            return matches;
        }
    }
}
