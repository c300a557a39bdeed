package rejoinder.reading;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A text cut into words and marks, with paragraphs, quotations and sentences laid over them. Offsets are chars. A
 * quotation counts as one opaque item of the sentence it stands in: its own full stops end nothing outside it.
 */
final class Tokens {
    /** What a token is. */
    enum Kind {
        WORD,
        NUMBER,
        MARK
    }

    /** A pair of quotation marks: tokens {@code open..close} with the marks, chars {@code [start,end)} without them. */
    record Quotation(int open, int close, int start, int end, boolean closed, boolean single) {}

    private static final Set<String> SMALL_IN_TITLES = Set.of("with", "from", "into", "over");
    private static final int LONGEST_TITLE = 12;
    private static final int FEWEST_OF_TITLE = 3;
    private static final Set<String> ABBREVIATIONS = Set.of(
            "mr",
            "mrs",
            "ms",
            "dr",
            "sen",
            "sens",
            "rep",
            "reps",
            "gov",
            "govs",
            "gen",
            "col",
            "lt",
            "sgt",
            "maj",
            "capt",
            "cmdr",
            "adm",
            "prof",
            "rev",
            "fr",
            "st",
            "jr",
            "sr",
            "hon",
            "pres",
            "jan",
            "feb",
            "mar",
            "apr",
            "jun",
            "jul",
            "aug",
            "sept",
            "sep",
            "oct",
            "nov",
            "dec",
            "vs",
            "no",
            "inc",
            "co",
            "corp",
            "ltd",
            "dept",
            "assn",
            "bros",
            "ala",
            "ariz",
            "ark",
            "calif",
            "colo",
            "conn",
            "del",
            "fla",
            "ga",
            "ill",
            "ind",
            "kan",
            "ky",
            "la",
            "md",
            "mass",
            "mich",
            "minn",
            "miss",
            "mo",
            "mont",
            "neb",
            "nev",
            "okla",
            "ore",
            "pa",
            "tenn",
            "tex",
            "va",
            "vt",
            "wash",
            "wis",
            "wyo",
            "mlle",
            "mme",
            "sra",
            "hr",
            "bzw",
            "u.a",
            "z.b",
            "art",
            "ks",
            "im",
            "m.in",
            "np",
            "tzw",
            "min",
            "gen.sekr",
            "atty",
            "supt",
            "rt",
            "messrs",
            "etc");
    /** Abbreviations that are words too: they end a sentence unless a name follows at once. */
    private static final Set<String> WORDS_TOO = Set.of(
            "no", "in", "la", "pa", "ga", "mo", "ill", "miss", "ore", "del", "co", "ind", "wash", "mass", "im", "art",
            "min", "fr", "hr", "mar", "dec", "sep", "jun", "kan", "col", "va", "md", "etc");

    private static final Set<String> ELISIONS =
            Set.of("l", "d", "n", "s", "c", "j", "m", "t", "qu", "dell", "nell", "sull", "all", "dall", "un", "quell");
    static final int NONE = -1;

    final String text;
    final char[] chars;
    final int count;
    final int[] start;
    final int[] end;
    final Kind[] kind;
    final String[] lower;
    /** What each token can be: {@link Traits}. */
    final int[] traits;

    final int[] paragraph;
    final int[] sentence;
    /** The quotation a token stands in, its marks included, or {@link #NONE}. */
    final int[] quotation;

    final List<Quotation> quotations;
    /** First token of each sentence; the last entry is the number of tokens. */
    final int[] sentenceStart;
    /** First token of each paragraph; the last entry is the number of tokens. */
    final int[] paragraphStart;

