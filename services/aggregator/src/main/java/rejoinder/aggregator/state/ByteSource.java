package rejoinder.aggregator.state;

import java.nio.charset.StandardCharsets;

/** Bytes being read, as {@link ByteSink} wrote them. */
final class ByteSource {
    private final byte[] bytes;
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
        long size = number();
        if (size < 0 || size > bytes.length - at) {
            throw new IllegalArgumentException("there are not " + size + " more");
        }
        return (int) size;
    }

    String text() {
        int length = size();
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }
}
