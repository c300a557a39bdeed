package rejoinder.reading;

import java.util.Arrays;
import java.util.Locale;

/**
 * Words in lower case, with what they can be in a language. Those that come again and again are the same object, which
 * is made, and whose hash is computed, once. For any number of threads: what two of them do at once is done twice.
 */
final class LowerWords {
    private static final int PLACES_BITS = 15;
    /** Longer ones are hardly words, and not worth the room. */
    private static final int LONGEST_HELD = 40;

    private static final int ASCII = 0x80;
    /** ASCII letters that fit into a long. */
    private static final int FEW = Long.BYTES;
    /** What no ASCII letters are packed into. */
    private static final long NOT_ASCII = -1;
    /** Spreads numbers that are alike: 2 to the 64th divided by the golden ratio. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    /** A word. The last few of its letters as the text has them, if all are ASCII, stand in a long to be compared at once. */
    static final class Word {
        final String lower;
        /** What it can be in the language of the text: {@link Traits}. */
        final int traits;
        /** Which languages it is of: {@link Languages#ofWord}. */
        final int languages;

        private final Lexicon lexicon;
        private final char[] letters;
        private final int length;
        private final long packed;

        private Word(String lower, Lexicon lexicon, char[] letters, long packed) {
            this.lower = lower;
            this.traits = Traits.of(lower, lexicon);
            this.languages = Languages.ofWord(lower);
            this.lexicon = lexicon;
            this.letters = letters;
            this.length = letters.length;
            this.packed = packed;
        }
    }

    private final Word[] words = new Word[1 << PLACES_BITS];

    /** A part of a text in lower case, its apostrophes straight. */
    Word of(char[] text, int from, int to, Lexicon lexicon) {
        if (to - from > LONGEST_HELD) {
            return word(text, from, to, lexicon, NOT_ASCII);
        }
        int any = 0;
        long packed = 0;
        for (int i = from; i < to; i++) {
            char c = text[i];
            any |= c;
            packed = packed << Byte.SIZE | c;
        }
        int place = (int) (((packed + to - from) * SPREAD) >>> (Long.SIZE - PLACES_BITS));
        if (any >= ASCII) {
            packed = NOT_ASCII;
        }
        Word known = words[place];
        if (known == null
                || known.packed != packed
                || known.length != to - from
                || known.lexicon != lexicon
                || !is(known, text, from)) {
            known = word(text, from, to, lexicon, packed);
            words[place] = known;
        }
        return known;
    }

    private static Word word(char[] text, int from, int to, Lexicon lexicon, long packed) {
        String lower =
                new String(text, from, to - from).toLowerCase(Locale.ROOT).replace('\u2019', '\'');
        return new Word(lower, lexicon, Arrays.copyOfRange(text, from, to), packed);
    }

    /** Whether a word of as many letters, and of the same packed ones, is a part of a text. */
    private static boolean is(Word known, char[] text, int from) {
        int left = known.packed == NOT_ASCII ? known.length : known.length - FEW;
        for (int i = 0; i < left; i++) {
            if (known.letters[i] != text[from + i]) {
                return false;
            }
        }
        return true;
    }
}
