package rejoinder.reading;

import java.util.Arrays;

/** Translates between a text's char offsets and its code point offsets. */
final class CodePoints {
    private final int[] surrogatePairs;

    CodePoints(char[] text) {
        int[] pairs = new int[8];
        int count = 0;
        for (int i = 0; i + 1 < text.length; i++) {
            char c = text[i];
            if (c >= Character.MIN_SURROGATE && Character.isSurrogatePair(c, text[i + 1])) {
                if (count == pairs.length) {
                    pairs = Arrays.copyOf(pairs, count * 2);
                }
                pairs[count++] = i;
                i++;
            }
        }
        this.surrogatePairs = Arrays.copyOf(pairs, count);
    }

    /** The code point offset of a char offset. */
    int of(int chars) {
        int before = Arrays.binarySearch(surrogatePairs, chars - 1);
        int pairs = before >= 0 ? before + 1 : -before - 1;
        return chars - Math.min(pairs, surrogatePairs.length);
    }

    /** The code points of a part of the text. */
    TextSpan span(int start, int end) {
        return new TextSpan(of(start), of(end));
    }
}
