package rejoinder.reading;

import java.util.Locale;

/**
 * Words in lower case. Those that come again and again are the same object, which is made, and whose hash is computed,
 * once. For any number of threads: what two of them do at once is done twice.
 */
final class LowerWords {
    private static final int PLACES = 4096;
    /** Longer ones are hardly words, and not worth the room. */
    private static final int LONGEST_HELD = 40;

    private static final int ASCII = 0x80;
    private static final char[] LOWER = new char[ASCII];

    static {
        for (char c = 0; c < ASCII; c++) {
            LOWER[c] = Character.toLowerCase(c);
        }
    }

    /** Letters that fit into a long. */
    private static final int FEW = Long.BYTES;

    /** A word with its letters: few of them packed into a long, so that they are compared at once. */
    private static final class Word {
        final String word;
        final char[] letters;
        final int length;
        final long packed;

        Word(String word, long packed) {
            this.word = word;
            this.letters = word.toCharArray();
            this.length = letters.length;
            this.packed = packed;
        }
    }

    private final Word[] words = new Word[PLACES];

    /** A part of a text in lower case, its apostrophes straight. */
    String of(char[] text, int from, int to) {
        if (to - from > LONGEST_HELD) {
            return lower(text, from, to);
        }
        int hash = 0;
        long packed = 0;
        for (int i = from; i < to; i++) {
            char c = text[i];
            if (c >= ASCII) {
                return lower(text, from, to);
            }
            char lower = LOWER[c];
            hash = 31 * hash + lower;
            packed = packed << Byte.SIZE | lower;
        }
        int place = (hash ^ (hash >>> 12)) & (PLACES - 1);
        Word known = words[place];
        if (known == null || known.packed != packed || known.length != to - from || !is(known, text, from)) {
            known = new Word(lower(text, from, to), packed);
            words[place] = known;
        }
        return known.word;
    }

    /** Whether a word whose last letters are the same as those of a part of a text is that part. */
    private static boolean is(Word known, char[] text, int from) {
        for (int i = known.length - FEW - 1; i >= 0; i--) {
            if (known.letters[i] != LOWER[text[from + i]]) {
                return false;
            }
        }
        return true;
    }

    private static String lower(char[] text, int from, int to) {
        return new String(text, from, to - from).toLowerCase(Locale.ROOT).replace('\u2019', '\'');
    }
}
