package rejoinder.reading;

import java.util.Set;

/** Finds the subject of a reporting verb, before it or after it. */
final class Subjects {
    private static final int REACH = 45;
    private static final Set<String> LINKS = Set.of("of", "for", "from", "in", "at", "to", "on", "with", "de", "von");
    private static final Set<String> BREAKS = Set.of(
            "that",
            "because",
            "if",
            "when",
            "while",
            "as",
            "but",
            "than",
            "whether",
            "since",
            "after",
            "before",
            "although",
            "though",
            "by",
            "and",
            "or",
            "who",
            "which",
            "where",
            "then",
            "so",
            "until",
            "dass",
            "que");
    private static final Set<String> PRONOUNS = Set.of("he", "she", "they", "we", "i", "it", "you", "who");

    private final Tokens tokens;
    private final Names.Found names;
    private final Cast cast;
    private final Lexicon lexicon;
    private final Set<String> determiner;
    private final Set<String> auxiliary;
    private final Set<String> personNoun;

    Subjects(Tokens tokens, Names.Found names, Cast cast, Lexicon lexicon) {
        this.tokens = tokens;
        this.names = names;
        this.cast = cast;
        this.lexicon = lexicon;
        this.determiner = lexicon.set("determiner");
        this.auxiliary = lexicon.set("auxiliary");
        this.personNoun = lexicon.set("person-noun");
    }

    /** The noun phrase that ends before a verb group, or null. */
    Subject before(int verb, int sentenceStart) {
        int floor = Math.max(sentenceStart, verb - REACH);
        int i = verb - 1;
        if (i < floor) {
            return null;
        }
        if (tokens.quoted(i)) {
            Tokens.Quotation title = tokens.quotations.get(tokens.quotation[i]);
            return tokens.isTitleOfWork(title) && title.open() > floor
                    ? beforeParenthesis(title.open(), ',', floor)
                    : null;
        }
        if (tokens.isMark(i, ',') || tokens.isMark(i, '\u2014') || tokens.isMark(i, '\u2013')) {
            return beforeParenthesis(i, tokens.first(i), floor);
        }
        if (tokens.isMark(i, ')') || tokens.isMark(i, ']')) {
            int open = i;
            while (open > floor && !tokens.isMark(open, '(') && !tokens.isMark(open, '[')) {
                open--;
            }
            return open > floor ? endingAt(open - 1, floor) : null;
        }
        if (isRelative(i)) {
            int j = i - 1;
            if (j >= floor && tokens.isMark(j, ',')) {
                j--;
            }
            if (j >= floor && tokens.isMark(j, ')')) {
                while (j > floor && !tokens.isMark(j, '(')) {
                    j--;
                }
                j--;
            }
            return j >= floor && !tokens.quoted(j) ? endingAt(j, floor) : null;
        }
        return endingAt(i, floor);
    }

    private boolean isRelative(int i) {
        return tokens.is(i, "who") || lexicon.set("relative").contains(tokens.lower[i]);
    }

