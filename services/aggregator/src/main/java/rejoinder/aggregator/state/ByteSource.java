package rejoinder.aggregator.state;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Bytes being read, as {@link ByteSink} wrote them. */
final class ByteSource {
    private final byte[] bytes;
    private final List<String> texts = new ArrayList<>();
    private int at;

    ByteSource(byte[] bytes) {
        this.bytes = bytes;
    }

    long number() {
        long value = 0;
        int shift = 0;
        byte next;
        do {
            next = bytes[at++];
            value |= (long) (next & 0x7f) << shift;
            shift += 7;
        } while (next < 0);
        return (value >>> 1) ^ -(value & 1);
    }

    /** How many follow: never more than there are bytes left. */
    int size() {
        return checked(number());
    }

    private int checked(long size) {
        if (size < 0 || size > bytes.length - at) {
            throw new IllegalArgumentException("there are not " + size + " more");
        }
        return (int) size;
    }

    /** A text; one that comes again is the same object. */
    String text() {
        long number = number();
        if (number < 0) {
            if (-1 - number >= texts.size()) {
                throw new IllegalArgumentException("there was no text " + (-1 - number));
            }
            return texts.get((int) (-1 - number));
        }
        int length = checked(number);
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        if (length <= ByteSink.LONGEST_REMEMBERED) {
            texts.add(text);
        }
        return text;
    }
}
