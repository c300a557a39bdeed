package rejoinder.reading;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import rejoinder.reading.Tokens.Quotation;

/** Says who speaks in each report: names behind pronouns, and speakers of quotations that have no clause of their own. */
final class Speakers {
    private static final Set<String> WITH =
            Set.of("with", "alongside", "beside", "mit", "neben", "avec", "con", "com", "z", "ze", "\u0437", "\u0441");
    /** Words that join two speakers. */
    static final Set<String> AND =
            Set.of("and", "und", "et", "y", "e", "i", "oraz", "\u0442\u0430", "\u0456", "\u0438");

    private static final char LAST_LATIN = '\u024F';
    private static final int LOOK_BACK = 6;
    /** What one sentence reports, looked back at for its speaker. */
    private static final int SPOKEN_BACK = 50;

    private static final int FEWEST_WORDS_OF_SPEECH = 5;

    /** A report with its speaker: a person of the text, or a phrase; neither when nobody is found. */
    record Spoken(Report report, Cast.Person person, String phrase, int from, int to, String rule) {
        boolean named() {
            return person != null || phrase != null;
        }
    }

    private final Tokens tokens;
    private final Names.Found names;
    private final Cast cast;
    private final Lexicon lexicon;
    private final Clauses.Result result;
    private final Cast.Person[] focus;
    private final int[] focusAt;
    private final List<Report> reports;
    private final List<Spoken> spoken = new ArrayList<>();

    Speakers(Tokens tokens, Names.Found names, Cast cast, Clauses.Result result, Lexicon lexicon) {
        this.lexicon = lexicon;
        this.tokens = tokens;
        this.names = names;
        this.cast = cast;
        this.result = result;
        this.reports = result.reports().stream()
                .sorted(Comparator.comparingInt(Report::start).thenComparingInt(Report::end))
                .toList();
        this.focus = new Cast.Person[tokens.sentences()];
        this.focusAt = new int[tokens.sentences()];
        Arrays.fill(focusAt, Tokens.NONE);
    }

    List<Spoken> run() {
        int next = 0;
        int quotation = 0;
        for (int s = 0; s < tokens.sentences(); s++) {
            int to = tokens.sentenceStart[s + 1];
            int endChar = to < tokens.count ? tokens.start[to] : tokens.text.length() + 1;
            setFocus(s);
            List<Report> here = new ArrayList<>();
            while (next < reports.size() && reports.get(next).start() < endChar) {
                here.add(reports.get(next++));
            }
            int first = spoken.size();
            for (Report report : here) {
                spoken.add(speakerOf(report));
                companion(report).ifPresent(spoken::add);
            }
            for (int i = first; i < spoken.size(); i++) {
                if (spoken.get(i).person() != null) {
                    focus[s] = spoken.get(i).person();
                    focusAt[s] = spoken.get(i).from();
                    break;
                }
            }
            while (quotation < tokens.quotations.size()
                    && tokens.quotations.get(quotation).open() < to) {
                if (!result.assigned(quotation)) {
                    free(quotation, s);
                }
                quotation++;
            }
        }
        spoken.sort(Comparator.comparingInt((Spoken one) -> one.report().start())
                .thenComparingInt(one -> one.report().end()));
        return spoken;
    }

    /** Whom a sentence is about, as far as its first person tells. */
    private void setFocus(int s) {
        int to = Math.min(tokens.sentenceStart[s + 1], tokens.sentenceStart[s] + 60);
        for (int i = tokens.sentenceStart[s]; i < to; i = tokens.after(i)) {
            if (tokens.quoted(i)) {
                continue;
            }
            Mention mention = names.of(i);
            if (mention != null) {
                Cast.Person person = cast.of(mention);
                if (person != null
                        && !possessive(mention.to())
                        && !afterPreposition(mention.from())
                        && !isObject(mention)) {
                    focus[s] = person;
                    focusAt[s] = mention.from();
                    return;
                }
                i = mention.to() - 1;
            } else if (tokens.has(i, Traits.GENDERED)) {
                Cast.Person person = antecedent(i, lexicon.genderOfPronoun(tokens.lower[i]));
                focus[s] = person;
                focusAt[s] = i;
                return;
            }
        }
    }

