package rejoinder.aggregator.state;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.ObjIntConsumer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * Counts by name that are kept in one value of a store. They are looked for in the bytes as they stand there, one after
 * the other: a few hundred names are had sooner than a value is looked up in a store, and take no more room in memory
 * than on disk. A count of nothing is not there. Immutable.
 */
public final class Tally {
    public static final Tally NONE = new Tally(new byte[0]);

    private static final int SEVEN_BITS = 0x7f;
    private static final int MORE = 0x80;
    private static final int BITS_OF_BYTE = 7;

    /** For each name the length of its UTF-8 bytes, these, and the count. */
    private final byte[] entries;

    private Tally(byte[] entries) {
        this.entries = entries;
    }

    public static Serde<Tally> serde() {
        return Serdes.serdeFrom(
                (topic, tally) -> tally == null ? null : tally.entries,
                (topic, bytes) -> bytes == null ? null : new Tally(bytes));
    }

    public boolean isEmpty() {
        return entries.length == 0;
    }

    /** The count of a name. */
    public int of(String name) {
        Cursor at = new Cursor();
        return at.find(name.getBytes(StandardCharsets.UTF_8)) ? at.count : 0;
    }

    /**
     * What became of an addition.
     *
     * @param tally all counts
     * @param count the one that was added to
     */
    public record Sum(Tally tally, int count) {
        /** Whether that name had no count before, or has none any more. */
        public boolean beganOrEnded(int by) {
            return count == 0 || count == by;
        }
    }

    /** The same with a count that is more, or less where {@code by} is negative. */
    public Sum plus(String name, int by) {
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        Cursor at = new Cursor();
        int now = Math.addExact(at.find(utf8) ? at.count : 0, by);
        int zigzag = (now << 1) ^ (now >> (Integer.SIZE - 1));
        int entry = now == 0 ? 0 : bytesOf(utf8.length) + utf8.length + bytesOf(zigzag);
        int rest = entries.length - at.next;
        byte[] changed = new byte[at.begin + entry + rest];
        System.arraycopy(entries, 0, changed, 0, at.begin);
        if (now != 0) {
            int end = put(changed, at.begin, utf8.length);
            System.arraycopy(utf8, 0, changed, end, utf8.length);
            put(changed, end + utf8.length, zigzag);
        }
        System.arraycopy(entries, at.next, changed, at.begin + entry, rest);
        return new Sum(new Tally(changed), now);
    }

    /** How many bytes a number takes. */
    private static int bytesOf(int number) {
        return Math.max(1, (Integer.SIZE - Integer.numberOfLeadingZeros(number) + BITS_OF_BYTE - 1) / BITS_OF_BYTE);
    }

    private static int put(byte[] bytes, int at, int number) {
        int end = at;
        int rest = number;
        while ((rest & ~SEVEN_BITS) != 0) {
            bytes[end++] = (byte) ((rest & SEVEN_BITS) | MORE);
            rest >>>= BITS_OF_BYTE;
        }
        bytes[end++] = (byte) rest;
        return end;
    }

    /** Each name with its count. */
    public void forEach(ObjIntConsumer<String> each) {
        Cursor at = new Cursor();
        while (at.read()) {
            each.accept(new String(entries, at.name, at.length, StandardCharsets.UTF_8), at.count);
        }
    }

    /** Goes through the entries. */
    private final class Cursor {
        /** Of the entry read last; where a new one would begin, if there is no more. */
        private int begin;

        private int next;
        private int name;
        private int length;
        private int count;

        boolean find(byte[] utf8) {
            while (read()) {
                if (Arrays.equals(entries, name, name + length, utf8, 0, utf8.length)) {
                    return true;
                }
            }
            return false;
        }

        boolean read() {
            begin = next;
            if (next == entries.length) {
                return false;
            }
            length = number();
            name = next;
            next += length;
            int zigzag = number();
            count = (zigzag >>> 1) ^ -(zigzag & 1);
            return true;
        }

        private int number() {
            int number = 0;
            int shift = 0;
            while (true) {
                byte one = entries[next++];
                number |= (one & SEVEN_BITS) << shift;
                if (one >= 0) {
                    return number;
                }
                shift += BITS_OF_BYTE;
            }
        }
    }
}