    /** "X, the minister of Y, said": the nearest comma that follows a name and opens a description. */
    private Subject beforeParenthesis(int comma, char mark, int floor) {
        Mention inside = names.of(comma - 1);
        if (inside != null
                && inside.to() == comma
                && cast.of(inside) != null
                && inside.from() - 1 > floor
                && tokens.isMark(inside.from() - 1, mark)) {
            int noun = inside.from() - 2;
            Mention before = names.of(noun);
            if (isPersonNoun(noun) || (before != null && cast.of(before) == null)) {
                return new Subject(Subject.Kind.PERSON, inside.from(), comma + 1, inside);
            }
        }
        Subject nominal = null;
        for (int i = comma - 1; i > floor; i--) {
            if (tokens.quoted(i)) {
                Tokens.Quotation title = tokens.quotations.get(tokens.quotation[i]);
                if (!tokens.isTitleOfWork(title)) {
                    break;
                }
                i = title.open();
                continue;
            }
            if (!tokens.isMark(i, mark)) {
                continue;
            }
            int end = i - 1;
            if (tokens.isMark(end, ')')) {
                while (end > floor && !tokens.isMark(end, '(')) {
                    end--;
                }
                end--;
            }
            if (end < floor || tokens.quoted(end)) {
                break;
            }
            boolean describes = tokens.kind[i + 1] == Tokens.Kind.NUMBER
                    || tokens.isMark(i + 1, '\'')
                    || !tokens.capital(i + 1)
                    || isPartyAndState(i + 1)
                    || names.of(i + 1) == null
                    || names.of(i + 1).kind() == Mention.Kind.ROLE
                    || names.of(i + 1).kind() == Mention.Kind.PLACE
                    || names.of(i + 1).to() < comma;
            if (!describes) {
                continue;
            }
            Mention mention = names.of(end);
            if (mention != null && mention.to() == end + 1 && cast.of(mention) != null) {
                Subject found = endingAt(end, floor);
                return found == null ? null : new Subject(found.kind(), found.from(), comma + 1, found.mention());
            }
            if (mention != null) {
                Subject attached = endingAt(end, floor);
                if (attached != null && attached.kind() == Subject.Kind.PERSON) {
                    return new Subject(attached.kind(), attached.from(), comma + 1, attached.mention());
                }
            }
            boolean opensClause = mention != null || isPersonNoun(end) || isPhraseFromFloor(end, floor);
            if (nominal == null && mark == ',' && opensClause) {
                Subject found = endingAt(end, floor);
                nominal = found == null ? null : new Subject(found.kind(), found.from(), comma + 1, found.mention());
            }
        }
        return nominal;
    }

    /** "R-Ky.", "D-Zubrowka". */
    private boolean isPartyAndState(int i) {
        int dash = tokens.start[i] + 1;
        return dash < tokens.end[i]
                && tokens.text.charAt(dash) == '-'
                && "RDI".indexOf(tokens.text.charAt(tokens.start[i])) >= 0;
    }

    private boolean isPhraseFromFloor(int end, int floor) {
        if (names.of(end) != null || end - floor > 7 || !tokens.isWord(end)) {
            return false;
        }
        int from = phraseStart(end, floor);
        return from == floor && determiner.contains(tokens.lower[from]);
    }

    boolean isPersonNoun(int i) {
        return i >= 0 && personNoun.contains(tokens.lower[i]);
    }

    /** The noun phrase whose last token is {@code last}, or null. */
    Subject endingAt(int last, int floor) {
        if (last < floor || tokens.quoted(last) || tokens.kind[last] == Tokens.Kind.MARK) {
            return null;
        }
        String lower = tokens.lower[last];
        Mention mention = names.of(last);
        if (mention == null && isPronoun(lower)) {
            return new Subject(Subject.Kind.PRONOUN, last, last + 1, null);
        }
        if (mention != null) {
            return named(mention, floor);
        }
        if (BREAKS.contains(lower) || auxiliary.contains(lower)) {
            return null;
        }
        int from = phraseStart(last, floor);
        if (from < floor || from > last) {
            return null;
        }
        int link = from - 1;
        if (link > floor && LINKS.contains(tokens.lower[link]) && !tokens.quoted(link - 1)) {
            Mention before = names.of(link - 1);
            if (before != null && cast.of(before) != null) {
                return named(before, floor);
            }
            if (before == null && tokens.isWord(link - 1)) {
                int outer = phraseStart(link - 1, floor);
                if (outer >= floor && outer < link && isPersonNoun(link - 1)) {
                    return new Subject(Subject.Kind.NOMINAL, outer, last + 1, null);
                }
            }
        }
        return new Subject(Subject.Kind.NOMINAL, from, last + 1, null);
    }

    private boolean isPronoun(String lower) {
        return lexicon.isEnglish()
                ? PRONOUNS.contains(lower)
                : lexicon.set("pronoun-male").contains(lower)
                        || lexicon.set("pronoun-female").contains(lower)
                        || lexicon.set("pronoun-other").contains(lower);
    }

