package rejoinder.reading;

import java.util.ArrayList;
import java.util.List;
import rejoinder.reading.Tokens.Kind;
import rejoinder.reading.Tokens.Quotation;

/** Pairs quotation marks of all usual styles, paragraph by paragraph, in one pass. */
final class QuotationMarks {
    private static final String DOUBLE = "\"\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02\u300c\u300d\u300e\u300f";
    private static final String SINGLE = "'\u2018\u2019\u201a\u201b\u2039\u203a`";

    private final Tokens tokens;
    private final List<Quotation> found = new ArrayList<>();

    private QuotationMarks(Tokens tokens) {
        this.tokens = tokens;
    }

    static boolean isMark(char c) {
        return DOUBLE.indexOf(c) >= 0 || SINGLE.indexOf(c) >= 0;
    }

    static List<Quotation> in(Tokens tokens) {
        QuotationMarks marks = new QuotationMarks(tokens);
        for (int p = 0; p < tokens.paragraphs(); p++) {
            marks.paragraph(tokens.paragraphStart[p], tokens.paragraphStart[p + 1]);
        }
        return List.copyOf(marks.found);
    }

    private void paragraph(int from, int to) {
        int open = Tokens.NONE;
        char opener = 0;
        int singleGaveUpUntil = from;
        for (int i = from; i < to; i++) {
            if (tokens.kind[i] != Kind.MARK) {
                continue;
            }
            char mark = mark(i);
            if (mark == 0) {
                continue;
            }
            if (open == Tokens.NONE) {
                if (isSingle(mark)) {
                    if (i >= singleGaveUpUntil && opensSingle(i)) {
                        int close = closingSingle(i, to);
                        if (close > 0) {
                            add(i, close, true, true);
                            i = close;
                        } else {
                            singleGaveUpUntil = -close;
                        }
                    }
                } else if (opens(i, mark)) {
                    open = i;
                    opener = mark;
                }
            } else if (!isSingle(mark)) {
                if (closes(opener, mark, i)) {
                    add(open, i, true, false);
                    open = Tokens.NONE;
                } else if (isOpening(mark) && mark == opener && touchesNext(i)) {
                    add(open, i - 1, false, false);
                    open = i;
                }
            }
        }
        if (open != Tokens.NONE && (open == from || goesOnAfter(to) || opener != '"')) {
            add(open, to - 1, false, false);
        }
    }

    /** A mark's kind: the typewriter's doubled marks count as double ones. */
    private char mark(int token) {
        char c = tokens.first(token);
        int length = tokens.end[token] - tokens.start[token];
        if (length == 2) {
            boolean doubled = tokens.text.charAt(tokens.start[token] + 1) == c;
            return doubled && (c == '\'' || c == '`') ? '"' : 0;
        }
        return isMark(c) ? c : 0;
    }

    private static boolean isSingle(char mark) {
        return SINGLE.indexOf(mark) >= 0;
    }

    private static boolean isOpening(char mark) {
        return mark == '\u201c' || mark == '\u201e' || mark == '\u00ab';
    }

    private boolean opens(int token, char mark) {
        return switch (mark) {
            case '\u201c', '\u201e', '\u201f', '\u300c', '\u300e' -> true;
            case '\u00ab' -> touchesNext(token) || !touchesPrevious(token);
            case '"', '\uff02' -> !touchesPrevious(token) || bracketBefore(token);
            case '\u201d', '\u00bb' -> !touchesPrevious(token) && touchesNext(token);
            default -> false;
        };
    }

    private boolean closes(char opener, char mark, int token) {
        return switch (opener) {
            case '"', '\uff02' -> mark == '"' || mark == '\uff02' || mark == '\u201d';
            case '\u201c', '\u201f' -> mark == '\u201d' || mark == '"' || (mark == '\u201c' && !touchesNext(token));
            case '\u201e' -> mark == '\u201c' || mark == '\u201d' || mark == '"';
            case '\u00ab' -> mark == '\u00bb';
            case '\u00bb' -> mark == '\u00ab' || mark == '\u00bb';
            case '\u201d' -> mark == '\u201d' || mark == '"';
            case '\u300c' -> mark == '\u300d';
            case '\u300e' -> mark == '\u300f';
            default -> false;
        };
    }

    private boolean opensSingle(int token) {
        char c = tokens.first(token);
        return (c == '\'' || c == '\u2018' || c == '\u201a' || c == '\u2039' || c == '`')
                && !touchesPrevious(token)
                && touchesNext(token)
                && !Character.isDigit(charAfter(token));
    }

    /** The token that closes a single mark, or minus the place up to which there is none. */
    private int closingSingle(int open, int to) {
        int weak = Tokens.NONE;
        int limit = Math.min(to, open + 120);
        for (int i = open + 2; i < limit; i++) {
            if (tokens.kind[i] != Kind.MARK || tokens.end[i] - tokens.start[i] != 1) {
                continue;
            }
            char c = tokens.first(i);
            if (c == '\u2018' || DOUBLE.indexOf(c) >= 0) {
                limit = i;
            } else if ((c == '\'' || c == '\u2019' || c == '\u203a') && !letterAfter(i)) {
                if (",.?!".indexOf(charBefore(i)) >= 0) {
                    return i;
                }
                if (weak == Tokens.NONE && charBefore(i) != 's') {
                    weak = i;
                } else if (weak == Tokens.NONE) {
                    weak = i;
                }
            }
        }
        return weak != Tokens.NONE ? weak : -Math.max(limit, open + 1);
    }

    private boolean goesOnAfter(int nextParagraph) {
        return nextParagraph < tokens.count && isMark(tokens.first(nextParagraph));
    }

    private char charBefore(int token) {
        int at = tokens.start[token] - 1;
        return at >= 0 ? tokens.text.charAt(at) : ' ';
    }

    private char charAfter(int token) {
        int at = tokens.end[token];
        return at < tokens.text.length() ? tokens.text.charAt(at) : ' ';
    }

    private boolean letterAfter(int token) {
        return Character.isLetterOrDigit(charAfter(token));
    }

    private boolean touchesPrevious(int token) {
        char c = charBefore(token);
        return !Character.isWhitespace(c) && !Character.isSpaceChar(c) && "([{\u2014\u2013-/:".indexOf(c) < 0;
    }

    private boolean bracketBefore(int token) {
        return "([{".indexOf(charBefore(token)) >= 0;
    }

    private boolean touchesNext(int token) {
        char c = charAfter(token);
        return !Character.isWhitespace(c) && !Character.isSpaceChar(c);
    }

    private void add(int open, int close, boolean closed, boolean single) {
        int start = tokens.end[open];
        int end = closed ? tokens.start[close] : tokens.end[close];
        while (start < end && Character.isWhitespace(tokens.text.charAt(start))) {
            start++;
        }
        while (end > start && Character.isWhitespace(tokens.text.charAt(end - 1))) {
            end--;
        }
        if (end > start && close > open) {
            found.add(new Quotation(open, close, start, end, closed, single));
        }
    }
}