    private boolean possessive(int i) {
        return i < tokens.count
                && tokens.kind[i] == Tokens.Kind.MARK
                && (tokens.isClitic(i) || tokens.isMark(i, '\'') || tokens.isMark(i, '\u2019'));
    }

    /** Whether a name stands in a phrase that a preposition opens: "with the Cypriot president X". */
    private boolean isObject(Mention mention) {
        for (int i = mention.from() - 1; i >= Math.max(0, mention.from() - 4); i--) {
            if (WITH.contains(tokens.lower[i])) {
                return true;
            }
            boolean inside = tokens.isWord(i)
                    && !tokens.has(i, Traits.CUE)
                    && (lexicon.set("determiner").contains(tokens.lower[i]) || !tokens.capital(i));
            if (!inside) {
                return false;
            }
        }
        return false;
    }

    private boolean afterPreposition(int i) {
        return i > 0
                && (tokens.is(i - 1, "of")
                        || tokens.is(i - 1, "by")
                        || tokens.is(i - 1, "for")
                        || tokens.is(i - 1, "with")
                        || tokens.is(i - 1, "to")
                        || tokens.is(i - 1, "from")
                        || tokens.is(i - 1, "in")
                        || tokens.is(i - 1, "on")
                        || tokens.is(i - 1, "about")
                        || tokens.is(i - 1, "against")
                        || tokens.is(i - 1, "at"));
    }

    private Spoken speakerOf(Report report) {
        Subject subject = report.subject();
        if (subject == null) {
            return lexicon.isProDrop() && report.cueFrom() >= 0 ? leftOut(report) : unknown(report);
        }
        return switch (subject.kind()) {
            case PERSON -> person(report, cast.of(subject.mention()), subject, "name-at-verb");
            case NAME -> phrase(report, cast.name(subject.mention()), subject, "institution-at-verb");
            case NOMINAL -> phrase(report, owned(subject), subject, "description-at-verb");
            case PRONOUN -> pronoun(report, subject);
        };
    }

    /** "..., dijo": whom the sentences before are about. */
    private Spoken leftOut(Report report) {
        int s = tokens.sentence[report.cueFrom()];
        for (int back = s; back >= Math.max(0, s - LOOK_BACK); back--) {
            if (focus[back] != null && isSurelyPerson(focus[back])) {
                return new Spoken(report, focus[back], null, focusAt[back], focusAt[back] + 1, "pronoun-left-out");
            }
        }
        return unknown(report);
    }

    /** What a link or a source in brackets follows is taken from another publication: "...” [Gazette]". */
    private boolean isExcerpt(Quotation quotation) {
        int next = quotation.close() + 1;
        boolean byline = tokens.is(next, "by") && names.of(next + 1) != null;
        return next < tokens.count && (byline || tokens.isMark(next, '[') || tokens.lower[next].startsWith("http"));
    }

    /** "A book titled '...'", "the song '...'". */
    private boolean isTitled(Quotation quotation) {
        int before = quotation.open() - 1;
        return before >= 0 && tokens.isWord(before) && lexicon.set("work").contains(tokens.lower[before]);
    }

    /** By a first name or a title; where first names are not known (other scripts), by being named at all. */
    private boolean isSurelyPerson(Cast.Person person) {
        return person.longest.kind() == Mention.Kind.PERSON
                || cast.isKnown(person)
                || tokens.text.charAt(tokens.start[person.longest.from()]) > LAST_LATIN;
    }

    /** "X and Y said": Y is the subject of the verb, X speaks as well. */
    private Optional<Spoken> companion(Report report) {
        Subject subject = report.subject();
        if (subject == null || subject.kind() != Subject.Kind.PERSON) {
            return Optional.empty();
        }
        Mention first = names.of(subject.from() - 2);
        boolean joined = isAnd(subject.from() - 1) && first != null && opensPhrase(first.from());
        Mention second = names.of(subject.to() + 1);
        boolean joinedAfter = report.cueFrom() >= 0
                && report.cueFrom() < subject.from()
                && isAnd(subject.to())
                && second != null
                && second.from() == subject.to() + 1
                && (second.to() >= tokens.count || tokens.kind[second.to()] == Tokens.Kind.MARK);
        Mention other = joined ? first : joinedAfter ? second : null;
        Cast.Person person = other == null ? null : cast.of(other);
        return person == null || person == cast.of(subject.mention())
                ? Optional.empty()
                : Optional.of(new Spoken(report, person, null, other.from(), other.to(), "joint-subject"));
    }

