package rejoinder.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import rejoinder.reading.Lexicon.CueKind;
import rejoinder.reading.Lexicon.CueWord;
import rejoinder.reading.Lexicon.Form;
import rejoinder.reading.Tokens.Kind;
import rejoinder.reading.Tokens.Quotation;

/** Finds reporting clauses, sentence by sentence, and what each one reports. */
final class Clauses {
    private static final Set<String> BE = Set.of("is", "are", "was", "were", "be", "been", "being", "'s");
    private static final Set<String> NOUNS_TOO = Set.of(
            "claim",
            "claims",
            "report",
            "reports",
            "call",
            "calls",
            "note",
            "notes",
            "question",
            "questions",
            "demand",
            "demands",
            "promise",
            "promises",
            "pledge",
            "pledges",
            "vow",
            "vows",
            "state",
            "states",
            "charge",
            "charges",
            "answer",
            "answers",
            "comment",
            "comments",
            "address",
            "addresses",
            "attack",
            "attacks",
            "quote",
            "quotes",
            "mention",
            "mentions",
            "tweet",
            "tweets",
            "post",
            "posts",
            "email",
            "emails",
            "text",
            "texts",
            "boast",
            "boasts",
            "remark",
            "remarks",
            "blast",
            "praise",
            "challenge",
            "challenges",
            "blame",
            "fire",
            "fires",
            "shot",
            "laugh",
            "laughs",
            "cry",
            "cries",
            "use",
            "uses",
            "term",
            "terms",
            "offer",
            "offers",
            "request",
            "requests",
            "share",
            "shares",
            "read",
            "joke",
            "jokes",
            "estimate",
            "reply",
            "replies",
            "plan",
            "plans",
            "counter",
            "counters",
            "brand",
            "label",
            "welcome",
            "warning",
            "meaning",
            "writing",
            "reading",
            "threatening",
            "saying",
            "calling",
            "questioning",
            "reporting",
            "shooting",
            "beginning",
            "meeting",
            "feeling",
            "support",
            "supports",
            "views",
            "view",
            "hope",
            "hopes",
            "fear",
            "fears",
            "doubt",
            "doubts",
            "worries",
            "thought",
            "finds",
            "needs",
            "estimates",
            "signals",
            "regard",
            "regards");
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
    private static final Set<String> MODALS_AGAINST =
            Set.of("could", "should", "can", "may", "might", "must", "not", "never");
    private static final Set<String> SINGULAR_SUBJECTS =
            Set.of("he", "she", "it", "who", "which", "that", "everyone", "nobody", "one", "and");
    private static final Set<String> PLURAL_SUBJECTS = Set.of("they", "we", "i", "you", "who", "to", "will", "would");
    private static final Set<String> PREPOSITIONS =
            Set.of("of", "in", "on", "for", "with", "from", "by", "about", "to", "at", "into", "over", "under", "no");
    private static final Set<String> PLACES_OF_WORDS =
            Set.of("statement", "interview", "speech", "tweet", "letter", "memo", "email", "debate", "post");
    private static final Set<String> SUBJECT_PRONOUNS = Set.of("he", "she", "they", "it", "we", "i");
    private static final Set<String> FINITE = Set.of(
            "is", "are", "was", "were", "has", "had", "have", "will", "would", "can", "could", "may", "might", "does",
            "did");
    private static final Set<String> PREPOSITIONS_OF_NOUNS =
            Set.of("that", "to", "as", "about", "of", "for", "on", "against", "with");
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
    private static final Set<String> CIRCUMSTANCES =
            Set.of("when", "while", "after", "before", "as", "during", "moments");
    private static final Set<String> ANSWERING = Set.of("comment", "answer", "respond", "elaborate");
    private static final Set<String> WONDERING = Set.of("whether", "how", "why", "what", "if");
    private static final Set<String> THEMES = Set.of("about", "on", "over");
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
    private static final int FEWEST_WORDS = 3;
    private static final int LONGEST_CONTENT = 220;
    private static final int SHORT_OBJECT = 4;
    private static final int LONGEST_TITLE = 5;

    private final Tokens tokens;
    private final Names.Found names;
    private final Cast cast;
    private final Lexicon lexicon;
    private final Subjects subjects;
    private final Turns turns;
    private final Set<String> determiner;
    private final Set<String> auxiliary;
    private final Set<String> adverb;
    private final Set<String> time;
    private final Set<String> passive;
    private final List<Report> found = new ArrayList<>();
    private final boolean[] assigned;
    private Subject sentenceSubject;
    /** Where the cue at hand ends. */
    private int cueTo;
    /** What kind of cue is at hand, and whether its clause leads the sentence or stands inside a relative one. */
    private CueKind kind = CueKind.SAY;

    private boolean leads;
    private boolean relative;

    Clauses(Tokens tokens, Names.Found names, Cast cast, Lexicon lexicon) {
        this.tokens = tokens;
        this.names = names;
        this.cast = cast;
        this.lexicon = lexicon;
        this.subjects = new Subjects(tokens, names, cast, lexicon);
        this.turns = new Turns(tokens, names, cast);
        this.determiner = lexicon.set("determiner");
        this.auxiliary = lexicon.set("auxiliary");
        this.adverb = lexicon.set("adverb");
        this.time = lexicon.set("time");
        this.passive = lexicon.set("passive");
        this.assigned = new boolean[tokens.quotations.size()];
    }

    /** The reports found, and for each quotation whether a reporting clause claims it. */
    static final class Result {
        private final List<Report> reports;
        private final boolean[] assigned;

        private Result(List<Report> reports, boolean[] assigned) {
            this.reports = reports;
            this.assigned = assigned;
        }

        List<Report> reports() {
            return reports;
        }

        boolean assigned(int quotation) {
            return assigned[quotation];
        }
    }

    Result run() {
        turns.run().forEach(turn -> {
            found.add(turn);
            assignWithin(turn);
        });
        for (int s = 0; s < tokens.sentences() && found.size() < Reader.MOST_ATTRIBUTIONS; s++) {
            sentence(tokens.sentenceStart[s], tokens.sentenceStart[s + 1]);
        }
        return new Result(found, assigned);
    }

