package rejoinder.reading;

import java.util.Set;
import rejoinder.reading.Lexicon.CueKind;
import rejoinder.reading.Lexicon.CueWord;
import rejoinder.reading.Lexicon.Form;
import rejoinder.reading.Tokens.Kind;
import rejoinder.reading.Tokens.Quotation;

/** Where what a clause reports begins, and where the sentence goes on without it. */
final class ContentLimits {
    /** A clause of fewer words reports nothing, unless it is an object or a name. */
    static final int FEWEST_WORDS = 3;
    /** Tokens that content is looked for in. */
    static final int LONGEST_CONTENT = 220;

    private static final Set<String> TAKES_ADDRESSEE = Set.of(
            "tell",
            "inform",
            "remind",
            "assure",
            "advise",
            "warn",
            "ask",
            "promise",
            "text",
            "email",
            "caution",
            "threaten");
    private static final Set<String> TIME_LEADS = Set.of(
            "on",
            "in",
            "at",
            "during",
            "to",
            "after",
            "via",
            "through",
            "late",
            "early",
            "last",
            "this",
            "of",
            "before",
            "from",
            "about",
            "when",
            "earlier",
            "recently",
            "later",
            "again",
            "today",
            "yesterday",
            "over",
            "as",
            "for",
            "with",
            "next",
            "just");
    private static final Set<String> PLACES_OF_WORDS =
            Set.of("statement", "interview", "speech", "tweet", "letter", "memo", "email", "debate", "post");
    private static final Set<String> FINITE = Set.of(
            "is", "are", "was", "were", "has", "had", "have", "will", "would", "can", "could", "may", "might", "does",
            "did");
    private static final Set<String> PHRASE_ENDS = Set.of(
            "when",
            "while",
            "after",
            "before",
            "because",
            "since",
            "if",
            "but",
            "than",
            "as",
            "during",
            "where",
            "though",
            "although",
            "until");
    /** What goes on with what a quotation that ends with a comma belongs to. */
    private static final Set<String> GOES_ON =
            Set.of("compared", "such", "even", "because", "specifically", "including", "or", "nor", "than", "if");
    /** What opens a clause that waits for its main one: "said that once they meet, 'we will talk'". */
    private static final Set<String> HANGS = Set.of(
            "once",
            "when",
            "if",
            "because",
            "after",
            "while",
            "although",
            "though",
            "by",
            "as",
            "since",
            "unless",
            "whatever",
            "without",
            "until",
            "given");
    /** What a clause begins with that is reported, not what it was said at. */
    private static final Set<String> OPENS_CONTENT = Set.of(
            "because",
            "if",
            "once",
            "no",
            "unless",
            "although",
            "though",
            "while",
            "whatever",
            "whoever",
            "it",
            "there",
            "we",
            "i",
            "that");

    private static final Set<String> RELATIVES =
            Set.of("which", "who", "whose", "where", "while", "when", "though", "although");
    private static final Set<String> ADDRESSEES = Set.of(
            "him",
            "her",
            "me",
            "us",
            "them",
            "you",
            "reporters",
            "journalists",
            "supporters",
            "voters",
            "lawmakers",
            "himself",
            "herself",
            "people",
            "viewers",
            "delegates",
            "aides",
            "donors",
            "reuters");

    /**
     * The reporting clause whose content is looked for: what kind of cue it has, and whether it leads the sentence or
     * stands inside a relative one.
     */
    record Clause(CueKind kind, boolean leads, boolean relative) {}

    private final Tokens tokens;
    private final Names.Found names;
    private final Cast cast;
    private final Lexicon lexicon;
    private final Subjects subjects;
    private final Set<String> determiner;
    private final Set<String> auxiliary;
    private final Set<String> adverb;
    private final Set<String> time;

    ContentLimits(Tokens tokens, Names.Found names, Cast cast, Lexicon lexicon, Subjects subjects) {
        this.tokens = tokens;
        this.names = names;
        this.cast = cast;
        this.lexicon = lexicon;
        this.subjects = subjects;
        this.determiner = lexicon.set("determiner");
        this.auxiliary = lexicon.set("auxiliary");
        this.adverb = lexicon.set("adverb");
        this.time = lexicon.set("time");
    }