    /**
     * @param lexicon of the text's language
     * @param words that came before
     */
    Tokens(String text, Lexicon lexicon, LowerWords words) {
        this.text = text;
        this.chars = text.toCharArray();
        Cutter cutter = new Cutter(chars);
        cutter.run();
        this.count = cutter.count;
        this.start = Arrays.copyOf(cutter.start, count);
        this.end = Arrays.copyOf(cutter.end, count);
        this.kind = Arrays.copyOf(cutter.kind, count);
        this.paragraph = Arrays.copyOf(cutter.paragraph, count);
        this.lower = new String[count];
        this.traits = new int[count];
        for (int i = 0; i < count; i++) {
            LowerWords.Word word = words.of(chars, start[i], end[i], lexicon);
            lower[i] = word.lower;
            traits[i] = word.traits;
        }
        this.paragraphStart = starts(paragraph, count);
        this.quotation = new int[count];
        Arrays.fill(quotation, NONE);
        this.quotations = QuotationMarks.in(this);
        for (int q = 0; q < quotations.size(); q++) {
            Quotation quoted = quotations.get(q);
            Arrays.fill(quotation, quoted.open(), quoted.close() + 1, q);
        }
        this.sentence = new int[count];
        cutSentences();
        this.sentenceStart = starts(sentence, count);
    }

    private static int[] starts(int[] groups, int count) {
        int groupCount = count == 0 ? 0 : groups[count - 1] + 1;
        int[] starts = new int[groupCount + 1];
        starts[groupCount] = count;
        for (int i = count - 1; i >= 0; i--) {
            starts[groups[i]] = i;
        }
        return starts;
    }

    int sentences() {
        return sentenceStart.length - 1;
    }

    int paragraphs() {
        return paragraphStart.length - 1;
    }

    String word(int token) {
        return text.substring(start[token], end[token]);
    }

    char first(int token) {
        return chars[start[token]];
    }

    boolean is(int token, String lowerWord) {
        return token >= 0 && token < count && lower[token].equals(lowerWord);
    }

    /** Whether a word has one of some {@link Traits}. */
    boolean has(int token, int some) {
        return token >= 0 && token < count && (traits[token] & some) != 0;
    }

    boolean isMark(int token, char mark) {
        return token >= 0 && token < count && kind[token] == Kind.MARK && first(token) == mark;
    }

    boolean isWord(int token) {
        return token >= 0 && token < count && kind[token] == Kind.WORD;
    }

    /** A word, or what is left of one after its apostrophe. */
    boolean isWordOrClitic(int token) {
        return isWord(token) || isClitic(token);
    }

    /** "'s" as a token of its own. */
    boolean isClitic(int token) {
        return token >= 0
                && token < count
                && kind[token] == Kind.MARK
                && end[token] - start[token] == 2
                && Character.isLetter(chars[start[token] + 1]);
    }

    boolean capital(int token) {
        if (!isWord(token)) {
            return false;
        }
        char first = chars[start[token]];
        return first < Cutter.ASCII
                ? first >= 'A' && first <= 'Z'
                : Character.isUpperCase(Character.codePointAt(chars, start[token]));
    }

    boolean allCapitals(int token) {
        if (!isWord(token)) {
            return false;
        }
        boolean letters = false;
        for (int i = start[token]; i < end[token]; i++) {
            char c = chars[i];
            if (Character.isLowerCase(c)) {
                return false;
            }
            letters |= Character.isUpperCase(c);
        }
        return letters;
    }

    boolean quoted(int token) {
        return quotation[token] != NONE;
    }

    /** The token before, with a whole quotation counting as one (its opening mark is returned). */
    int before(int token) {
        int i = token - 1;
        return i >= 0 && quotation[i] != NONE ? quotations.get(quotation[i]).open() : i;
    }

    /** The token after, a whole quotation counting as one. */
    int after(int token) {
        int at = quotation[token] == NONE
                ? token
                : quotations.get(quotation[token]).close();
        return at + 1;
    }

    private void cutSentences() {
        int current = 0;
        int i = 0;
        while (i < count) {
            int last = i;
            if (quotation[i] != NONE) {
                last = quotations.get(quotation[i]).close();
            }
            Arrays.fill(sentence, i, last + 1, current);
            int next = last + 1;
            if (next < count && (paragraph[next] != paragraph[last] || endsSentence(last, next))) {
                current++;
            }
            i = next;
        }
    }