    private Subject named(Mention mention, int floor) {
        boolean person = cast.of(mention) != null;
        int from = mention.from();
        int link = from - 1;
        if (link > floor && tokens.is(link, "the")) {
            link--;
        }
        if (link > floor && LINKS.contains(tokens.lower[link]) && tokens.isWord(link - 1) && !tokens.quoted(link - 1)) {
            Mention before = names.of(link - 1);
            if (before != null && (cast.of(before) != null || before.kind() == Mention.Kind.ROLE)) {
                return new Subject(
                        cast.of(before) != null ? Subject.Kind.PERSON : Subject.Kind.NOMINAL,
                        before.from(),
                        mention.to(),
                        before);
            }
            if (before == null && isPersonNoun(link - 1)) {
                int outer = phraseStart(link - 1, floor);
                return new Subject(Subject.Kind.NOMINAL, Math.max(outer, floor), mention.to(), null);
            }
        }
        int start = from;
        while (start - 1 >= floor
                && tokens.isWord(start - 1)
                && names.of(start - 1) == null
                && !tokens.quoted(start - 1)
                && (isPersonNoun(start - 1)
                        || determiner.contains(tokens.lower[start - 1])
                        || tokens.is(start - 1, "former"))) {
            start--;
        }
        if (!person && (mention.kind() == Mention.Kind.ROLE)) {
            return new Subject(Subject.Kind.NOMINAL, start, mention.to(), mention);
        }
        return new Subject(person ? Subject.Kind.PERSON : Subject.Kind.NAME, start, mention.to(), mention);
    }

    /** Start of the simple noun phrase that ends at {@code last}, or a negative number. */
    private int phraseStart(int last, int floor) {
        int i = last;
        int steps = 0;
        while (i >= floor && steps++ < 9) {
            if (tokens.quoted(i)) {
                return i + 1;
            }
            if (tokens.kind[i] == Tokens.Kind.MARK && !tokens.isClitic(i)) {
                return i + 1;
            }
            String lower = tokens.lower[i];
            boolean possessive = tokens.isClitic(i) && i > floor && names.of(i - 1) != null;
            if (BREAKS.contains(lower) || (auxiliary.contains(lower) && i < last && !possessive)) {
                return i + 1;
            }
            if (LINKS.contains(lower)) {
                return i + 1;
            }
            if (determiner.contains(lower)) {
                return i;
            }
            i--;
        }
        return i + 1;
    }

    /** The noun phrase that begins after a verb ("said Polish Foreign Minister X"), or null. */
    Subject after(int next, int sentenceEnd) {
        int i = next;
        int limit = Math.min(sentenceEnd, next + 12);
        if (i < limit && tokens.isWord(i) && names.of(i) == null && isPronoun(tokens.lower[i])) {
            return new Subject(Subject.Kind.PRONOUN, i, i + 1, null);
        }
        int start = i;
        Mention organisation = null;
        while (i < limit) {
            if (tokens.quoted(i)) {
                break;
            }
            Mention mention = names.of(i);
            if (mention != null) {
                if (cast.of(mention) != null) {
                    return new Subject(Subject.Kind.PERSON, start, mention.to(), mention);
                }
                if (mention.kind() == Mention.Kind.OTHER && mention.length() >= 1 && organisation == null) {
                    organisation = mention;
                } else if (organisation == null) {
                    organisation = mention;
                }
                i = mention.to();
                continue;
            }
            if (tokens.kind[i] == Tokens.Kind.MARK) {
                boolean possessive = tokens.isClitic(i);
                if (!possessive) {
                    break;
                }
            } else if (BREAKS.contains(tokens.lower[i]) || auxiliary.contains(tokens.lower[i])) {
                break;
            }
            i++;
        }
        if (i == start) {
            return null;
        }
        Mention apposed = i + 1 < sentenceEnd && tokens.isMark(i, ',') && isPersonNoun(i - 1) ? names.of(i + 1) : null;
        if (apposed != null
                && apposed.from() == i + 1
                && cast.of(apposed) != null
                && (apposed.to() >= sentenceEnd || tokens.kind[apposed.to()] == Tokens.Kind.MARK)) {
            return new Subject(Subject.Kind.PERSON, start, apposed.to(), apposed);
        }
        boolean simple = organisation != null && organisation.to() == i && organisation.from() <= start + 1;
        if (simple) {
            return new Subject(
                    organisation.kind() == Mention.Kind.ROLE ? Subject.Kind.NOMINAL : Subject.Kind.NAME,
                    start,
                    i,
                    organisation);
        }
        boolean nounPhrase = determiner.contains(tokens.lower[start])
                || (tokens.isWord(start) && isPersonNoun(start))
                || organisation != null;
        return nounPhrase ? new Subject(Subject.Kind.NOMINAL, start, i, null) : null;
    }
}
