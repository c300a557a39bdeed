package rejoinder.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import rejoinder.reading.ContentLimits.Clause;
import rejoinder.reading.Lexicon.CueKind;
import rejoinder.reading.Lexicon.CueWord;
import rejoinder.reading.Lexicon.Form;
import rejoinder.reading.Tokens.Kind;
import rejoinder.reading.Tokens.Quotation;

/** Finds reporting clauses, sentence by sentence, and what each one reports. */
final class Clauses {
    private static final Set<String> MODALS_AGAINST =
            Set.of("could", "should", "can", "may", "might", "must", "not", "never");

    private static final Set<String> CIRCUMSTANCES =
            Set.of("when", "while", "after", "before", "as", "during", "moments");
    private static final Set<String> ANSWERING = Set.of("comment", "answer", "respond", "elaborate");
    private static final int SHORT_OBJECT = 4;
    private static final int LONGEST_TITLE = 5;

    private final Tokens tokens;
    private final Names.Found names;
    private final Cast cast;
    private final Lexicon lexicon;
    private final Subjects subjects;
    private final ContentLimits limits;
    private final ReportingWords words;
    private final Turns turns;
    private final Set<String> determiner;
    private final Set<String> auxiliary;
    private final Set<String> adverb;
    private final List<Report> found = new ArrayList<>();
    private final boolean[] assigned;
    private Subject sentenceSubject;
    /** Where the cue at hand ends. */
    private int cueTo;
    /** The clause at hand. */
    private Clause at = new Clause(CueKind.SAY, false, false);