    /** Past the small word that belongs to the verb: "responded to the request", "known as the revolution". */
    int pastPreposition(int content, int cueTo, int to) {
        boolean belongs = content == cueTo
                && content + 1 < to
                && !tokens.quoted(content + 1)
                && (lexicon.set("small").contains(tokens.lower[content])
                        || (tokens.is(content, "to") && opensPhrase(content + 1)));
        return belongs ? content + 1 : content;
    }

    /** Whether a clause begins here: after "that", with a question word, or with the subject of a verb. */
    boolean opensClause(int content, int to) {
        return content < to
                && !tokens.quoted(content)
                && (tokens.is(content - 1, "that")
                        || tokens.is(content, "that")
                        || SmallWords.WONDERING.contains(tokens.lower[content])
                        || SmallWords.SUBJECT_PRONOUNS.contains(tokens.lower[content]));
    }

    /** Where a phrase goes no further; a clause ends as {@link #contentEnd} has it. */
    int phraseEnd(int content, int to, Clause at) {
        int end = contentEnd(content, to, at);
        if (opensClause(content, to) || tokens.is(content, "to")) {
            return end;
        }
        for (int i = content + 1; i < end; i = tokens.after(i)) {
            if (tokens.quoted(i) || names.of(i) != null) {
                continue;
            }
            CueWord cue = tokens.isWord(i) ? lexicon.cue(tokens, i) : null;
            boolean verb = cue != null
                    && (cue.form() == Form.PAST || cue.form() == Form.THIRD)
                    && !SmallWords.NOUNS_TOO.contains(tokens.lower[i]);
            boolean past =
                    tokens.isMark(i, '(') || (tokens.isComma(i) && !listGoesOn(i + 1, end)) || isFinite(i) || verb;
            boolean insideRelative = tokens.is(i - 1, "who")
                    || tokens.is(i - 1, "that")
                    || tokens.is(i - 1, "which")
                    || SmallWords.SUBJECT_PRONOUNS.contains(tokens.lower[i - 1]);
            if ((past && !insideRelative) || PHRASE_ENDS.contains(tokens.lower[i]) || isTimePhrase(i, end)) {
                return i;
            }
        }
        return end;
    }

    boolean isTimePhrase(int i, int end) {
        return i + 1 < end
                && (tokens.is(i, "on")
                        || tokens.is(i, "in")
                        || tokens.is(i, "last")
                        || tokens.is(i, "this")
                        || tokens.is(i, "at"))
                && (time.contains(tokens.lower[i + 1]) || tokens.kind[i + 1] == Kind.NUMBER);
    }

    boolean opensPhrase(int i) {
        return names.of(i) != null || determiner.contains(tokens.lower[i]) || ADDRESSEES.contains(tokens.lower[i]);
    }

    /** Where the content begins after a clause. */
    int contentStart(CueWord cue, int clauseEnd, int to, boolean inverted) {
        int i = clauseEnd;
        int limit = Math.min(to, clauseEnd + 16);
        if (i + 1 < to && tokens.is(i, "that") && lexicon.isEnglish() && isFinite(i + 1)) {
            return i;
        }
        if (i < to && tokens.is(i, "that") && !inverted) {
            return cue.kind() == CueKind.THINK && lexicon.isEnglish() ? i : i + 1;
        }
        int quote = Tokens.NONE;
        int that = Tokens.NONE;
        boolean clauseWords = false;
        for (int j = i; j < limit; j++) {
            if (tokens.quoted(j)) {
                Quotation quotation = tokens.quotations.get(tokens.quotation[j]);
                if (j > i && tokens.isTitleOfWork(quotation)) {
                    j = quotation.close();
                    continue;
                }
                quote = j;
                break;
            }
            if (tokens.isMark(j, ':')) {
                return j + 1;
            }
            if (tokens.isMark(j, ';')) {
                break;
            }
            if (tokens.is(j, "that")
                    && that == Tokens.NONE
                    && !clauseWords
                    && (tokens.isWord(j - 1) || tokens.quoted(j - 1) || tokens.isComma(j - 1))
                    && j > i) {
                that = j;
            }
            clauseWords |= j > i
                    && auxiliary.contains(tokens.lower[j])
                    && !tokens.capital(j)
                    && !tokens.is(j, "to")
                    && tokens.end[j] - tokens.start[j] > 2;
            if (tokens.is(j, "he") || tokens.is(j, "she") || tokens.is(j, "they")) {
                clauseWords = true;
            }
        }
        boolean complements = i < to && (TIME_LEADS.contains(tokens.lower[i]) || time.contains(tokens.lower[i]));
        boolean addressee = TAKES_ADDRESSEE.contains(cue.lemma());
        if (that != Tokens.NONE && (complements || addressee) && cue.kind() == CueKind.SAY) {
            return that + 1;
        }
        if (quote != Tokens.NONE && !inverted && !clauseWords) {
            int beforeQuote = quote - 1;
            boolean introduced =
                    (tokens.isComma(beforeQuote) && !(lexicon.isEnglish() && OPENS_CONTENT.contains(tokens.lower[i])))
                            || tokens.isMark(beforeQuote, ':');
            if (quote == i
                    || (introduced && (complements || addressee || cue.kind() != CueKind.CALL))
                    || (complements && quote - i <= 2 && !opensInfinitive(i))) {
                return quote;
            }
        }
        if (quote != Tokens.NONE && inverted) {
            int beforeQuote = quote - 1;
            if (tokens.isComma(beforeQuote) || tokens.isMark(beforeQuote, ':')) {
                return quote;
            }
        }
        if (addressee && !inverted) {
            int past = skipAddressee(i, to);
            i = cue.lemma().equals("ask") && past < to && tokens.is(past, "to") ? i : past;
        }
        i = skipTime(i, to);
        if (i < to && tokens.is(i, "that")) {
            i++;
        }
        if (i < to && tokens.isComma(i) && i > clauseEnd) {
            i++;
        }
        return i;
    }