    private boolean isAnd(int i) {
        return i > 0 && i < tokens.count && !tokens.quoted(i) && AND.contains(tokens.lower[i]);
    }

    private boolean opensPhrase(int i) {
        return i == 0
                || tokens.sentence[i - 1] != tokens.sentence[i]
                || tokens.quoted(i - 1)
                || tokens.kind[i - 1] == Tokens.Kind.MARK;
    }

    private Spoken unknown(Report report) {
        return new Spoken(report, null, null, Tokens.NONE, Tokens.NONE, "nobody-found");
    }

    private static Spoken person(Report report, Cast.Person person, Subject subject, String rule) {
        return new Spoken(
                report,
                person,
                null,
                subject.mention().from(),
                subject.mention().to(),
                rule);
    }

    private static Spoken phrase(Report report, String phrase, Subject subject, String rule) {
        return new Spoken(report, null, phrase, subject.from(), subject.to(), rule);
    }

    /** "His spokesman" with the name behind "his": "Til Vask's spokesman"; other descriptions as they are. */
    private String owned(Subject subject) {
        String first = tokens.lower[subject.from()];
        Gender gender = first.equals("his") ? Gender.MALE : first.equals("her") ? Gender.FEMALE : Gender.UNKNOWN;
        Cast.Person owner = gender == Gender.UNKNOWN || subject.to() - subject.from() < 2
                ? null
                : antecedent(subject.from(), gender);
        return owner == null
                ? phrase(subject)
                : owner.name + "'s"
                        + phrase(subject).substring(tokens.end[subject.from()] - tokens.start[subject.from()]);
    }

    private String phrase(Subject subject) {
        int to = subject.to();
        while (to - 1 > subject.from() && tokens.kind[to - 1] == Tokens.Kind.MARK) {
            to--;
        }
        return tokens.text.substring(tokens.start[subject.from()], tokens.end[to - 1]);
    }

    private Spoken pronoun(Report report, Subject subject) {
        Gender gender = lexicon.genderOfPronoun(tokens.lower[subject.from()]);
        if (gender == Gender.UNKNOWN) {
            return unknown(report);
        }
        Cast.Person person = antecedent(subject.from(), gender);
        return person == null
                ? unknown(report)
                : new Spoken(report, person, null, subject.from(), subject.to(), "pronoun-antecedent");
    }

    /** The person a pronoun stands for, or null. */
    private Cast.Person antecedent(int pronoun, Gender gender) {
        int s = tokens.sentence[pronoun];
        Cast.Person inside = firstAgreeing(tokens.sentenceStart[s], pronoun, gender, true);
        if (inside != null) {
            return inside;
        }
        for (int back = s - 1; back >= Math.max(0, s - LOOK_BACK); back--) {
            Cast.Person about = focus[back];
            if (about != null && about.gender.agrees(gender)) {
                return about;
            }
            Cast.Person any = firstAgreeing(tokens.sentenceStart[back], tokens.sentenceStart[back + 1], gender, false);
            if (any != null) {
                return any;
            }
        }
        return null;
    }

    private Cast.Person firstAgreeing(int from, int to, Gender gender, boolean subjectsOnly) {
        int limit = Math.min(to, from + 80);
        for (int i = from; i < limit; i = tokens.after(i)) {
            Mention mention = tokens.quoted(i) ? null : names.of(i);
            if (mention != null) {
                Cast.Person person = cast.of(mention);
                if (person != null
                        && person.gender.agrees(gender)
                        && !possessive(mention.to())
                        && !(subjectsOnly && isObject(mention))) {
                    return person;
                }
                i = mention.to() - 1;
            }
        }
        return null;
    }