    private boolean endsSentence(int last, int next) {
        int mark = last;
        boolean fromQuotation = quotation[last] != NONE;
        if (fromQuotation) {
            mark = kind[last] == Kind.MARK && QuotationMarks.isMark(first(last)) ? last - 1 : last;
        } else if (isMark(last, ')') || isMark(last, ']')) {
            mark = last - 1;
        }
        if (mark < 0) {
            return false;
        }
        boolean abbreviation = kind[mark] == Kind.WORD && first(end[mark] - 1, '.');
        if (!abbreviation && !(kind[mark] == Kind.MARK && ".?!\u2026\u3002".indexOf(first(mark)) >= 0)) {
            return false;
        }
        boolean starts = capital(next)
                || kind[next] == Kind.NUMBER
                || quotation[next] != NONE
                || (kind[next] == Kind.MARK && "-\u2013\u2014\u2022[(\u00bf\u00a1".indexOf(first(next)) >= 0)
                || (isWord(next) && !Character.isLowerCase(Character.codePointAt(chars, start[next])));
        if (!starts) {
            return false;
        }
        if (abbreviation && !fromQuotation) {
            return (quotation[next] != NONE && !opensLower(next)) || SentenceOpeners.WORDS.contains(lower[next]);
        }
        return true;
    }

    /** Whether a quotation begins in the middle of a sentence: 'the U.S. "clearly" needs it'. */
    private boolean opensLower(int quoted) {
        int first = quotations.get(quotation[quoted]).start();
        return first < text.length() && Character.isLowerCase(text.codePointAt(first));
    }

    private boolean first(int at, char c) {
        return chars[at] == c;
    }

    /** One pass over the chars. */
    private static final class Cutter {
        /** Most chars of most texts are below this; what they are is looked up. */
        private static final int ASCII = 0x80;

        private static final boolean[] WORD_PARTS = new boolean[ASCII];
        private static final boolean[] SPACES = new boolean[ASCII];

        static {
            for (int c = 0; c < ASCII; c++) {
                WORD_PARTS[c] = isWordPartOfAny(c);
                SPACES[c] = Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
            }
        }

        private final char[] chars;
        private final int length;
        private int[] start = new int[256];
        private int[] end = new int[256];
        private Kind[] kind = new Kind[256];
        private int[] paragraph = new int[256];
        private int count;
        private int paragraphs;

        Cutter(char[] chars) {
            this.chars = chars;
            this.length = chars.length;
        }

        void run() {
            int i = 0;
            while (i < length) {
                int c = codePointAt(i);
                if (c == '\n') {
                    i = lineEnd(i);
                } else if (isSpace(c)) {
                    i += Character.charCount(c);
                } else if (isWordPart(c) || ((c == '@' || c == '#') && i + 1 < length && isWordPart(chars[i + 1]))) {
                    i = wordEnd(i);
                } else {
                    int to = i + Character.charCount(c);
                    if ((c == '\'' || c == '`') && to < length && chars[to] == c) {
                        to++;
                    }
                    add(i, to, Kind.MARK);
                    i = to;
                }
            }
        }

        /** A line's end ends the paragraph, unless the line was broken in the middle of a sentence. */
        private int lineEnd(int at) {
            int next = at + 1;
            boolean blank = false;
            while (next < length && Character.isWhitespace(chars[next])) {
                blank |= chars[next] == '\n';
                next++;
            }
            boolean wrapped = !blank
                    && count > 0
                    && next < length
                    && Character.isLowerCase(chars[next])
                    && kind[count - 1] != Kind.MARK;
            if (!wrapped && count > 0 && paragraph[count - 1] == paragraphs) {
                paragraphs++;
            }
            return next;
        }