    /** "To reject", not "to reporters" or "to Roe". */
    private boolean opensInfinitive(int i) {
        return tokens.is(i, "to")
                && lexicon.isEnglish()
                && !tokens.quoted(i + 1)
                && tokens.isWord(i + 1)
                && names.of(i + 1) == null
                && !tokens.lower[i + 1].endsWith("s")
                && !ADDRESSEES.contains(tokens.lower[i + 1]);
    }

    private int skipAddressee(int from, int to) {
        int i = from;
        boolean host = i + 1 < to && subjects.isPersonNoun(i) && names.of(i) == null && names.of(i + 1) != null;
        Mention mention = i < to ? names.of(host ? i + 1 : i) : null;
        if (mention != null) {
            i = mention.to();
            if (i + 1 < to && tokens.isClitic(i)) {
                i++;
                Mention next = names.of(i);
                i = next != null ? next.to() : i + 1;
            }
            return Math.min(i, to);
        }
        if (i < to && ADDRESSEES.contains(tokens.lower[i])) {
            return i + 1;
        }
        if (i < to && determiner.contains(tokens.lower[i])) {
            int steps = 0;
            while (i < to
                    && steps++ < 6
                    && tokens.isWord(i)
                    && !auxiliary.contains(tokens.lower[i])
                    && !tokens.is(i, "that")
                    && !tokens.is(i, "he")
                    && !tokens.is(i, "she")
                    && !SmallWords.isPreposition(tokens.lower[i])
                    && !(steps > 1 && determiner.contains(tokens.lower[i]))) {
                i++;
            }
        }
        return i;
    }

    private int skipTime(int from, int to) {
        int i = from;
        boolean moved = true;
        while (moved && i < to) {
            moved = false;
            if (time.contains(tokens.lower[i]) && tokens.capital(i)) {
                i++;
                moved = true;
                while (i < to && time.contains(tokens.lower[i])) {
                    i++;
                }
            } else if ((tokens.is(i, "on")
                            || tokens.is(i, "late")
                            || tokens.is(i, "early")
                            || tokens.is(i, "last")
                            || tokens.is(i, "this"))
                    && i + 1 < to
                    && time.contains(tokens.lower[i + 1])
                    && !tokens.isClitic(i + 2)) {
                i += 2;
                moved = true;
                while (i < to && (time.contains(tokens.lower[i]) || tokens.kind[i] == Kind.NUMBER)) {
                    i++;
                }
            } else if (tokens.is(i, "in")
                    && i + 2 < to
                    && determiner.contains(tokens.lower[i + 1])
                    && PLACES_OF_WORDS.contains(tokens.lower[i + 2])) {
                i += 3;
                moved = true;
            }
        }
        return i;
    }