    private void assignWithin(Report turn) {
        for (int q = 0; q < assigned.length; q++) {
            Quotation quotation = tokens.quotations.get(q);
            assigned[q] |= quotation.start() >= turn.start() && quotation.end() <= turn.end();
        }
    }

    private void sentence(int from, int to) {
        sentenceSubject = null;
        if (turns.holds(from)) {
            return;
        }
        for (int i = from; i < to && found.size() < Reader.MOST_ATTRIBUTIONS; i = tokens.after(i)) {
            if (tokens.quoted(i)) {
                continue;
            }
            CueWord pair = tokens.isWord(i) && i + 1 < to && !tokens.quoted(i + 1)
                    ? lexicon.cueOfTwoWords(tokens.lower[i], tokens.lower[i + 1])
                            .orElse(null)
                    : null;
            CueWord cue = pair != null ? pair : tokens.isWord(i) ? lexicon.cues.get(tokens.lower[i]) : null;
            if (isPassive(i, from) || isNounOfThought(i, to)) {
                thought(i, i + 1, to);
            } else if (cue != null && mayReport(i, cue)) {
                cueTo = pair != null ? i + 2 : i + 1;
                kind = cue.kind();
                clause(i, cue, from, to);
            } else if (tokens.is(i, "according") && tokens.is(i + 1, "to")) {
                according(i, i + 2, from, to);
            }
        }
        colon(from, to);
    }

