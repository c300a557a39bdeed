package rejoinder.reading;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import rejoinder.reading.Mention.Kind;

/** Finds the runs of capitalised words of a text and says what they name. */
final class Names {
    private static final Set<String> PARTICLES = Set.of(
            "de", "von", "van", "der", "den", "bin", "bint", "al", "el", "ben", "la", "le", "du", "da", "dos", "di",
            "del", "della", "ter", "zu", "ibn", "y", "af", "av");
    private static final Set<String> ORGANISATION_LINKS = Set.of("of", "for", "on", "and", "the");
    private static final Set<String> DEPARTMENTS = Set.of(
            "state",
            "defense",
            "defence",
            "treasury",
            "labor",
            "energy",
            "commerce",
            "education",
            "health",
            "interior",
            "transportation",
            "agriculture",
            "homeland",
            "security",
            "veterans",
            "affairs",
            "war",
            "staff",
            "parliament",
            "the");
    static final Set<String> NOT_NAMES = Set.of(
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
            "january",
            "february",
            "march",
            "april",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
            "i",
            "i'm",
            "i've",
            "i'll",
            "i'd",
            "ok",
            "tv");
    private static final int LONGEST = 9;

    private final Tokens tokens;
    private final Lexicon lexicon;
    private final Countries countries = Countries.all();
    private final List<Mention> found = new ArrayList<>();
    private final int[] at;
    private final Set<String> adverb;

    private Names(Tokens tokens, Lexicon lexicon) {
        this.tokens = tokens;
        this.lexicon = lexicon;
        this.adverb = lexicon.set("adverb");
        this.at = new int[tokens.count];
        Arrays.fill(at, Tokens.NONE);
    }

    /** The mentions in order, and for each token the mention it belongs to. */
    static final class Found {
        private final List<Mention> mentions;
        private final int[] at;

        private Found(List<Mention> mentions, int[] at) {
            this.mentions = mentions;
            this.at = at;
        }

        List<Mention> mentions() {
            return mentions;
        }

        /** Which mention a token belongs to, or {@link Tokens#NONE}. */
        int index(int token) {
            return token >= 0 && token < at.length ? at[token] : Tokens.NONE;
        }

        /** The mention a token belongs to, or null; inside this package only. */
        Mention of(int token) {
            int index = index(token);
            return index == Tokens.NONE ? null : mentions.get(index);
        }
    }

    static Found in(Tokens tokens, Lexicon lexicon) {
        Names names = new Names(tokens, lexicon);
        names.run();
        return new Found(List.copyOf(names.found), names.at);
    }

    private void run() {
        int i = 0;
        while (i < tokens.count) {
            if (startsName(i)) {
                int to = runEnd(i);
                addRun(i, to);
                i = to;
            } else {
                i++;
            }
        }
    }

    private boolean opensSentence(int i) {
        return i == 0
                || tokens.sentence[i - 1] != tokens.sentence[i]
                || (tokens.kind[i - 1] == Tokens.Kind.MARK
                        && (QuotationMarks.isMark(tokens.first(i - 1))
                                || ".?!:-\u2013\u2014\u2022".indexOf(tokens.first(i - 1)) >= 0));
    }

    private boolean startsName(int i) {
        char first = tokens.first(i);
        if ((first >= 'a' && first <= 'z') || (!tokens.capital(i) && first != '@')) {
            return false;
        }
        String lower = tokens.lower[i];
        if (tokens.has(i, Traits.NO_NAME)) {
            return lower.equals("us") && tokens.allCapitals(i);
        }
        if (verbOfHeadline(i)) {
            return false;
        }
        if (opensSentence(i) && !isFirstName(i)) {
            boolean plain =
                    tokens.has(i, Traits.CUE) || adverb.contains(lower) || (lower.endsWith("ly") && lower.length() > 4);
            return !plain;
        }
        return true;
    }

    /** "Venn Says ..." in a headline that capitalises all its words. */
    private boolean verbOfHeadline(int i) {
        Lexicon.CueWord cue = i > 0 && lexicon.isEnglish() && at[i - 1] != Tokens.NONE ? lexicon.cue(tokens, i) : null;
        return cue != null && cue.kind() == Lexicon.CueKind.SAY && cue.form() == Lexicon.Form.THIRD;
    }

    private boolean continuesName(int previous, int i) {
        if (i >= tokens.count || tokens.paragraph[i] != tokens.paragraph[previous]) {
            return false;
        }
        if (!spaceOnly(previous, i) || !tokens.capital(i)) {
            return false;
        }
        String lower = tokens.lower[i];
        if (tokens.has(i, Traits.NO_NAME) && !(lower.equals("us") && tokens.allCapitals(i))) {
            return false;
        }
        Lexicon.CueWord cue = lexicon.cue(tokens, i);
        boolean verb = cue != null
                && cue.form() != Lexicon.Form.BASE
                && !lower.equals("states")
                && !lower.equals("rose")
                && cue.kind() != Lexicon.CueKind.QUOTE;
        return !verb;
    }

    private boolean spaceOnly(int previous, int i) {
        int gap = tokens.start[i] - tokens.end[previous];
        if (gap < 1 || gap > 2) {
            return false;
        }
        char c = tokens.text.charAt(tokens.end[previous]);
        return c == ' ' || c == '\u00a0' || c == '\n';
    }