        private int codePointAt(int i) {
            char c = chars[i];
            return Character.isHighSurrogate(c) ? Character.codePointAt(chars, i) : c;
        }

        private static boolean isSpace(int c) {
            return c < ASCII
                    ? SPACES[c]
                    : Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
        }

        private static boolean isWordPart(int c) {
            return c < ASCII ? WORD_PARTS[c] : isWordPartOfAny(c);
        }

        private static boolean isWordPartOfAny(int c) {
            int type = Character.getType(c);
            return Character.isLetterOrDigit(c)
                    || type == Character.NON_SPACING_MARK
                    || type == Character.COMBINING_SPACING_MARK;
        }

        private int wordEnd(int from) {
            boolean digits = Character.isDigit(codePointAt(from));
            int i = from + Character.charCount(codePointAt(from));
            while (i < length) {
                while (i < length && chars[i] < ASCII && WORD_PARTS[chars[i]]) {
                    i++;
                }
                if (i == length) {
                    break;
                }
                int c = codePointAt(i);
                if (isWordPart(c)) {
                    i += Character.charCount(c);
                    continue;
                }
                boolean partFollows = i + 1 < length && isWordPart(codePointAt(i + 1));
                if ((c == '-' || c == '\u2010' || c == '\u2011' || c == '_') && partFollows) {
                    i++;
                } else if ((c == '\'' || c == '\u2019') && partFollows) {
                    if (isPossessive(i)) {
                        break;
                    }
                    if (ELISIONS.contains(new String(chars, from, i - from)) || isBigElision(from, i)) {
                        add(from, i + 1, Kind.WORD);
                        return i + 1;
                    }
                    i++;
                } else if ((c == '.' || c == ',') && digits && partFollows && Character.isDigit(chars[i + 1])) {
                    i++;
                } else if (c == '.' && isInitials(from, i)) {
                    i++;
                } else if (c == '.' && isAbbreviation(from, i)) {
                    i++;
                    break;
                } else {
                    break;
                }
            }
            if (i - from == 2 && chars[i - 1] == 's' && chars[from] == '@') {
                i = from + 2;
            }
            add(from, i, digits ? Kind.NUMBER : Kind.WORD);
            if (i + 1 < length && (chars[i] == '\'' || chars[i] == '\u2019') && isPossessive(i)) {
                add(i, i + 2, Kind.MARK);
                return i + 2;
            }
            return i;
        }

        private boolean isPossessive(int apostrophe) {
            return Character.toLowerCase(chars[apostrophe + 1]) == 's'
                    && (apostrophe + 2 >= length || !isWordPart(codePointAt(apostrophe + 2)));
        }

        private boolean isBigElision(int from, int apostrophe) {
            if (apostrophe - from != 1) {
                return apostrophe - from == 2 && chars[from] == 'Q' && chars[from + 1] == 'u';
            }
            char c = chars[from];
            return c == 'L' || c == 'J' || c == 'C' || c == 'N' || c == 'S';
        }

        /** "U.S.", "J.", "R-N.C.": single letters, each with its point. */
        private boolean isInitials(int from, int point) {
            int letter = point - 1;
            return letter >= from
                    && Character.isUpperCase(chars[letter])
                    && (letter == from || chars[letter - 1] == '.' || chars[letter - 1] == '-')
                    && !(letter == from && chars[from] == 'I' && !nextIsCapital(point));
        }

        private boolean nextIsCapital(int point) {
            int next = point + 1;
            if (next < length && chars[next] == ' ') {
                next++;
            }
            return next < length && Character.isUpperCase(chars[next]);
        }

        private boolean isAbbreviation(int from, int point) {
            if (point - from > 8) {
                return false;
            }
            int dash = point;
            while (dash > from && chars[dash] != '-') {
                dash--;
            }
            int first = dash > from ? dash + 1 : from;
            String word = new String(chars, first, point - first).toLowerCase(Locale.ROOT);
            if (!ABBREVIATIONS.contains(word)) {
                return false;
            }
            return !WORDS_TOO.contains(word) || (Character.isUpperCase(chars[from]) && followedInside(point));
        }