    private boolean mayReport(int i, CueWord cue) {
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
                    && !lower.equals("her")
                    && !lower.equals("those")
                    && !lower.equals("these")) {
                return false;
            }
            if (NOUNS_TOO.contains(tokens.lower[i])) {
                boolean possessive = tokens.isClitic(before);
                if (possessive
                        || Countries.all().demonym(lower).isPresent()
                        || isPreposition(lower)
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
                    || (isPreposition(tokens.lower[before]) && !tokens.is(before, "to") && !tokens.quoted(before))) {
                return false;
            }
        }
        if (cue.form() == Form.THIRD && lexicon.isEnglish() && NOUNS_TOO.contains(tokens.lower[i])) {
            return isSingularSubject(before) || leadsToClause(i + 1);
        }
        return cue.form() != Form.BASE || !NOUNS_TOO.contains(tokens.lower[i]) || isPluralSubject(before);
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
                || isComma(i)
                || tokens.isMark(i, ')')
                || (mention != null && cast.of(mention) != null)
                || (subjects.isPersonNoun(i) && !tokens.lower[i].endsWith("s"));
    }

    private boolean leadsToClause(int next) {
        return next < tokens.count && (tokens.quoted(next) || tokens.is(next, "that") || tokens.isMark(next, ':'));
    }

    /** "Is widely expected", "has been seen": what unnamed people expect or think. */
    private boolean isPassive(int i, int from) {
        if (!tokens.isWord(i) || !passive.contains(tokens.lower[i]) || names.of(i) != null) {
            return false;
        }
        int before = i - 1;
        while (before >= from
                && !tokens.quoted(before)
                && (adverb.contains(tokens.lower[before]) || tokens.lower[before].endsWith("ly"))) {
            before--;
        }
        return before >= from && !tokens.quoted(before) && BE.contains(tokens.lower[before]);
    }

    /** "The claim that ...", "a promise to ...". */
    private boolean isNounOfThought(int i, int to) {
        if (!tokens.isWord(i) || i + 1 >= to || names.of(i) != null || tokens.quoted(i + 1)) {
            return false;
        }
        if (!lexicon.isEnglish()) {
            return false;
        }
        String next = tokens.lower[i + 1];
        if (!PREPOSITIONS_OF_NOUNS.contains(next) && !WONDERING.contains(next)) {
            return false;
        }
        if (tokens.is(i, "asked") && (WONDERING.contains(next) || next.equals("about") || next.equals("to"))) {
            return true;
        }
        if (THEMES.contains(tokens.lower[i]) && WONDERING.contains(next)) {
            return true;
        }
        boolean noun = PREPOSITIONS_OF_NOUNS.contains(next)
                && lexicon.leading(next).contains(tokens.lower[i])
                && (i == 0 || !lexicon.cues.containsKey(tokens.lower[i]) || !isPluralSubject(i - 1));
        boolean participle = next.equals("that")
                && (tokens.lower[i].endsWith("ed") || tokens.lower[i].endsWith("ing"))
                && i + 2 < to
                && !lexicon.cues.containsKey(tokens.lower[i])
                && opensMain(i + 2);
        boolean verb = lexicon.cues.containsKey(tokens.lower[i]) && mayReport(i, lexicon.cues.get(tokens.lower[i]));
        return participle || (noun && !verb);
    }

    /** What unnamed people think, or a noun of speech or thought tells. */
    private void thought(int verb, int next, int to) {
        int content = next;
        if (content >= to
                || !(PREPOSITIONS_OF_NOUNS.contains(tokens.lower[content])
                        || WONDERING.contains(tokens.lower[content]))) {
            return;
        }
        cueTo = content;
        content = pastPreposition(content, to);
        if (content >= to || (tokens.kind[content] == Kind.MARK && !tokens.quoted(content))) {
            return;
        }
        kind = CueKind.THINK;
        leads = false;
        relative = tokens.is(content - 3, "who") || tokens.is(content - 3, "which") || tokens.is(content - 3, "that");
        boolean taken = !found.isEmpty() && found.get(found.size() - 1).end() > tokens.start[content];
        if (taken
                && found.get(found.size() - 1).rule().equals(Attribution.THOUGHT)
                && found.get(found.size() - 1).start() == tokens.start[content]) {
            return;
        }
        int end = phraseEnd(content, to);
        if (wordsIn(content, end) >= (opensPhrase(content) ? 1 : FEWEST_WORDS) && !quotes(content, end)) {
            addClause(content, end, verb, null, Attribution.THOUGHT);
        }
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

    private static boolean isPreposition(String lower) {
        return PREPOSITIONS.contains(lower);
    }

    private void clause(int verb, CueWord cue, int from, int to) {
        int group = verb;
        boolean be = false;
        boolean infinitive = false;
        boolean against = false;
        while (group - 1 >= from && !tokens.quoted(group - 1) && tokens.isWordOrClitic(group - 1)) {
            String lower = tokens.lower[group - 1];
            boolean manner = lower.endsWith("ly") && lower.length() > 4 && names.of(group - 1) == null;
            if (!auxiliary.contains(lower) && !adverb.contains(lower) && !manner) {
                break;
            }
            be |= BE.contains(lower);
            infinitive |= lower.equals("to");
            against |= MODALS_AGAINST.contains(lower) || lower.endsWith("n't");
            group--;
        }
        if (be && cue.form() == Form.PAST) {
            return;
        }
        boolean participle = cue.form() == Form.ING && !be;
        int afterVerb = cueTo;
        int before = group - 1;
        boolean quoteBefore = before >= from && (tokens.quoted(before) || isQuotationBeforeSeparators(before, from));
        boolean opens = group == from;
        Subject subject = null;
        boolean inverted = false;
        if (participle || infinitive) {
            subject = sentenceSubject;
            if (subject == null || subject.kind() == Subject.Kind.NOMINAL) {
                Subject person = firstPerson(from, group);
                subject = person == null ? subject : person;
            }
            boolean goesOn =
                    infinitive && group - 1 >= from && lexicon.set("goes-on").contains(tokens.lower[group - 1]);
            if (goesOn) {
                Subject near = subjects.before(tokens.is(group - 1, "on") ? group - 2 : group - 1, from);
                subject = near == null ? subject : near;
            }
            if (infinitive && !goesOn && !quoteFollows(afterVerb, to)) {
                unsaid(verb, cue, subject, to);
                return;
            }
        } else if (quoteBefore || opens) {
            subject = subjects.after(afterVerb, to);
            inverted = subject != null;
        }
        if (subject == null && !quoteBefore) {
            subject = subjects.before(group, from);
            if (subject == null && before > from && isConjunction(before)) {
                subject = sentenceSubject;
            }
            if (subject == null && before > from && isComma(before)) {
                subject = subjects.after(afterVerb, to);
                inverted = subject != null && subject.kind() != Subject.Kind.PRONOUN;
                if (!inverted) {
                    subject = null;
                }
            }
        }
        if (subject == null && participle && opens) {
            if (cue.kind() == CueKind.QUOTE) {
                return;
            }
            subject = firstPerson(afterVerb, to);
        }
        if (subject == null) {
            boolean somebody = lexicon.isEnglish()
                    && cue.kind() == CueKind.SAY
                    && (cue.form() != Form.BASE || group == verb)
                    && (cue.lemma().equals("say") || tokens.is(afterVerb, "that"));
            if (!quoteBefore && !participle && !somebody) {
                return;
            }
        } else if (!participle && !infinitive) {
            if (subject.kind() == Subject.Kind.NOMINAL
                    && cue.form() == Form.BASE
                    && !lookPlural(subject)
                    && !cue.lemma().equals("say")) {
                return;
            }
            sentenceSubject = subject;
        }
        if (subject != null && !inverted && isWhat(subject.from() - 1, from) && !quoteFollows(afterVerb, to)) {
            return;
        }
        int clauseStart = inverted || subject == null || participle || infinitive
                ? group
                : jointStart(Math.min(subject.from(), group), from);
        int clauseEnd = inverted ? Math.max(afterVerb, subject.to()) : afterVerb;
        report(verb, cue, subject, clauseStart, clauseEnd, from, to, inverted, participle || infinitive, against);
    }

    /** Where the subject begins, with the name that "and" joins to it: "Roe and Doe said". */
    private int jointStart(int subjectStart, int from) {
        Mention first = subjectStart - 2 >= from ? names.of(subjectStart - 2) : null;
        boolean joint = first != null
                && Speakers.AND.contains(tokens.lower[subjectStart - 1])
                && cast.of(first) != null
                && (first.from() == from
                        || tokens.quoted(first.from() - 1)
                        || tokens.kind[first.from() - 1] == Kind.MARK);
        return joint ? first.from() : subjectStart;
    }

    /** Whether a clause is only spoken of: "what Roe said about it". */
    private boolean isWhat(int last, int from) {
        for (int i = last; i >= Math.max(from, last - LONGEST_TITLE); i--) {
            if (tokens.is(i, "what") || tokens.is(i, "whatever")) {
                return true;
            }
            if (tokens.quoted(i) || !tokens.isWord(i) || lexicon.cues.containsKey(tokens.lower[i])) {
                return false;
            }
        }
        return false;
    }

    private boolean lookPlural(Subject subject) {
        int last = subject.to() - 1;
        return tokens.lower[last].endsWith("s")
                || tokens.lower[last].equals("people")
                || tokens.lower[last].equals("police")
                || tokens.lower[subject.from()].equals("many")
                || tokens.lower[subject.from()].equals("some");
    }

    private boolean isConjunction(int i) {
        return tokens.is(i, "and") || tokens.is(i, "but") || tokens.is(i, "then") || tokens.is(i, "or");
    }

    private boolean isComma(int i) {
        return tokens.isMark(i, ',');
    }

    private boolean isDash(int i) {
        return tokens.isMark(i, '\u2013') || tokens.isMark(i, '\u2014') || tokens.isMark(i, '-');
    }

    /** What may stand between a quotation and its clause: a comma, or a dash as in Polish. */
    private boolean isSeparator(int i) {
        return isComma(i) || tokens.isMark(i, '-') || tokens.isMark(i, '\u2013') || tokens.isMark(i, '\u2014');
    }

    /** A comma, a dash, or both as in Ukrainian and Russian. */
    private boolean isQuotationBeforeSeparators(int last, int from) {
        int i = last;
        while (i >= from && i > last - 2 && isSeparator(i)) {
            i--;
        }
        return i < last && i >= from && tokens.quoted(i);
    }

    private boolean quoteFollows(int i, int to) {
        int next = i;
        while (next < to
                && !tokens.quoted(next)
                && (isComma(next) || tokens.isMark(next, ':') || tokens.is(next, "that"))) {
            next++;
        }
        return next < to && tokens.quoted(next);
    }

    private Subject firstPerson(int from, int to) {
        int limit = Math.min(to, from + LONGEST_CONTENT);
        for (int i = from; i < limit; i = tokens.after(i)) {
            Mention mention = tokens.quoted(i) ? null : names.of(i);
            if (mention != null && cast.of(mention) != null) {
                return new Subject(Subject.Kind.PERSON, mention.from(), mention.to(), mention);
            }
            if (mention == null && lexicon.genderOfPronoun(tokens.lower[i]) != Gender.UNKNOWN) {
                return new Subject(Subject.Kind.PRONOUN, i, i + 1, null);
            }
        }
        return null;
    }

    private void report(
            int verb,
            CueWord cue,
            Subject subject,
            int clauseStart,
            int clauseEnd,
            int from,
            int to,
            boolean inverted,
            boolean dependent,
            boolean against) {
        int before = clauseStart - 1;
        while (before >= from && isSeparator(before)) {
            before--;
        }
        boolean quoteBefore = before >= from && tokens.quoted(before);
        boolean backward = false;
        if (quoteBefore
                && !dependent
                && !assigned[tokens.quotation[before]]
                && (tokens.quotations.get(tokens.quotation[before]).open() == from
                        || !tokens.isTitleOfWork(tokens.quotations.get(tokens.quotation[before])))) {
            backward = true;
            backward(before, verb, subject, from, inverted ? "quote-verb-speaker" : "quote-speaker-verb");
        }
        int content = contentStart(cue, clauseEnd, to, inverted);
        if (lexicon.isEnglish() && !inverted) {
            content = pastPreposition(content, to);
        }
        leads = !inverted && subordinate(clauseStart, from);
        relative = !inverted && isRelative(clauseStart, verb);
        boolean direct = content < to && tokens.quoted(content);
        if (direct && leadsTo(clauseEnd, content, cue)) {
            if (cue.kind() == CueKind.SAY
                    && !dependent
                    && !backward
                    && wordsIn(from, clauseStart - 1) >= SHORT_OBJECT
                    && isInterrupted(clauseStart, clauseEnd, from)) {
                addClause(from, clauseStart - 1, verb, subject, "clause-speaker-verb");
            }
            forward(verb, subject, content, to, backward ? "speaker-verb-between" : "speaker-verb-quote");
            return;
        }
        if (backward) {
            return;
        }
        int end = contentEnd(content, to);
        if (cue.kind() == CueKind.THINK && quotes(content, end)) {
            return;
        }
        if ((wordsIn(content, end) >= FEWEST_WORDS || isShortObject(cue, content, end)) && !inverted && !against) {
            if (cue.kind() == CueKind.QUOTE) {
                embedded(verb, subject, content, end);
                return;
            }
            if (cue.kind() == CueKind.SAY && !dependent && isInterrupted(clauseStart, clauseEnd, from)) {
                addClause(from, clauseStart - 1, verb, subject, "clause-speaker-verb");
            }
            forward(
                    verb,
                    subject,
                    content,
                    to,
                    switch (cue.kind()) {
                        case SAY -> "speaker-verb-clause";
                        case THINK -> declines(cue, content) ? "speaker-verb-phrase" : Attribution.THOUGHT;
                        default -> "speaker-verb-phrase";
                    });
            return;
        }
        if (against && !inverted) {
            unsaid(verb, cue, subject, to);
        }
        if (against || dependent || (cue.kind() == CueKind.QUOTE && before >= from)) {
            return;
        }
        boolean comma = clauseStart - 1 >= from && isComma(clauseStart - 1);
        if (comma && cue.kind() == CueKind.SAY && wordsIn(from, before + 1) >= 4) {
            addClause(from, before + 1, verb, subject, inverted ? "clause-verb-speaker" : "clause-speaker-verb");
        } else if (before < from
                && from > 0
                && tokens.quoted(from - 1)
                && tokens.paragraph[from - 1] == tokens.paragraph[from]
                && !assigned[tokens.quotation[from - 1]]
                && wordsIn(clauseEnd, to) <= 6) {
            backward(
                    from - 1,
                    verb,
                    subject,
                    tokens.sentenceStart[tokens.sentence[from - 1]],
                    "quote-then-speaker-verb");
        }
    }

    /** "Declined to comment": not to say anything is an answer. */
    private boolean declines(CueWord cue, int content) {
        return (cue.lemma().equals("decline") || cue.lemma().equals("refuse"))
                && tokens.is(content, "to")
                && ANSWERING.contains(content + 1 < tokens.count ? tokens.lower[content + 1] : "");
    }

    /** What somebody wants to say, might say or did not say: "to say that ...", "would not discuss ...". */
    private void unsaid(int verb, CueWord cue, Subject subject, int to) {
        if (!lexicon.isEnglish() || cue.kind() == CueKind.QUOTE) {
            return;
        }
        int content = pastPreposition(contentStart(cue, cueTo, to, false), to);
        if (cue.kind() == CueKind.THINK && !lexicon.set("act").contains(cue.lemma()) && !opensClause(content, to)) {
            return;
        }
        int end = phraseEnd(content, to);
        int fewest =
                content < to && lexicon.set("act").contains(cue.lemma()) && opensPhrase(content) ? 1 : FEWEST_WORDS;
        if (wordsIn(content, end) >= fewest && !quotes(content, end)) {
            addClause(content, end, verb, subject, Attribution.THOUGHT);
        }
    }

    /** Past the small word that belongs to the verb: "responded to the request", "known as the revolution". */
    private int pastPreposition(int content, int to) {
        boolean belongs = content == cueTo
                && content + 1 < to
                && !tokens.quoted(content + 1)
                && (lexicon.set("small").contains(tokens.lower[content])
                        || (tokens.is(content, "to") && opensPhrase(content + 1)));
        return belongs ? content + 1 : content;
    }

    /** Whether a clause begins here: after "that", with a question word, or with the subject of a verb. */
    private boolean opensClause(int content, int to) {
        return content < to
                && !tokens.quoted(content)
                && (tokens.is(content - 1, "that")
                        || tokens.is(content, "that")
                        || WONDERING.contains(tokens.lower[content])
                        || SUBJECT_PRONOUNS.contains(tokens.lower[content]));
    }

    /**
     * What is called something, with the quotation it is called: "called the plan 'a mistake'". The quotation alone is
     * the statement.
     */
    private void around(int verb, Subject subject, int content, int end) {
        int to = end;
        while (to > content && tokens.kind[to - 1] == Kind.MARK && !tokens.quoted(to - 1)) {
            to--;
        }
        if (lexicon.isEnglish() && to > content && !tokens.quoted(content) && wordsIn(content, to) >= FEWEST_WORDS) {
            found.add(new Report(
                    QuoteType.MIXED,
                    tokens.start[content],
                    tokens.end[to - 1],
                    verb,
                    cueTo,
                    subject,
                    Attribution.AROUND));
        }
    }

    /** Where a phrase goes no further; a clause ends as {@link #contentEnd} has it. */
    private int phraseEnd(int content, int to) {
        int end = contentEnd(content, to);
        if (opensClause(content, to) || tokens.is(content, "to")) {
            return end;
        }
        for (int i = content + 1; i < end; i = tokens.after(i)) {
            if (tokens.quoted(i) || names.of(i) != null) {
                continue;
            }
            CueWord cue = tokens.isWord(i) ? lexicon.cues.get(tokens.lower[i]) : null;
            boolean verb = cue != null
                    && (cue.form() == Form.PAST || cue.form() == Form.THIRD)
                    && !NOUNS_TOO.contains(tokens.lower[i]);
            boolean past = tokens.isMark(i, '(') || (isComma(i) && !listGoesOn(i + 1, end)) || isFinite(i) || verb;
            boolean insideRelative = tokens.is(i - 1, "who")
                    || tokens.is(i - 1, "that")
                    || tokens.is(i - 1, "which")
                    || SUBJECT_PRONOUNS.contains(tokens.lower[i - 1]);
            if ((past && !insideRelative) || PHRASE_ENDS.contains(tokens.lower[i]) || isTimePhrase(i, end)) {
                return i;
            }
        }
        return end;
    }

    private boolean isTimePhrase(int i, int end) {
        return i + 1 < end
                && (tokens.is(i, "on")
                        || tokens.is(i, "in")
                        || tokens.is(i, "last")
                        || tokens.is(i, "this")
                        || tokens.is(i, "at"))
                && (time.contains(tokens.lower[i + 1]) || tokens.kind[i + 1] == Kind.NUMBER);
    }

    private boolean opensPhrase(int i) {
        return names.of(i) != null || determiner.contains(tokens.lower[i]) || ADDRESSEES.contains(tokens.lower[i]);
    }

    /** Whether a clause stands between commas inside what it reports: "The bridge, officials said, is closed". */
    private boolean isInterrupted(int clauseStart, int clauseEnd, int from) {
        if (!lexicon.isEnglish() || clauseStart - 1 <= from || !isComma(clauseStart - 1) || !isComma(clauseEnd)) {
            return false;
        }
        boolean free = !tokens.is(from, "and") && !tokens.is(from, "but");
        for (int i = from; i < clauseStart - 1 && free; i++) {
            free = isComma(i) ? wordsIn(from, clauseStart - 1) < 12 : !tokens.quoted(i);
        }
        return free && (found.isEmpty() || found.get(found.size() - 1).end() <= tokens.start[from]);
    }

    /** "Endorsed Roe", "condemned the attack", "declined to comment": a name, or a noun or verb with its small word. */
    private boolean isShortObject(CueWord cue, int from, int end) {
        int words = wordsIn(from, end);
        if (!lexicon.isEnglish()
                || words == 0
                || cue.kind() == CueKind.QUOTE
                || cue.lemma().equals("say")
                || cue.lemma().equals("tell")
                || tokens.quoted(from)
                || lexicon.set("naming").contains(cue.lemma())) {
            return false;
        }
        boolean small = determiner.contains(tokens.lower[from]) || tokens.is(from, "to");
        return (names.of(from) != null && cue.kind() != CueKind.SAY) || (words == 2 && small);
    }

    private boolean quotes(int from, int to) {
        for (int i = from; i < to; i++) {
            if (tokens.quoted(i)) {
                return true;
            }
        }
        return false;
    }

    /** A quotation-only verb with its quotation further on in the clause ("attacked the plan as "a trap""). */
    private void embedded(int verb, Subject subject, int content, int end) {
        for (int i = content; i < end; i = tokens.after(i)) {
            if (tokens.quoted(i)) {
                int q = tokens.quotation[i];
                if (!assigned[q] && !tokens.isTitleOfWork(tokens.quotations.get(q))) {
                    addQuotation(q, verb, subject, "speaker-verb-embedded");
                }
                return;
            }
        }
    }

    private boolean leadsTo(int clauseEnd, int content, CueWord cue) {
        int words = 0;
        for (int i = clauseEnd; i < content; i++) {
            words += tokens.isWord(i) ? 1 : 0;
        }
        return words <= (cue.kind() == CueKind.SAY ? 14 : 8);
    }

    /** A quotation, and what belongs to it, before the clause. */
    private void backward(int lastOfQuote, int verb, Subject subject, int from, String rule) {
        int q = tokens.quotation[lastOfQuote];
        int open = tokens.quotations.get(q).open();
        int lead = open - 1;
        while (lead >= from && tokens.kind[lead] == Kind.MARK && !tokens.quoted(lead)) {
            lead--;
        }
        boolean bare = lead < from || tokens.quoted(lead);
        if (bare) {
            addQuotation(q, verb, subject, rule);
            int earlier = lead;
            while (earlier >= from && tokens.quoted(earlier)) {
                int other = tokens.quotation[earlier];
                if (assigned[other]) {
                    return;
                }
                addQuotation(other, verb, subject, rule);
                earlier = tokens.quotations.get(other).open() - 1;
                while (earlier >= from && tokens.kind[earlier] == Kind.MARK && !tokens.quoted(earlier)) {
                    earlier--;
                }
            }
            return;
        }
        boolean reported = false;
        for (int i = from; i < open; i = tokens.after(i)) {
            reported |= tokens.quoted(i) ? assigned[tokens.quotation[i]] : false;
        }
        boolean longQuote = wordsIn(open, lastOfQuote + 1) >= 4 && (tokens.isMark(open - 1, ':') || isComma(open - 1));
        if (reported || longQuote || wordsIn(from, open) > 25) {
            addQuotation(q, verb, subject, rule);
        } else {
            addSpan(QuoteType.MIXED, from, lastOfQuote + 1, verb, subject, rule + "-mixed");
        }
    }

    /** Where the content begins after a clause. */
    private int contentStart(CueWord cue, int clauseEnd, int to, boolean inverted) {
        int i = clauseEnd;
        int limit = Math.min(to, clauseEnd + 16);
        if (i < to && tokens.is(i, "that") && !inverted) {
            return i + 1;
        }
        int quote = Tokens.NONE;
        int that = Tokens.NONE;
        boolean clauseWords = false;
        for (int j = i; j < limit; j++) {
            if (tokens.quoted(j)) {
                quote = j;
                break;
            }
            if (tokens.isMark(j, ':')) {
                return j + 1;
            }
            if (tokens.isMark(j, ';')) {
                break;
            }
            if (tokens.is(j, "that") && that == Tokens.NONE && !clauseWords && tokens.isWord(j - 1) && j > i) {
                that = j;
            }
            clauseWords |= j > i
                    && auxiliary.contains(tokens.lower[j])
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
            boolean introduced = isComma(beforeQuote) || tokens.isMark(beforeQuote, ':');
            if (quote == i
                    || (introduced && (complements || addressee || cue.kind() != CueKind.CALL))
                    || (complements && quote - i <= 2)) {
                return quote;
            }
        }
        if (quote != Tokens.NONE && inverted) {
            int beforeQuote = quote - 1;
            if (isComma(beforeQuote) || tokens.isMark(beforeQuote, ':')) {
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
        if (i < to && isComma(i) && i > clauseEnd) {
            i++;
        }
        return i;
    }

    private int skipAddressee(int from, int to) {
        int i = from;
        Mention mention = i < to ? names.of(i) : null;
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
                    && !isPreposition(tokens.lower[i])
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
            } else if ((tokens.is(i, "on") || tokens.is(i, "late") || tokens.is(i, "early") || tokens.is(i, "last"))
                    && i + 1 < to
                    && time.contains(tokens.lower[i + 1])) {
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
    private int contentEnd(int from, int to) {
        int limit = Math.min(to, from + LONGEST_CONTENT);
        boolean lead = leads || dependentLead(from);
        for (int i = from; i < limit; i = tokens.after(i)) {
            if (tokens.quoted(i)) {
                int close = tokens.quotations.get(tokens.quotation[i]).close();
                if (endsWithComma(i)
                        && close + 1 < limit
                        && i > from
                        && !tokens.quoted(close + 1)
                        && !tokens.is(close + 1, "and")
                        && !tokens.is(close + 1, "or")
                        && !tokens.is(close + 1, "but")) {
                    return close + 1;
                }
                continue;
            }
            if (tokens.isMark(i, ';')) {
                return i;
            }
            if (isDash(i) && i > from) {
                int closing = closingDash(i, limit);
                if (closing < 0 && i > from + 2) {
                    return i;
                }
                i = Math.max(i, closing);
                continue;
            }
            if (lexicon.isEnglish() && i > from && endsPhrase(i, from, limit)) {
                return i;
            }
            if (tokens.isMark(i, ':') && i + 1 < limit && tokens.quoted(i + 1) && i > from + 2) {
                return i;
            }
            if (isComma(i) && i > from + 2 && saysAgain(i + 1, limit)) {
                return i;
            }
            boolean joins = tokens.is(i, "and")
                    || tokens.is(i, "but")
                    || tokens.is(i, "while")
                    || tokens.is(i, "though")
                    || tokens.is(i, "although");
            if (joins && i > from + 2 && (isComma(i - 1) || tokens.quoted(i - 1)) && reportsAgain(i + 1, limit)) {
                return isComma(i - 1) ? i - 1 : i;
            }
            if (joins
                    && isComma(i - 1)
                    && (tokens.is(i, "while") || tokens.is(i, "though") || tokens.is(i, "although"))
                    && i > from + 5) {
                return i - 1;
            }
            if (lead && isComma(i) && i + 2 < limit && i > from + 2 && opensMain(i + 1)) {
                return i;
            }
            if (isComma(i) && i + 1 < limit) {
                CueWord next = tokens.isWord(i + 1) ? lexicon.cues.get(tokens.lower[i + 1]) : null;
                int skip = i + 1;
                while (next == null
                        && skip < limit
                        && skip < i + 3
                        && (adverb.contains(tokens.lower[skip]) || tokens.is(skip, "while"))) {
                    skip++;
                    next = skip < limit && tokens.isWord(skip) ? lexicon.cues.get(tokens.lower[skip]) : null;
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
                if (relative && i > from + 4 && noCommaAfter(i + 2, limit)) {
                    return i;
                }
                if (next != null && next.form() == Form.PAST && next.kind() == CueKind.SAY) {
                    return i;
                }
                if (tokens.quoted(i + 1) && capitalInside(i + 1) && wordsIn(from, i) >= FEWEST_WORDS) {
                    return i;
                }
            }
            if ((tokens.is(i, "and") || tokens.is(i, "but")) && i + 1 < limit && i > from) {
                CueWord next = tokens.isWord(i + 1) ? lexicon.cues.get(tokens.lower[i + 1]) : null;
                if (next != null && next.form() == Form.PAST && next.kind() != CueKind.QUOTE) {
                    return isComma(i - 1) ? i - 1 : i;
                }
            }
        }
        return limit;
    }

    /** The dash that closes what a dash opens, or -1 when there is none, or one of another kind. */
    private int closingDash(int open, int limit) {
        for (int i = open + 2; i < limit; i = tokens.after(i)) {
            if (isDash(i)) {
                return tokens.first(i) == tokens.first(open) && i + 1 < limit ? i : Tokens.NONE;
            }
            if (tokens.isMark(i, ';')) {
                return Tokens.NONE;
            }
        }
        return Tokens.NONE;
    }

    /** Whether a clause hangs on another: "when Roe announced ...", "since she said ...". */
    private boolean subordinate(int clauseStart, int from) {
        int before = clauseStart - 1;
        return before >= from
                && !tokens.quoted(before)
                && lexicon.set("subordinator").contains(tokens.lower[before]);
    }

    private boolean isRelative(int clauseStart, int verb) {
        for (int i = Math.max(clauseStart, verb - LONGEST_CONTENT); i < verb; i++) {
            if (!tokens.quoted(i) && (tokens.is(i, "who") || tokens.is(i, "which"))) {
                return true;
            }
        }
        return false;
    }

    /** Whether the sentence goes on without what is reported from here. */
    private boolean endsPhrase(int i, int from, int limit) {
        int next = i + 1;
        if (next + 1 >= limit || tokens.quoted(next)) {
            return false;
        }
        if (isComma(i)) {
            boolean joined = tokens.is(next, "and") || tokens.is(next, "but");
            int then = joined ? next + 1 : next;
            if (tokens.quoted(then)) {
                return false;
            }
            boolean pronoun = SUBJECT_PRONOUNS.contains(tokens.lower[then]);
            boolean verb = isPastForm(then) || isFinite(then);
            if (kind == CueKind.SAY) {
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
        if (kind == CueKind.SAY) {
            return false;
        }
        if (tokens.is(i, "and") && i > from + 1) {
            return isPastForm(next) || isFinite(next);
        }
        return relative
                && isFinite(i)
                && i > from + 1
                && !RELATIVES.contains(tokens.lower[i - 1])
                && !SUBJECT_PRONOUNS.contains(tokens.lower[i - 1])
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
            if (isFinite(i) || isComma(i)) {
                return isComma(i) && (tokens.is(i + 1, "and") || tokens.is(i + 1, "or"));
            }
        }
        return false;
    }

    private boolean noCommaAfter(int from, int limit) {
        for (int i = from; i < limit; i = tokens.after(i)) {
            if (isComma(i)) {
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
        CueWord cue = lexicon.cues.get(tokens.lower[first]);
        boolean participle = cue != null && cue.form() == Form.ING;
        return participle || lexicon.set("subordinator").contains(tokens.lower[first]);
    }

    private boolean opensMain(int i) {
        if (tokens.quoted(i)) {
            return true;
        }
        String lower = tokens.lower[i];
        return names.of(i) != null || determiner.contains(lower) || SUBJECT_PRONOUNS.contains(lower);
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
        CueWord cue = i < limit && tokens.isWord(i) && !tokens.quoted(i) ? lexicon.cues.get(tokens.lower[i]) : null;
        return cue != null && cue.form() != Form.BASE && cue.form() != Form.ING && cue.kind() != CueKind.QUOTE;
    }

    /** Whether what follows a comma leads to another reporting clause soon: "at the hall this week she said". */
    private boolean saysAgain(int from, int limit) {
        int end = Math.min(limit, from + 12);
        for (int i = from + 1; i < end; i = tokens.after(i)) {
            if (tokens.quoted(i) || tokens.kind[i] == Kind.MARK) {
                return false;
            }
            CueWord cue = tokens.isWord(i) ? lexicon.cues.get(tokens.lower[i]) : null;
            boolean finite = cue != null && cue.form() == Form.PAST && cue.kind() == CueKind.SAY;
            if (finite) {
                Mention mention = names.of(i - 1);
                return lexicon.genderOfPronoun(tokens.lower[i - 1]) != Gender.UNKNOWN
                        || (mention != null && mention.to() == i && cast.of(mention) != null);
            }
        }
        return false;
    }

    private boolean endsWithComma(int quoted) {
        Quotation quotation = tokens.quotations.get(tokens.quotation[quoted]);
        return tokens.text.charAt(quotation.end() - 1) == ',';
    }

    private boolean capitalInside(int openMark) {
        Quotation quotation = tokens.quotations.get(tokens.quotation[openMark]);
        return Character.isUpperCase(tokens.text.codePointAt(quotation.start()))
                && wordsIn(quotation.open(), quotation.close() + 1) >= 4;
    }

    int wordsIn(int from, int to) {
        int words = 0;
        for (int i = from; i < to && words < 30; i++) {
            words += tokens.kind[i] != Kind.MARK ? 1 : 0;
        }
        return words;
    }

    private void forward(int verb, Subject subject, int content, int to, String rule) {
        int end = contentEnd(content, to);
        addClause(content, end, verb, subject, rule);
        boolean introduces = end + 1 < to && tokens.isMark(end, ':') && tokens.quoted(end + 1);
        if (introduces && !assigned[tokens.quotation[end + 1]]) {
            addQuotation(tokens.quotation[end + 1], verb, subject, "speaker-verb-colon-quote");
        }
    }

    /** Adds tokens {@code [from,to)} as what they are: quotations each by itself, or one mixed or indirect span. */
    private void addClause(int from, int to, int verb, Subject subject, String rule) {
        int start = from;
        int end = to;
        while (start < end && tokens.kind[start] == Kind.MARK && !tokens.quoted(start)) {
            start++;
        }
        while (end > start && tokens.kind[end - 1] == Kind.MARK && !tokens.quoted(end - 1)) {
            end--;
        }
        if (end <= start) {
            return;
        }
        boolean outside = false;
        boolean quoted = false;
        int outsideWords = 0;
        for (int i = start; i < end; i++) {
            if (tokens.quoted(i)) {
                quoted = true;
            } else if (tokens.kind[i] != Kind.MARK) {
                outside = true;
                outsideWords++;
            }
        }
        if (!quoted) {
            addSpan(QuoteType.INDIRECT, start, end, verb, subject, rule);
            return;
        }
        boolean bare = !outside || (outsideWords <= 1 && tokens.is(start, "that"));
        if (bare || (tokens.quoted(start) && leadingQuoteStands(start, end))) {
            int i = start;
            while (i < end) {
                if (tokens.quoted(i)) {
                    int q = tokens.quotation[i];
                    if (!assigned[q]) {
                        addQuotation(q, verb, subject, rule);
                    }
                    i = tokens.quotations.get(q).close() + 1;
                    if (!bare) {
                        return;
                    }
                } else {
                    i++;
                }
            }
            return;
        }
        if (lexicon.set("naming").contains(tokens.lower[verb]) && tokens.quoted(end - 1)) {
            Quotation last = tokens.quotations.get(tokens.quotation[end - 1]);
            if (wordsIn(start, last.open()) <= SHORT_OBJECT
                    && wordsIn(last.open(), end) >= 1
                    && !assigned[tokens.quotation[end - 1]]) {
                around(verb, subject, start, end);
                addQuotation(tokens.quotation[end - 1], verb, subject, "speaker-calls-quote");
                return;
            }
        }
        addSpan(QuoteType.MIXED, start, end, verb, subject, rule);
    }

    /** A quotation followed by more words of the sentence is direct when it is a sentence of its own. */
    private boolean leadingQuoteStands(int start, int end) {
        Quotation quotation = tokens.quotations.get(tokens.quotation[start]);
        char last = tokens.text.charAt(quotation.end() - 1);
        int rest = wordsIn(quotation.close() + 1, end);
        int next = quotation.close() + 1;
        boolean circumstance = next + 1 < end
                && !tokens.isTitleOfWork(quotation)
                && (CIRCUMSTANCES.contains(tokens.lower[next])
                        || isTimePhrase(next, end)
                        || (tokens.is(next, "and") && lexicon.cues.containsKey(tokens.lower[next + 1])));
        int words = wordsIn(quotation.open(), quotation.close() + 1);
        return circumstance || ".?!,".indexOf(last) >= 0 || (words >= 6 && rest <= words / 4) || words > 15;
    }

    private void addQuotation(int q, int verb, Subject subject, String rule) {
        Quotation quotation = tokens.quotations.get(q);
        assigned[q] = true;
        found.add(new Report(QuoteType.DIRECT, quotation.start(), quotation.end(), verb, cueTo, subject, rule));
    }

    private void addSpan(QuoteType type, int from, int to, int verb, Subject subject, String rule) {
        for (int i = from; i < to; i++) {
            if (tokens.quoted(i)) {
                assigned[tokens.quotation[i]] = true;
            }
        }
        int start = tokens.quoted(from)
                ? tokens.quotations.get(tokens.quotation[from]).open()
                : from;
        found.add(new Report(type, tokens.start[start], tokens.end[to - 1], verb, cueTo, subject, rule));
    }

    private void according(int cue, int next, int from, int to) {
        cueTo = next;
        kind = CueKind.SAY;
        leads = false;
        relative = false;
        Subject subject = subjects.after(next, to);
        if (subject == null) {
            return;
        }
        if (cue == from || (cue - from <= 2)) {
            int comma = subject.to();
            int limit = Math.min(to, comma + 25);
            while (comma < limit && !isComma(comma) && !tokens.isMark(comma, ':')) {
                comma++;
            }
            if (comma < limit && wordsIn(comma + 1, to) >= FEWEST_WORDS) {
                addClause(comma + 1, contentEnd(comma + 1, to), cue, subject, "according-to-first");
            }
            return;
        }
        int end = cue;
        while (end > from && tokens.kind[end - 1] == Kind.MARK && !tokens.quoted(end - 1)) {
            end--;
        }
        if (wordsIn(from, end) < 4) {
            return;
        }
        boolean reported = false;
        for (int i = from; i < end; i = tokens.after(i)) {
            reported |= tokens.quoted(i) && assigned[tokens.quotation[i]];
        }
        if (!reported && (found.isEmpty() || found.get(found.size() - 1).end() <= tokens.start[from])) {
            if (end - 1 >= from && tokens.quoted(end - 1)) {
                backward(end - 1, cue, subject, from, "according-to-last");
            } else {
                addClause(Math.max(from, end - LONGEST_CONTENT), end, cue, subject, "according-to-last");
            }
        }
    }

    /** "Tusk: ..." and "MR. BATES: ...". */
    private void colon(int from, int to) {
        int i = from;
        int limit = Math.min(to, from + 8);
        while (i < limit && tokens.isWord(i) && !tokens.quoted(i)) {
            i++;
        }
        if (i <= from || i >= limit || !tokens.isMark(i, ':') || i + 1 >= to) {
            return;
        }
        Mention mention = names.of(i - 1);
        boolean whole = mention != null && mention.from() == from && mention.to() == i && cast.of(mention) != null;
        if (!whole) {
            return;
        }
        Subject subject = new Subject(Subject.Kind.PERSON, mention.from(), mention.to(), mention);
        cueTo = i + 1;
        if (!found.isEmpty() && found.get(found.size() - 1).end() > tokens.start[from]) {
            return;
        }
        addClause(i + 1, Math.min(to, i + 1 + LONGEST_CONTENT), i, subject, "name-colon");
    }
}