    /** Where content that began goes no further. */
    int contentEnd(int from, int to, Clause at) {
        int limit = Math.min(to, from + LONGEST_CONTENT);
        boolean lead = at.leads() || dependentLead(from);
        boolean quoted = false;
        for (int i = from; i < limit; i = tokens.after(i)) {
            if (tokens.quoted(i)) {
                quoted = true;
                int close = tokens.quotations.get(tokens.quotation[i]).close();
                if (tokens.endsWithComma(i)
                        && close + 1 < limit
                        && i > from
                        && !tokens.quoted(close + 1)
                        && !GOES_ON.contains(tokens.lower[close + 1])
                        && !tokens.is(close + 1, "and")
                        && !tokens.is(close + 1, "or")
                        && !tokens.is(close + 1, "but")) {
                    return close + 1;
                }
                continue;
            }
            boolean mark = tokens.kind[i] == Kind.MARK;
            if (mark && tokens.isMark(i, ';')) {
                return i;
            }
            if (mark && tokens.isDash(i) && i > from) {
                int closing = closingDash(i, limit);
                if (closing < 0 && i > from + 2) {
                    return i;
                }
                i = Math.max(i, closing);
                continue;
            }
            if (lexicon.isEnglish() && i > from && endsPhrase(i, from, limit, at)) {
                return i;
            }
            if (!mark && !tokens.has(i, Traits.JOINS)) {
                continue;
            }
            if (tokens.isMark(i, ':') && i + 1 < limit && tokens.quoted(i + 1) && i > from + 2) {
                return i;
            }
            if (tokens.isComma(i) && i > from + 2 && saysAgain(i + 1, limit)) {
                return i;
            }
            String lower = tokens.lower[i];
            boolean concedes = lower.equals("while") || lower.equals("though") || lower.equals("although");
            boolean joins = concedes || lower.equals("and") || lower.equals("but");
            if (joins
                    && i > from + 2
                    && (tokens.isComma(i - 1) || tokens.quoted(i - 1))
                    && reportsAgain(i + 1, limit)) {
                return tokens.isComma(i - 1) ? i - 1 : i;
            }
            if (concedes && tokens.isComma(i - 1) && i > from + 5) {
                return i - 1;
            }
            if (lead && tokens.isComma(i) && i + 2 < limit && i > from + 2 && opensMain(i + 1)) {
                return i;
            }
            if (tokens.isComma(i) && i + 1 < limit) {
                CueWord next = tokens.isWord(i + 1) ? lexicon.cue(tokens, i + 1) : null;
                int skip = i + 1;
                while (next == null
                        && skip < limit
                        && skip < i + 3
                        && (adverb.contains(tokens.lower[skip]) || tokens.is(skip, "while"))) {
                    skip++;
                    next = skip < limit && tokens.isWord(skip) ? lexicon.cue(tokens, skip) : null;
                }
                if (next != null && next.form() == Form.ING) {
                    return i;
                }
                if (tokens.is(i + 1, "according")) {
                    return i;
                }
                boolean relative = tokens.is(i + 1, "who")
                        || tokens.is(i + 1, "which")
                        || tokens.is(i + 1, "whose")
                        || tokens.is(i + 1, "where");
                if (quoted && isRemark(i + 1, limit)) {
                    return i;
                }
                if (relative && i > from + 4 && noCommaAfter(i + 2, limit) && !tokens.anyQuoted(i + 2, limit)) {
                    return i;
                }
                if (next != null && next.form() == Form.PAST && next.kind() == CueKind.SAY) {
                    return i;
                }
                if (tokens.quoted(i + 1)
                        && capitalInside(i + 1)
                        && tokens.wordsIn(from, i) >= FEWEST_WORDS
                        && !HANGS.contains(tokens.lower[from])) {
                    return i;
                }
            }
            boolean participle =
                    (tokens.is(i, "and") || tokens.is(i, "but") || tokens.is(i, "while") || tokens.is(i, "before"))
                            && i + 1 < limit
                            && i > from + 1
                            && tokens.isWord(i + 1)
                            && lexicon.isEnglish()
                            && tokens.has(i + 1, Traits.CUE)
                            && lexicon.cue(tokens, i + 1).form() == Form.ING
                            && lexicon.cue(tokens, i + 1).kind() != CueKind.QUOTE;
            if (participle) {
                return tokens.isComma(i - 1) ? i - 1 : i;
            }
            if ((tokens.is(i, "and") || tokens.is(i, "but")) && i + 1 < limit && i > from) {
                CueWord next = tokens.isWord(i + 1) ? lexicon.cue(tokens, i + 1) : null;
                if (next != null && next.form() == Form.PAST && next.kind() != CueKind.QUOTE) {
                    return tokens.isComma(i - 1) ? i - 1 : i;
                }
            }
        }
        return limit;
    }