    /** A quotation that no clause claims: it goes on with who spoke before, or follows whom the text just spoke of. */
    private void free(int q, int s) {
        Quotation quotation = tokens.quotations.get(q);
        if (tokens.isTitleOfWork(quotation) || isExcerpt(quotation) || isTitled(quotation)) {
            return;
        }
        int words = tokens.wordsIn(quotation.open(), quotation.close() + 1);
        int from = tokens.sentenceStart[s];
        int to = tokens.sentenceStart[s + 1];
        int outside = tokens.wordsIn(from, quotation.open()) + tokens.wordsIn(quotation.close() + 1, to);
        Report report = new Report(
                QuoteType.DIRECT,
                quotation.start(),
                quotation.end(),
                Tokens.NONE,
                Tokens.NONE,
                null,
                "quotation-alone");
        boolean alone = outside == 0;
        if (alone && words >= 3) {
            spoken.add(continued(report, quotation.open(), s));
            return;
        }
        if (words < FEWEST_WORDS_OF_SPEECH) {
            return;
        }
        Spoken same = lastIn(s);
        if (same != null && same.named()) {
            spoken.add(new Spoken(report, same.person(), same.phrase(), same.from(), same.to(), "same-sentence"));
        } else if (focus[s] != null) {
            spoken.add(new Spoken(report, focus[s], null, focusAt[s], focusAt[s] + 1, "sentence-about"));
        } else {
            spoken.add(continued(report, quotation.open(), s));
        }
    }

    private Spoken lastIn(int s) {
        int startChar = tokens.start[tokens.sentenceStart[s]];
        for (int i = spoken.size() - 1; i >= Math.max(0, spoken.size() - SPOKEN_BACK); i--) {
            if (spoken.get(i).report().start() < startChar) {
                return null;
            }
            if (spoken.get(i).named()) {
                return spoken.get(i);
            }
        }
        return null;
    }

    private Spoken continued(Report report, int open, int s) {
        int paragraph = tokens.paragraph[open];
        if (s > 0 && tokens.paragraph[tokens.sentenceStart[s - 1]] == paragraph) {
            Spoken last = spoken.isEmpty() ? null : spoken.get(spoken.size() - 1);
            int before = tokens.sentenceStart[s - 1];
            if (last != null
                    && last.named()
                    && last.report().start() >= tokens.start[tokens.paragraphStart[paragraph]]) {
                return new Spoken(report, last.person(), last.phrase(), last.from(), last.to(), "same-paragraph");
            }
            if (focus[s - 1] != null) {
                return new Spoken(report, focus[s - 1], null, focusAt[s - 1], focusAt[s - 1] + 1, "sentence-before");
            }
            if (before > 0 && last != null && last.named()) {
                return new Spoken(report, last.person(), last.phrase(), last.from(), last.to(), "paragraph-before");
            }
        }
        Report ahead = aheadInParagraph(report, paragraph);
        if (ahead != null) {
            Spoken next = speakerOf(ahead);
            if (next.named()) {
                return new Spoken(report, next.person(), next.phrase(), next.from(), next.to(), "same-paragraph-ahead");
            }
        }
        Spoken last = spoken.isEmpty() ? null : spoken.get(spoken.size() - 1);
        int previousParagraph = paragraph - 1;
        if (previousParagraph >= 0) {
            int start = tokens.start[tokens.paragraphStart[previousParagraph]];
            if (last != null && last.named() && last.report().start() >= start) {
                return new Spoken(report, last.person(), last.phrase(), last.from(), last.to(), "paragraph-before");
            }
            if (s > 0 && focus[s - 1] != null) {
                return new Spoken(
                        report, focus[s - 1], null, focusAt[s - 1], focusAt[s - 1] + 1, "paragraph-before-about");
            }
            if (last != null && last.named()) {
                return new Spoken(report, last.person(), last.phrase(), last.from(), last.to(), "last-speaker");
            }
        }
        return unknown(report);
    }

    private Report aheadInParagraph(Report report, int paragraph) {
        int end = tokens.end[tokens.paragraphStart[paragraph + 1] - 1];
        for (int i = firstAfter(report.end());
                i < reports.size() && reports.get(i).start() < end;
                i++) {
            if (reports.get(i).type() == QuoteType.DIRECT) {
                return reports.get(i);
            }
        }
        return null;
    }

    /** The first report that begins after a char. */
    private int firstAfter(int at) {
        int low = 0;
        int high = reports.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (reports.get(middle).start() > at) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