    Clauses(Tokens tokens, Names.Found names, Cast cast, Lexicon lexicon) {
        this.tokens = tokens;
        this.names = names;
        this.cast = cast;
        this.lexicon = lexicon;
        this.subjects = new Subjects(tokens, names, cast, lexicon);
        this.limits = new ContentLimits(tokens, names, cast, lexicon, subjects);
        this.words = new ReportingWords(tokens, names, cast, lexicon, subjects, limits);
        this.turns = new Turns(tokens, names, cast);
        this.determiner = lexicon.set("determiner");
        this.auxiliary = lexicon.set("auxiliary");
        this.adverb = lexicon.set("adverb");
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
            boolean word = tokens.isWord(i);
            boolean led = word && i + 1 < to && !tokens.quoted(i + 1) && tokens.has(i + 1, Traits.LEADS_ON);
            CueWord pair = led
                    ? lexicon.cueOfTwoWords(tokens.lower[i], tokens.lower[i + 1])
                            .orElse(null)
                    : null;
            CueWord cue = pair != null ? pair : word ? lexicon.cue(tokens, i) : null;
            if (words.isPassive(i, from) || (led && words.isNounOfThought(i, to))) {
                thought(i, i + 1, to);
            } else if (cue != null && words.mayReport(i, cue)) {
                cueTo = pair != null ? i + 2 : i + 1;
                at = new Clause(cue.kind(), false, false);
                clause(i, cue, from, to);
            } else if (tokens.is(i, "according") && tokens.is(i + 1, "to")) {
                according(i, i + 2, from, to);
            }
        }
        colon(from, to);
    }

    /** What unnamed people think, or a noun of speech or thought tells. */
    private void thought(int verb, int next, int to) {
        int content = next;
        if (content >= to
                || !(SmallWords.PREPOSITIONS_OF_NOUNS.contains(tokens.lower[content])
                        || SmallWords.WONDERING.contains(tokens.lower[content]))) {
            return;
        }
        cueTo = content;
        content = limits.pastPreposition(content, cueTo, to);
        if (content >= to || (tokens.kind[content] == Kind.MARK && !tokens.quoted(content))) {
            return;
        }
        at = new Clause(
                CueKind.THINK,
                false,
                tokens.is(content - 3, "who") || tokens.is(content - 3, "which") || tokens.is(content - 3, "that"));
        boolean taken = !found.isEmpty() && found.get(found.size() - 1).end() > tokens.start[content];
        if (taken
                && found.get(found.size() - 1).rule().equals(Attribution.THOUGHT)
                && found.get(found.size() - 1).start() == tokens.start[content]) {
            return;
        }
        int end = limits.phraseEnd(content, to, at);
        if (tokens.wordsIn(content, end) >= (limits.opensPhrase(content) ? 1 : ContentLimits.FEWEST_WORDS)
                && isPlain(content, end)) {
            addClause(content, end, verb, null, Attribution.THOUGHT);
        }
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
            be |= SmallWords.BE.contains(lower) && !isHas(group - 1, cue);
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
        boolean quoteBefore = before >= from
                && (tokens.quoted(before) || isQuotationBeforeSeparators(before, from))
                && !isTitleInside(before, from);
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
            if (subject == null && before > from && limits.isConjunction(before)) {
                subject = sentenceSubject == null ? firstPerson(from, Math.min(group, from + 6)) : sentenceSubject;
            }
            if (subject == null && before > from && tokens.isComma(before)) {
                subject = subjects.after(afterVerb, to);
                inverted = subject != null
                        && subject.kind() != Subject.Kind.PRONOUN
                        && (subject.kind() != Subject.Kind.NOMINAL || isPeople(subject));
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

    private boolean isPeople(Subject subject) {
        return subject.mention() != null
                || !lexicon.isEnglish()
                || IntStream.range(subject.from(), subject.to()).anyMatch(subjects::isPersonNoun);
    }

    /** "He's said", not "it's called". */
    private boolean isHas(int i, CueWord cue) {
        return tokens.isClitic(i)
                && cue.form() == Form.PAST
                && (tokens.is(i - 1, "he") || tokens.is(i - 1, "she") || tokens.is(i - 1, "who"));
    }

    /** "The co-author of 'Going Higher,' said". */
    private boolean isTitleInside(int last, int from) {
        if (!tokens.quoted(last) || !lexicon.isEnglish()) {
            return false;
        }
        Quotation quotation = tokens.quotations.get(tokens.quotation[last]);
        return quotation.open() > from && tokens.isWord(quotation.open() - 1) && tokens.isTitleOfWork(quotation);
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
            if (tokens.quoted(i) || !tokens.isWord(i) || tokens.has(i, Traits.CUE)) {
                return false;
            }
        }
        return false;
    }

    private boolean lookPlural(Subject subject) {
        int last = subject.to() - 1;
        for (int i = subject.from(); i < last; i++) {
            if (SmallWords.isPreposition(tokens.lower[i]) || tokens.kind[i] == Kind.MARK) {
                return i > subject.from() && tokens.lower[i - 1].endsWith("s");
            }
        }
        return tokens.lower[last].endsWith("s")
                || tokens.lower[last].equals("people")
                || tokens.lower[last].equals("police")
                || tokens.lower[subject.from()].equals("many")
                || tokens.lower[subject.from()].equals("some");
    }

    /** A comma, a dash, or both as in Ukrainian and Russian. */
    private boolean isQuotationBeforeSeparators(int last, int from) {
        int i = last;
        while (i >= from && i > last - 2 && tokens.isSeparator(i)) {
            i--;
        }
        return i < last && i >= from && tokens.quoted(i);
    }

    private boolean quoteFollows(int i, int to) {
        int next = i;
        while (next < to
                && !tokens.quoted(next)
                && (tokens.isComma(next) || tokens.isMark(next, ':') || tokens.is(next, "that"))) {
            next++;
        }
        return next < to && tokens.quoted(next);
    }

    private Subject firstPerson(int from, int to) {
        int limit = Math.min(to, from + ContentLimits.LONGEST_CONTENT);
        for (int i = from; i < limit; i = tokens.after(i)) {
            Mention mention = tokens.quoted(i) ? null : names.of(i);
            if (mention != null && cast.of(mention) != null) {
                return new Subject(Subject.Kind.PERSON, mention.from(), mention.to(), mention);
            }
            if (mention == null && tokens.has(i, Traits.GENDERED)) {
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
        while (before >= from && tokens.isSeparator(before)) {
            before--;
        }
        boolean quoteBefore = before >= from && tokens.quoted(before);
        boolean backward = false;
        if (quoteBefore
                && !dependent
                && !assigned[tokens.quotation[before]]
                && (tokens.quotations.get(tokens.quotation[before]).open() == from
                        || !tokens.isTitleOfWork(tokens.quotations.get(tokens.quotation[before])))) {
            backward = backward(before, verb, subject, from, inverted ? "quote-verb-speaker" : "quote-speaker-verb");
        }
        int content = limits.contentStart(cue, clauseEnd, to, inverted);
        if (lexicon.isEnglish() && !inverted) {
            content = limits.pastPreposition(content, cueTo, to);
        }
        at = new Clause(
                at.kind(), !inverted && subordinate(clauseStart, from), !inverted && isRelative(clauseStart, verb));
        boolean direct = content < to && tokens.quoted(content);
        if (direct && leadsTo(clauseEnd, content, cue)) {
            if (cue.kind() == CueKind.SAY
                    && !dependent
                    && !backward
                    && tokens.wordsIn(from, clauseStart - 1) >= SHORT_OBJECT
                    && isInterrupted(clauseStart, clauseEnd, from)) {
                addClause(from, clauseStart - 1, verb, subject, "clause-speaker-verb");
            }
            if (isNaming(verb) && tokens.is(content - 1, "as")) {
                around(verb, subject, content - 1, tokens.after(content));
            }
            forward(verb, subject, content, to, backward ? "speaker-verb-between" : "speaker-verb-quote");
            return;
        }
        if (backward) {
            return;
        }
        int end = limits.contentEnd(content, to, at);
        if (cue.kind() == CueKind.THINK && !isPlain(content, end)) {
            return;
        }
        if ((tokens.wordsIn(content, end) >= ContentLimits.FEWEST_WORDS
                        || isShortObject(cue, content, end)
                        || isNamed(verb, content, end)
                        || (cue.kind() == CueKind.SAY
                                && tokens.wordsIn(content, end) == 2
                                && SmallWords.SUBJECT_PRONOUNS.contains(tokens.lower[content])
                                && tokens.anyQuoted(content, end)))
                && !inverted
                && !against) {
            if (cue.kind() == CueKind.QUOTE) {
                if (lexicon.set("around").contains(cue.lemma())
                        && isPlain(content, end)
                        && tokens.anyQuoted(content, end)) {
                    around(verb, subject, content, end);
                }
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
        boolean retold = lexicon.isEnglish()
                && cue.kind() == CueKind.SAY
                && clauseStart - 1 > from
                && clauseStart - from <= ContentLimits.LONGEST_CONTENT
                && !tokens.quoted(from)
                && tokens.quoted(clauseStart - 1)
                && tokens.endsWithComma(clauseStart - 1)
                && !found.isEmpty()
                && found.get(found.size() - 1).start() > tokens.start[from]
                && found.get(found.size() - 1).end() == tokens.end[clauseStart - 1];
        if (retold) {
            addSpan(
                    QuoteType.MIXED,
                    from,
                    clauseStart,
                    verb,
                    subject,
                    inverted ? "clause-verb-speaker" : "clause-speaker-verb");
            return;
        }
        boolean comma = clauseStart - 1 >= from && tokens.isComma(clauseStart - 1);
        if (comma && cue.kind() == CueKind.SAY && tokens.wordsIn(from, before + 1) >= 4) {
            addClause(from, before + 1, verb, subject, inverted ? "clause-verb-speaker" : "clause-speaker-verb");
        } else if (before < from
                && from > 0
                && tokens.quoted(from - 1)
                && tokens.paragraph[from - 1] == tokens.paragraph[from]
                && !assigned[tokens.quotation[from - 1]]
                && tokens.wordsIn(clauseEnd, to) <= 6) {
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
        int content = limits.pastPreposition(limits.contentStart(cue, cueTo, to, false), cueTo, to);
        if (cue.kind() == CueKind.THINK
                && !lexicon.set("act").contains(cue.lemma())
                && !limits.opensClause(content, to)) {
            return;
        }
        int end = limits.phraseEnd(content, to, at);
        int fewest = content < to && lexicon.set("act").contains(cue.lemma()) && limits.opensPhrase(content)
                ? 1
                : ContentLimits.FEWEST_WORDS;
        if (tokens.wordsIn(content, end) >= fewest && isPlain(content, end)) {
            addClause(content, end, verb, subject, Attribution.THOUGHT);
        }
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
        if (lexicon.isEnglish() && to > content && !tokens.quoted(content) && tokens.wordsIn(content, to) >= 2) {
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

    /** Whether a clause stands between commas inside what it reports: "The bridge, officials said, is closed". */
    private boolean isInterrupted(int clauseStart, int clauseEnd, int from) {
        if (!lexicon.isEnglish()
                || clauseStart - 1 <= from
                || !tokens.isComma(clauseStart - 1)
                || !tokens.isComma(clauseEnd)) {
            return false;
        }
        boolean free = !tokens.is(from, "and") && !tokens.is(from, "but");
        for (int i = from; i < clauseStart - 1 && free; i++) {
            free = tokens.isComma(i)
                    ? tokens.wordsIn(from, clauseStart - 1) < 12
                    : !tokens.quoted(i) || !assigned[tokens.quotation[i]];
        }
        return free && (found.isEmpty() || found.get(found.size() - 1).end() <= tokens.start[from]);
    }

    /** "Endorsed Roe", "condemned the attack", "declined to comment": a name, or a noun or verb with its small word. */
    private boolean isShortObject(CueWord cue, int from, int end) {
        int words = tokens.wordsIn(from, end);
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

    /** Whether nothing is quoted, or words are within a clause that no comma parts. */
    private boolean isPlain(int from, int to) {
        int end = to;
        while (end > from && tokens.kind[end - 1] == Kind.MARK && !tokens.quoted(end - 1)) {
            end--;
        }
        boolean quoted = false;
        boolean parted = false;
        for (int i = from; i < end; i = tokens.after(i)) {
            quoted |= tokens.quoted(i);
            parted |= tokens.isComma(i)
                    || tokens.isDash(i)
                    || (!tokens.quoted(i) && (isNaming(i) || tokens.is(i, "while")))
                    || (tokens.quoted(i) && tokens.isTitleOfWork(tokens.quotations.get(tokens.quotation[i])));
        }
        return !quoted || (!parted && !tokens.quoted(from));
    }

    /** A verb by which something is called something: "called", "described". */
    private boolean isNaming(int i) {
        return lexicon.set("naming").contains(tokens.lower[i]);
    }

    /** "Called it 'a mistake'". */
    private boolean isNamed(int verb, int from, int end) {
        return isNaming(verb) && from < end && !tokens.quoted(from) && tokens.anyQuoted(from, end);
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

    /** A quotation, and what belongs to it, before the clause; false when that is no content of it. */
    private boolean backward(int lastOfQuote, int verb, Subject subject, int from, String rule) {
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
                    return true;
                }
                addQuotation(other, verb, subject, rule);
                earlier = tokens.quotations.get(other).open() - 1;
                while (earlier >= from && tokens.kind[earlier] == Kind.MARK && !tokens.quoted(earlier)) {
                    earlier--;
                }
            }
            return true;
        }
        boolean longQuote = tokens.wordsIn(open, lastOfQuote + 1) >= 4
                && (tokens.isMark(open - 1, ':') || (tokens.isComma(open - 1) && !lexicon.isEnglish()));
        if (longQuote || tokens.wordsIn(from, open) > 25 || isReported(from, open)) {
            addQuotation(q, verb, subject, rule);
        } else if (lexicon.isEnglish() && !leadsUp(q)) {
            return false;
        } else {
            addSpan(QuoteType.MIXED, from, lastOfQuote + 1, verb, subject, rule + "-mixed");
        }
        return true;
    }

    /** Whether a quotation that somebody already says stands in the last tokens of a range. */
    private boolean isReported(int from, int to) {
        for (int i = Math.max(from, to - ContentLimits.LONGEST_CONTENT); i < to; i++) {
            if (tokens.quoted(i) && assigned[tokens.quotation[i]]) {
                return true;
            }
        }
        return false;
    }

    /** Whether a sentence up to a quotation is what the clause behind it reports, not a noun or a circumstance of it. */
    private boolean leadsUp(int q) {
        Quotation quotation = tokens.quotations.get(q);
        int next = quotation.close() + 1;
        boolean ends = ".?!,".indexOf(tokens.text.charAt(quotation.end() - 1)) >= 0
                || (next < tokens.count && !tokens.quoted(next) && tokens.isSeparator(next));
        return ends;
    }

    /** Whether a clause hangs on another: "when Roe announced ...", "since she said ...". */
    private boolean subordinate(int clauseStart, int from) {
        int before = clauseStart - 1;
        return before >= from
                && !tokens.quoted(before)
                && lexicon.set("subordinator").contains(tokens.lower[before]);
    }

    private boolean isRelative(int clauseStart, int verb) {
        for (int i = Math.max(clauseStart, verb - ContentLimits.LONGEST_CONTENT); i < verb; i++) {
            if (!tokens.quoted(i) && (tokens.is(i, "who") || tokens.is(i, "which"))) {
                return true;
            }
        }
        return false;
    }

    private void forward(int verb, Subject subject, int content, int to, String rule) {
        int end = limits.contentEnd(content, to, at);
        addClause(content, end, verb, subject, rule);
        boolean introduces = end + 1 < to && tokens.isMark(end, ':') && tokens.quoted(end + 1);
        if (introduces && !assigned[tokens.quotation[end + 1]]) {
            addQuotation(tokens.quotation[end + 1], verb, subject, "speaker-verb-colon-quote");
        }
    }

    /** Adds tokens {@code [from,to)} as what they are: quotations each by itself, or one mixed or indirect span. */
    private void addClause(int from, int to, int verb, Subject subject, String rule) {
        int start = Math.max(from, to - ContentLimits.LONGEST_CONTENT);
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
        boolean whole = lexicon.isEnglish() && rule.startsWith("clause-") && !endsAsSentence(start);
        if (bare || (tokens.quoted(start) && !whole && leadingQuoteStands(start, end))) {
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
        boolean on = tokens.is(verb + 1, "on") || tokens.is(verb + 1, "for");
        if (isNaming(verb) && !on) {
            end = limits.namedEnd(start, end);
        }
        if (isNaming(verb) && tokens.quoted(end - 1)) {
            Quotation last = tokens.quotations.get(tokens.quotation[end - 1]);
            if (tokens.wordsIn(start, last.open()) <= SHORT_OBJECT
                    && tokens.wordsIn(last.open(), end) >= 1
                    && !assigned[tokens.quotation[end - 1]]) {
                around(verb, subject, start, end);
                addQuotation(tokens.quotation[end - 1], verb, subject, "speaker-calls-quote");
                return;
            }
        }
        if (rule.equals(Attribution.THOUGHT)) {
            found.add(
                    new Report(QuoteType.MIXED, tokens.start[start], tokens.end[end - 1], verb, cueTo, subject, rule));
            return;
        }
        addSpan(QuoteType.MIXED, start, end, verb, subject, rule);
    }

    private boolean endsAsSentence(int start) {
        if (!tokens.quoted(start)) {
            return false;
        }
        int last = tokens.quotations.get(tokens.quotation[start]).end() - 1;
        return ".?!".indexOf(tokens.text.charAt(last)) >= 0;
    }

    /** A quotation followed by more words of the sentence is direct when it is a sentence of its own. */
    private boolean leadingQuoteStands(int start, int end) {
        Quotation quotation = tokens.quotations.get(tokens.quotation[start]);
        char last = tokens.text.charAt(quotation.end() - 1);
        int rest = tokens.wordsIn(quotation.close() + 1, end);
        int next = quotation.close() + 1;
        boolean circumstance = next + 1 < end
                && !tokens.isTitleOfWork(quotation)
                && (CIRCUMSTANCES.contains(tokens.lower[next])
                        || limits.isTimePhrase(next, end)
                        || (tokens.is(next, "and") && tokens.has(next + 1, Traits.CUE)));
        int words = tokens.wordsIn(quotation.open(), quotation.close() + 1);
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
        at = new Clause(CueKind.SAY, false, false);
        Subject subject = subjects.after(next, to);
        if (subject == null) {
            return;
        }
        boolean between = lexicon.isEnglish()
                && tokens.isComma(cue - 1)
                && cue - from <= 9
                && tokens.wordsIn(from, cue) < 8
                && tokens.isComma(subject.to())
                && !tokens.anyQuoted(from, cue);
        if (cue == from || (cue - from <= 2) || between) {
            int comma = subject.to();
            int limit = Math.min(to, comma + 25);
            while (comma < limit && !tokens.isComma(comma) && !tokens.isMark(comma, ':')) {
                comma++;
            }
            if (comma < limit && tokens.wordsIn(comma + 1, to) >= ContentLimits.FEWEST_WORDS) {
                int end = lexicon.isEnglish()
                        ? Math.min(to, comma + 1 + ContentLimits.LONGEST_CONTENT)
                        : limits.contentEnd(comma + 1, to, at);
                addClause(comma + 1, end, cue, subject, "according-to-first");
            }
            return;
        }
        int end = cue;
        while (end > from && tokens.kind[end - 1] == Kind.MARK && !tokens.quoted(end - 1)) {
            end--;
        }
        if (tokens.wordsIn(from, end) < 4) {
            return;
        }
        boolean free = found.isEmpty() || found.get(found.size() - 1).end() <= tokens.start[from];
        boolean inside = !found.isEmpty()
                && found.get(found.size() - 1).start() > tokens.start[from]
                && found.get(found.size() - 1).cueFrom() >= from;
        if (inside && lexicon.isEnglish() && end - from <= ContentLimits.LONGEST_CONTENT) {
            addSpan(
                    tokens.anyQuoted(from, end) ? QuoteType.MIXED : QuoteType.INDIRECT,
                    from,
                    end,
                    cue,
                    subject,
                    "according-to-last");
        } else if (free && !isReported(from, end)) {
            if (end - 1 >= from && tokens.quoted(end - 1)) {
                backward(end - 1, cue, subject, from, "according-to-last");
            } else {
                addClause(from, end, cue, subject, "according-to-last");
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
        addClause(i + 1, Math.min(to, i + 1 + ContentLimits.LONGEST_CONTENT), i, subject, "name-colon");
    }
}