        private boolean followedInside(int point) {
            return point + 1 < length && (chars[point + 1] == ')' || chars[point + 1] == ',');
        }

        private void add(int from, int to, Kind what) {
            if (count == start.length) {
                start = Arrays.copyOf(start, count * 2);
                end = Arrays.copyOf(end, count * 2);
                kind = Arrays.copyOf(kind, count * 2);
                paragraph = Arrays.copyOf(paragraph, count * 2);
            }
            start[count] = from;
            end[count] = to;
            kind[count] = what;
            paragraph[count] = paragraphs;
            count++;
        }
    }

    /** Words that open a sentence more likely than they go on after an abbreviation. */
    private static final class SentenceOpeners {
        static final Set<String> WORDS = Set.of(
                "the",
                "a",
                "an",
                "he",
                "she",
                "it",
                "they",
                "we",
                "i",
                "you",
                "this",
                "that",
                "these",
                "those",
                "but",
                "and",
                "in",
                "on",
                "at",
                "for",
                "as",
                "if",
                "when",
                "while",
                "after",
                "before",
                "his",
                "her",
                "its",
                "their",
                "our",
                "there",
                "then",
                "however",
                "so",
                "what",
                "who",
                "how",
                "why",
                "many",
                "some",
                "most",
                "according",
                "asked",
                "with",
                "by",
                "from",
                "to",
                "or",
                "no",
                "not",
                "one",
                "also",
                "even",
                "although");

        private SentenceOpeners() {}
    }

    /** "The Late Show With Stephen Colbert": all words of length are capitalised, and it is no sentence. */
    boolean isTitleOfWork(Quotation quotation) {
        boolean stops = false;
        int capitals = 0;
        int words = 0;
        for (int i = quotation.open() + 1; i < quotation.close() && words <= LONGEST_TITLE; i++) {
            stops |= isMark(i, '.') && i + 1 < quotation.close();
            if (isWord(i)) {
                words++;
                boolean longWord = end[i] - start[i] > 3 && !SMALL_IN_TITLES.contains(lower[i]);
                if (capital(i)) {
                    capitals++;
                } else if (longWord) {
                    return false;
                }
            }
        }
        char last = quotation.end() > quotation.start() ? text.charAt(quotation.end() - 1) : ' ';
        boolean sentence = last == '?' || last == '!' || (last == '.' && (capitals < FEWEST_OF_TITLE || stops));
        return !sentence && words <= LONGEST_TITLE && capitals >= 2 && capitals * 2 >= words;
    }

    boolean isComma(int i) {
        return isMark(i, ',');
    }

    boolean isDash(int i) {
        return isMark(i, '\u2013') || isMark(i, '\u2014') || isMark(i, '-');
    }

    /** What may stand between a quotation and its clause: a comma, or a dash as in Polish. */
    boolean isSeparator(int i) {
        return isComma(i) || isMark(i, '-') || isMark(i, '\u2013') || isMark(i, '\u2014');
    }

    boolean anyQuoted(int from, int to) {
        for (int i = from; i < to; i++) {
            if (quoted(i)) {
                return true;
            }
        }
        return false;
    }

    int wordsIn(int from, int to) {
        int words = 0;
        for (int i = from; i < to && words < 30; i++) {
            words += kind[i] != Kind.MARK ? 1 : 0;
        }
        return words;
    }

    boolean endsWithComma(int quoted) {
        Quotation ended = quotations.get(quotation[quoted]);
        return text.charAt(ended.end() - 1) == ',';
    }

    /** Words of a token range, joined by spaces, for messages and keys. */
    String words(int from, int to) {
        List<String> words = new ArrayList<>();
        for (int i = from; i < to; i++) {
            words.add(word(i));
        }
        return String.join(" ", words);
    }
}
