package rejoinder.reading;

import java.util.Set;
import rejoinder.reading.Lexicon.CueKind;
import rejoinder.reading.Lexicon.CueWord;
import rejoinder.reading.Lexicon.Form;
import rejoinder.reading.Tokens.Kind;

/** Whether a word that can report does so where it stands, or is a noun, a participle, a passive. */
final class ReportingWords {
    private static final Set<String> SINGULAR_SUBJECTS =
            Set.of("he", "she", "it", "who", "which", "that", "everyone", "nobody", "one", "and");
    private static final Set<String> PLURAL_SUBJECTS = Set.of("they", "we", "i", "you", "who", "to", "will", "would");
    private static final Set<String> OBJECTS =
            Set.of("it", "him", "them", "himself", "herself", "themselves", "itself");
    private static final Set<String> THEMES = Set.of("about", "on", "over");

    private final Tokens tokens;
    private final Names.Found names;
    private final Cast cast;
    private final Lexicon lexicon;
    private final Subjects subjects;
    private final ContentLimits limits;
    private final Set<String> determiner;
    private final Set<String> auxiliary;
    private final Set<String> adverb;

    ReportingWords(
            Tokens tokens, Names.Found names, Cast cast, Lexicon lexicon, Subjects subjects, ContentLimits limits) {
        this.tokens = tokens;
        this.names = names;
        this.cast = cast;
        this.lexicon = lexicon;
        this.subjects = subjects;
        this.limits = limits;
        this.determiner = lexicon.set("determiner");
        this.auxiliary = lexicon.set("auxiliary");
        this.adverb = lexicon.set("adverb");
    }

    boolean mayReport(int i, CueWord cue) {
        Mention mention = names.of(i);
        if (mention != null && mention.length() > 0) {
            return false;
        }
        int before = i - 1;
        if (before >= 0 && tokens.sentence[before] == tokens.sentence[i] && !tokens.quoted(before)) {
            String lower = tokens.lower[before];
            if (determiner.contains(lower)
                    && !lower.equals("that")
                    && !lower.equals("this")
                    && !lower.equals("all")
                    && !lower.equals("both")
                    && !lower.equals("many")
                    && !lower.equals("some")
                    && !lower.equals("several")
                    && !lower.equals("her")
                    && !lower.equals("those")
                    && !lower.equals("these")) {
                return false;
            }
            if (SmallWords.NOUNS_TOO.contains(tokens.lower[i])) {
                boolean possessive = tokens.isClitic(before);
                if (possessive
                        || Countries.all().demonym(lower).isPresent()
                        || (SmallWords.isPreposition(lower)
                                && !(cue.form() == Form.ING && (lower.equals("by") || leadsToClause(i + 1))))
                        || lower.equals("her")
                        || lower.endsWith("ic")
                        || lower.endsWith("al")
                        || lower.endsWith("ous")
                        || lower.endsWith("ive")) {
                    return false;
                }
            }
        }
        if (cue.form() == Form.PAST && before >= 0 && tokens.sentence[before] == tokens.sentence[i]) {
            // "1,243 pledged delegates", "in reported sales"
            // "pledged delegates"
            if (cue.lemma().equals("pledge")
                    && i + 1 < tokens.count
                    && tokens.isWord(i + 1)
                    && !tokens.quoted(i + 1)
                    && tokens.lower[i + 1].endsWith("s")
                    && tokens.lower[i + 1].length() > 4
                    && names.of(i + 1) == null) {
                return false;
            }
            boolean counted = tokens.kind[before] == Kind.NUMBER && cue.kind() != CueKind.SAY;
            if (counted
                    || (SmallWords.isPreposition(tokens.lower[before])
                            && !tokens.is(before, "to")
                            && !tokens.quoted(before))) {
                return false;
            }
        }
        if (cue.form() == Form.THIRD && lexicon.isEnglish() && SmallWords.NOUNS_TOO.contains(tokens.lower[i])) {
            return isSingularSubject(before) || leadsToClause(i + 1);
        }
        return cue.form() != Form.BASE
                || !SmallWords.NOUNS_TOO.contains(tokens.lower[i])
                || isPluralSubject(before)
                || (i + 1 < tokens.count && OBJECTS.contains(tokens.lower[i + 1]));
    }

    /** Whether a word in "-s" is a verb rather than a plural: "he questions", "Roe states", "the senator, 54, reports". */
    private boolean isSingularSubject(int before) {
        int i = before;
        while (i >= 0
                && tokens.isWord(i)
                && !tokens.quoted(i)
                && (adverb.contains(tokens.lower[i]) || tokens.lower[i].endsWith("ly"))) {
            i--;
        }
        if (i < 0 || tokens.quoted(i)) {
            return i >= 0;
        }
        Mention mention = names.of(i);
        return SINGULAR_SUBJECTS.contains(tokens.lower[i])
                || tokens.isComma(i)
                || tokens.isMark(i, ')')
                || (mention != null && cast.of(mention) != null)
                || (subjects.isPersonNoun(i) && !tokens.lower[i].endsWith("s"));
    }

    private boolean leadsToClause(int next) {
        return next < tokens.count
                && (tokens.quoted(next)
                        || tokens.is(next, "that")
                        || tokens.isMark(next, ':')
                        || OBJECTS.contains(tokens.lower[next]));
    }

    /** "Is widely expected", "has been seen": what unnamed people expect or think. */
    boolean isPassive(int i, int from) {
        if (!tokens.has(i, Traits.PASSIVE) || !tokens.isWord(i) || names.of(i) != null) {
            return false;
        }
        int before = i - 1;
        while (before >= from
                && !tokens.quoted(before)
                && (adverb.contains(tokens.lower[before]) || tokens.lower[before].endsWith("ly"))) {
            before--;
        }
        return before >= from && !tokens.quoted(before) && SmallWords.BE.contains(tokens.lower[before]);
    }

    /** "The claim that ...", "a promise to ...". */
    boolean isNounOfThought(int i, int to) {
        if (!tokens.isWord(i) || i + 1 >= to || names.of(i) != null || tokens.quoted(i + 1)) {
            return false;
        }
        if (!lexicon.isEnglish()) {
            return false;
        }
        String next = tokens.lower[i + 1];
        if (!SmallWords.PREPOSITIONS_OF_NOUNS.contains(next) && !SmallWords.WONDERING.contains(next)) {
            return false;
        }
        if (tokens.is(i, "asked")
                && (SmallWords.WONDERING.contains(next) || next.equals("about") || next.equals("to"))) {
            return true;
        }
        if (THEMES.contains(tokens.lower[i]) && SmallWords.WONDERING.contains(next)) {
            return true;
        }
        boolean noun = SmallWords.PREPOSITIONS_OF_NOUNS.contains(next)
                && lexicon.leading(next).contains(tokens.lower[i])
                && (i == 0 || !tokens.has(i, Traits.CUE) || !isPluralSubject(i - 1));
        boolean participle = next.equals("that")
                && (tokens.lower[i].endsWith("ed") || tokens.lower[i].endsWith("ing"))
                && i + 2 < to
                && !tokens.has(i, Traits.CUE)
                && limits.opensMain(i + 2);
        boolean verb = tokens.has(i, Traits.CUE) && mayReport(i, lexicon.cues.get(tokens.lower[i]));
        return participle || (noun && !verb);
    }

    private boolean isPluralSubject(int i) {
        if (i < 0) {
            return false;
        }
        String lower = tokens.lower[i];
        return PLURAL_SUBJECTS.contains(lower)
                || auxiliary.contains(lower)
                || (lower.endsWith("s") && subjects.isPersonNoun(i));
    }
}
