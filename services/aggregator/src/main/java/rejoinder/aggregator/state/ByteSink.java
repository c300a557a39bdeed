package rejoinder.aggregator.state;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes being written. A short text that comes again is written as a number. */
final class ByteSink {
    /** UTF-8 bytes of the longest text that is remembered: names and ids are shorter, quotations hardly come again. */
    static final int LONGEST_REMEMBERED = 64;

    private static final int SEVEN_BITS = 0x7f;
    private static final int MORE = 0x80;
    private static final int LONGEST_NUMBER = 10;

    private byte[] bytes = new byte[512];
    private int size;
    /** Remembered texts where their hash puts them, or at the next free place; at least half of the places are free. */
    private String[] texts = new String[64];

    private int[] numbers = new int[64];
    private int remembered;

    /** A whole number, in few bytes where it is near zero. */
    void number(long value) {
        long rest = (value << 1) ^ (value >> (Long.SIZE - 1));
        room(LONGEST_NUMBER);
        while ((rest & ~SEVEN_BITS) != 0) {
            bytes[size++] = (byte) ((rest & SEVEN_BITS) | MORE);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /** A text, after its length; or, less than zero, which of those before it it is. */
    void text(String text) {
        int place = text.length() <= LONGEST_REMEMBERED ? place(texts, text) : -1;
        if (place >= 0 && texts[place] != null) {
            number(-1L - numbers[place]);
            return;
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        number(utf8.length);
        room(utf8.length);
        System.arraycopy(utf8, 0, bytes, size, utf8.length);
        size += utf8.length;
        if (place >= 0 && utf8.length <= LONGEST_REMEMBERED) {
            texts[place] = text;
            numbers[place] = remembered++;
            if (2 * remembered > texts.length) {
                grow();
            }
        }
    }

    /** Where a text is, or where it would go. */
    private static int place(String[] texts, String text) {
        int hash = text.hashCode();
        int place = (hash ^ (hash >>> 16)) & (texts.length - 1);
        while (texts[place] != null && !texts[place].equals(text)) {
            place = (place + 1) & (texts.length - 1);
        }
        return place;
    }

    private void grow() {
        String[] before = texts;
        int[] numbersBefore = numbers;
        texts = new String[2 * before.length];
        numbers = new int[texts.length];
        for (int i = 0; i < before.length; i++) {
            if (before[i] != null) {
                int place = place(texts, before[i]);
                texts[place] = before[i];
                numbers[place] = numbersBefore[i];
            }
        }
    }

    /** Begins anew, with the room that there is. */
    void clear() {
        size = 0;
        if (remembered > 0) {
            Arrays.fill(texts, null);
            remembered = 0;
        }
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
        }
    }
}