    /** What the writer adds: ", a charge that ...", ", a reference to ...". */
    private boolean isRemark(int from, int limit) {
        if (!lexicon.isEnglish() || !(tokens.is(from, "a") || tokens.is(from, "an")) || tokens.anyQuoted(from, limit)) {
            return false;
        }
        for (int i = from + 1; i < Math.min(limit, from + 5); i++) {
            if (tokens.isComma(i)) {
                return false;
            }
            if (tokens.is(i, "that") || tokens.is(i, "which") || SmallWords.isPreposition(tokens.lower[i])) {
                return i > from + 1 && !listGoesOn(from, limit);
            }
        }
        return false;
    }

    /** The dash that closes what a dash opens, or -1 when there is none, or one of another kind. */
    private int closingDash(int open, int limit) {
        for (int i = open + 2; i < limit; i = tokens.after(i)) {
            if (tokens.isDash(i)) {
                return tokens.first(i) == tokens.first(open) && i + 1 < limit ? i : Tokens.NONE;
            }
            if (tokens.isMark(i, ';')) {
                return Tokens.NONE;
            }
        }
        return Tokens.NONE;
    }

    /** Whether the sentence goes on without what is reported from here. */
    private boolean endsPhrase(int i, int from, int limit, Clause at) {
        int next = i + 1;
        if (next + 1 >= limit || tokens.quoted(next)) {
            return false;
        }
        if (tokens.isComma(i)) {
            boolean joined = tokens.is(next, "and") || tokens.is(next, "but");
            int then = joined ? next + 1 : next;
            if (tokens.quoted(then)) {
                return false;
            }
            boolean pronoun = SmallWords.SUBJECT_PRONOUNS.contains(tokens.lower[then]);
            boolean verb = isPastForm(then) || isFinite(then);
            if (at.kind() == CueKind.SAY) {
                return joined && (pronoun || verb || (tokens.is(next, "but") && names.of(then) != null));
            }
            return joined
                    ? tokens.is(next, "but") || pronoun || verb || determiner.contains(tokens.lower[then])
                    : pronoun
                            || verb
                            || isIng(then)
                            || RELATIVES.contains(tokens.lower[then])
                            || (determiner.contains(tokens.lower[then]) && !listGoesOn(then, limit));
        }
        if (at.kind() == CueKind.SAY) {
            return false;
        }
        if (tokens.is(i, "and") && i > from + 1) {
            return isPastForm(next) || isFinite(next);
        }
        return at.relative()
                && isFinite(i)
                && i > from + 1
                && !RELATIVES.contains(tokens.lower[i - 1])
                && !SmallWords.SUBJECT_PRONOUNS.contains(tokens.lower[i - 1])
                && !tokens.is(i - 1, "that")
                && !tokens.is(i - 1, "what");
    }

    private boolean isPastForm(int i) {
        return tokens.isWord(i)
                && names.of(i) == null
                && tokens.lower[i].endsWith("ed")
                && tokens.lower[i].length() > 4;
    }

    private boolean isIng(int i) {
        return tokens.isWord(i)
                && names.of(i) == null
                && tokens.lower[i].endsWith("ing")
                && tokens.lower[i].length() > 5;
    }

    private boolean isFinite(int i) {
        return tokens.isWord(i) && FINITE.contains(tokens.lower[i]);
    }

    private boolean listGoesOn(int from, int limit) {
        int end = Math.min(limit, from + 8);
        for (int i = from; i < end && !tokens.quoted(i); i++) {
            if (tokens.is(i, "and") || tokens.is(i, "or")) {
                return true;
            }
            if (isFinite(i) || tokens.isComma(i)) {
                return tokens.isComma(i) && (tokens.is(i + 1, "and") || tokens.is(i + 1, "or"));
            }
        }
        return false;
    }