    private int runEnd(int from) {
        int i = from + 1;
        boolean organisation = tokens.has(from, Traits.ORGANISATION);
        while (i < tokens.count && i - from < LONGEST) {
            if (continuesName(i - 1, i)) {
                organisation |= tokens.has(i, Traits.ORGANISATION);
                i++;
                continue;
            }
            int next = i + 1;
            if (next >= tokens.count || tokens.paragraph[i] != tokens.paragraph[from]) {
                break;
            }
            String lower = tokens.lower[i];
            if (spaceOnly(i - 1, i) && PARTICLES.contains(lower)) {
                if (!continuesName(i, next) && next + 1 < tokens.count && PARTICLES.contains(tokens.lower[next])) {
                    next++;
                }
                if (next < tokens.count && continuesName(next - 1, next)) {
                    i = next + 1;
                    continue;
                }
                break;
            }
            boolean link = (organisation || tokens.has(i - 1, Traits.TITLE))
                    && ORGANISATION_LINKS.contains(lower)
                    && spaceOnly(i - 1, i);
            if (link) {
                if (tokens.is(next, "the") && next + 1 < tokens.count) {
                    next++;
                }
                boolean and = lower.equals("and");
                if (continuesName(next - 1, next) && !(and && isFirstName(next)) && !(and && !organisation)) {
                    i = next + 1;
                    continue;
                }
            }
            if (tokens.isMark(i, '&') && continuesName(i, next)) {
                i = next + 1;
                continue;
            }
            if (tokens.isMark(i, ',') && isSuffix(next)) {
                i = next + 1;
            }
            break;
        }
        return i;
    }

    private boolean isSuffix(int i) {
        return i < tokens.count
                && (tokens.is(i, "jr.") || tokens.is(i, "sr.") || tokens.is(i, "jr") || tokens.is(i, "iii"));
    }

    private boolean isFirstName(int i) {
        return tokens.has(i, Traits.FIRST_NAME) && FirstNames.knows(tokens.word(i));
    }

    private boolean isPlace(String name) {
        return countries.named(name).isPresent() || countries.capital(name).isPresent();
    }

    private void addRun(int from, int to) {
        int name = from;
        Gender gender = Gender.UNKNOWN;
        int lastTitle = Tokens.NONE;
        int firstName = Tokens.NONE;
        boolean organisation = false;
        for (int i = from; i < to; i++) {
            String lower = tokens.lower[i];
            if (tokens.has(i, Traits.TITLE)
                    && !(i > from && i == to - 1 && lastTitle == Tokens.NONE && firstName == i - 1)) {
                lastTitle = i;
                Gender told = Titles.gender(lower);
                gender = told == Gender.UNKNOWN ? gender : told;
            }
            organisation |= tokens.has(i, Traits.ORGANISATION);
            if (firstName == Tokens.NONE && isFirstName(i)) {
                firstName = i;
            }
        }
        boolean firstNameLast = firstName == to - 1;
        if (lastTitle != Tokens.NONE) {
            name = lastTitle + 1;
            if (name < to && tokens.is(name, "of")) {
                name++;
                while (name < to && (DEPARTMENTS.contains(tokens.lower[name]) || tokens.is(name, "for"))) {
                    name++;
                }
                if (firstName > name) {
                    name = firstName;
                } else if (name < to && firstName != name && tokens.lower[name - 1].equals("of")) {
                    name = to;
                }
            }
        }
        while (name < to - 1
                && lastTitle == Tokens.NONE
                && (Titles.PREFIXES.contains(tokens.lower[name]) || tokens.has(name, Traits.PLACE))) {
            name++;
        }
        if (name >= to) {
            add(new Mention(from, to, to, Kind.ROLE, gender));
            return;
        }
        if (firstName > name
                && !firstNameLast
                && firstName - name <= 4
                && !isInitial(name)
                && !partOfName(name, firstName)) {
            name = firstName;
        }
        int end = to;
        boolean organisationLeft = false;
        for (int i = name; i < end; i++) {
            organisationLeft |= tokens.has(i, Traits.ORGANISATION);
        }
        Kind kind;
        int length = end - name;
        boolean titled = lastTitle != Tokens.NONE && lastTitle < name;
        if (organisationLeft && !(titled && length <= 2 && !tokens.has(end - 1, Traits.ORGANISATION))) {
            kind = Kind.ORGANISATION;
            name = from;
        } else if (titled) {
            kind = Kind.PERSON;
        } else if (name == firstName && length >= 2) {
            kind = Kind.PERSON;
        } else if (length == 1 && tokens.has(name, Traits.PLACE)) {
            kind = Kind.PLACE;
        } else if (isPlace(joined(name, end))) {
            kind = Kind.PLACE;
        } else if (length == 1 && tokens.allCapitals(name) && tokens.end[name] - tokens.start[name] > 1) {
            kind = Kind.ORGANISATION;
        } else {
            kind = Kind.OTHER;
        }
        if (gender == Gender.UNKNOWN && (kind == Kind.PERSON || kind == Kind.OTHER)) {
            gender = FirstNames.gender(tokens.word(name));
            if (length == 1 && kind == Kind.OTHER) {
                gender = firstName == name ? gender : Gender.UNKNOWN;
            }
        }
        add(new Mention(from, name, end, kind, gender));
        if (organisation && kind == Kind.PERSON && name > from && !titled) {
            // The words before the name are an employer ("Washington Post Jane Roe"): they stay part of the run.
            return;
        }
    }

    private String joined(int from, int to) {
        return tokens.text.substring(tokens.start[from], tokens.end[to - 1]).toLowerCase(java.util.Locale.ROOT);
    }

    private boolean isInitial(int i) {
        return tokens.end[i] - tokens.start[i] <= 2;
    }

    /** "Ana María García": a first name after another one is no new beginning. */
    private boolean partOfName(int name, int firstName) {
        return isFirstName(name) || (firstName == name + 1 && tokens.lower[name].contains("-"));
    }

    private void add(Mention mention) {
        int index = found.size();
        found.add(mention);
        Arrays.fill(at, mention.from(), mention.to(), index);
    }
}
