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
    private static final int TO_LOWER = 'a' - 'A';

    private final String[] words = new String[PLACES];

    /** A part of a text in lower case, its apostrophes straight. */
    String of(String text, int from, int to) {
        if (to - from > LONGEST_HELD) {
            return lower(text, from, to);
        }
        int hash = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c >= ASCII) {
                return lower(text, from, to);
            }
            hash = 31 * hash + lower(c);
        }
        int place = (hash ^ (hash >>> 12)) & (PLACES - 1);
        String known = words[place];
        if (known == null || !is(known, text, from, to)) {
            known = lower(text, from, to);
            words[place] = known;
        }
        return known;
    }

    private static boolean is(String known, String text, int from, int to) {
        if (known.length() != to - from) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (known.charAt(i - from) != lower(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static int lower(char ascii) {
        return ascii >= 'A' && ascii <= 'Z' ? ascii + TO_LOWER : ascii;
    }

    private static String lower(String text, int from, int to) {
        return text.substring(from, to).toLowerCase(Locale.ROOT).replace('\u2019', '\'');
    }
}