    private boolean noCommaAfter(int from, int limit) {
        for (int i = from; i < limit; i = tokens.after(i)) {
            if (tokens.isComma(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether content stands in a clause that leads a sentence: "Noting that ..., X said", "Although he said ..., ". */
    private boolean dependentLead(int content) {
        int first = tokens.sentenceStart[tokens.sentence[content < tokens.count ? content : tokens.count - 1]];
        if (tokens.quoted(first)) {
            return false;
        }
        CueWord cue = lexicon.cue(tokens, first);
        boolean participle = cue != null && cue.form() == Form.ING;
        return participle || lexicon.set("subordinator").contains(tokens.lower[first]);
    }

    boolean opensMain(int i) {
        if (tokens.quoted(i)) {
            return true;
        }
        String lower = tokens.lower[i];
        return names.of(i) != null || determiner.contains(lower) || SmallWords.SUBJECT_PRONOUNS.contains(lower);
    }

    /** Whether what follows "and" or "but" is another reporting clause: "but she said", "and Roe vowed", "but added". */
    private boolean reportsAgain(int from, int limit) {
        int i = from;
        Mention mention = i < limit ? names.of(i) : null;
        if (mention != null) {
            i = mention.to();
        } else if (i < limit && (tokens.is(i, "he") || tokens.is(i, "she") || tokens.is(i, "they"))) {
            i++;
        }
        while (i < limit && (auxiliary.contains(tokens.lower[i]) || adverb.contains(tokens.lower[i]))) {
            i++;
        }
        CueWord cue = i < limit && tokens.isWord(i) && !tokens.quoted(i) ? lexicon.cue(tokens, i) : null;
        boolean thinks =
                lexicon.isEnglish() && cue != null && cue.kind() == CueKind.THINK && i > from && mention == null;
        return cue != null
                && cue.form() != Form.BASE
                && cue.form() != Form.ING
                && cue.kind() != CueKind.QUOTE
                && !thinks;
    }

    /** Whether what follows a comma leads to another reporting clause soon: "at the hall this week she said". */
    private boolean saysAgain(int from, int limit) {
        int end = Math.min(limit, from + 12);
        for (int i = from + 1; i < end; i = tokens.after(i)) {
            if (tokens.quoted(i) || tokens.kind[i] == Kind.MARK) {
                return false;
            }
            CueWord cue = tokens.isWord(i) ? lexicon.cue(tokens, i) : null;
            boolean finite = cue != null && cue.form() == Form.PAST && cue.kind() == CueKind.SAY;
            if (finite) {
                Mention mention = names.of(i - 1);
                return tokens.has(i - 1, Traits.GENDERED)
                        || (mention != null && mention.to() == i && cast.of(mention) != null);
            }
        }
        return false;
    }

    private boolean capitalInside(int openMark) {
        Quotation quotation = tokens.quotations.get(tokens.quotation[openMark]);
        return Character.isUpperCase(tokens.text.codePointAt(quotation.start()))
                && tokens.wordsIn(quotation.open(), quotation.close() + 1) >= 4;
    }

    private boolean goesElsewhere(int i) {
        Mention mention = names.of(i);
        return SmallWords.SUBJECT_PRONOUNS.contains(tokens.lower[i])
                || isIng(i)
                || isPastForm(i)
                || (!tokens.quoted(i) && tokens.has(i, Traits.CUE))
                || (mention != null && cast.of(mention) != null);
    }

    /** After the quotation that something is called, when what follows is no noun that the quotation belongs to. */
    int namedEnd(int from, int to) {
        for (int i = from; i < to; i = tokens.after(i)) {
            if (tokens.quoted(i)) {
                int next = tokens.quotations.get(tokens.quotation[i]).close() + 1;
                boolean past = next < to
                        && !tokens.quoted(next)
                        && (tokens.kind[next] == Kind.MARK
                                || isTimePhrase(next, to)
                                || tokens.is(next, "during")
                                || time.contains(tokens.lower[next])
                                || PLACES_OF_WORDS.contains(tokens.lower[Math.min(next + 2, to - 1)])
                                || (isConjunction(next) && next + 1 < to && goesElsewhere(next + 1)));
                return past ? next : to;
            }
        }
        return to;
    }

    boolean isConjunction(int i) {
        return tokens.is(i, "and") || tokens.is(i, "but") || tokens.is(i, "then") || tokens.is(i, "or");
    }
}
