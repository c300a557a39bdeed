package rejoinder.ingestor.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import rejoinder.ingestor.document.Fingerprint;

/**
 * Values by key in a temporary file, with about 30 bytes of memory an entry: cursors are many, and most are never looked
 * at. Keys with a {@code #} belong to the group before it. What stands in the file is lost with the process. Thread-safe.
 */
public final class CursorFile implements AutoCloseable {
    private static final int BUFFER = 256 * 1024;
    private static final int LENGTHS = 2 * Integer.BYTES;
    private static final int FIRST_CAPACITY = 1024;
    private static final byte[] REMOVED = new byte[0];

    private final FileChannel file;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    private final Map<String, int[]> groups = new HashMap<>();
    private final Map<String, Integer> groupSizes = new HashMap<>();
    private long written;
    private int entries;
    private long[] hashes = new long[FIRST_CAPACITY];
    private long[] places = new long[FIRST_CAPACITY];
    private int[] table = new int[4 * FIRST_CAPACITY];

    /** A new one, empty. */
    public CursorFile() {
        try {
            Path path = Files.createTempFile("rejoinder-cursors", ".tmp");
            file = FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException e) {
            throw new UncheckedIOException("can't make a temporary file for cursors: " + e.getMessage(), e);
        }
    }

    /** A value and the key it stands under. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Entry(String key, byte[] value) {}

    /** The value of a key. */
    public synchronized Optional<byte[]> get(String key) {
        return find(key).map(Entry::value).filter(value -> value.length > 0);
    }

    /** Puts a value that is not empty. */
    public synchronized void put(String key, byte[] value) {
        int slot = slot(key);
        long place = append(key.getBytes(StandardCharsets.UTF_8), value);
        if (table[slot] != 0) {
            places[table[slot] - 1] = place;
            return;
        }
        if (entries == hashes.length) {
            grow();
            slot = slot(key);
        }
        hashes[entries] = Fingerprint.brief(key);
        places[entries] = place;
        table[slot] = entries + 1;
        group(key).ifPresent(group -> addTo(group, entries));
        entries++;
    }

    synchronized void remove(String key) {
        if (table[slot(key)] != 0) {
            put(key, REMOVED);
        }
    }

    /** Whether there is anything in the group of keys that begin with {@code group} and {@code #}. */
    synchronized boolean hasGroup(String group) {
        return groupSizes.containsKey(group);
    }

    /** Each key and value of a group. */
    synchronized void forEach(String group, BiConsumer<String, byte[]> each) {
        int[] members = groups.getOrDefault(group, new int[0]);
        int size = groupSizes.getOrDefault(group, 0);
        for (int i = 0; i < size; i++) {
            Entry entry = read(places[members[i]]);
            if (entry.value().length > 0) {
                each.accept(entry.key(), entry.value());
            }
        }
    }

    @Override
    public synchronized void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException("can't close a temporary file", e);
        }
    }

    private static Optional<String> group(String key) {
        int mark = key.lastIndexOf('#');
        return mark < 0 ? Optional.empty() : Optional.of(key.substring(0, mark));
    }

    private void addTo(String group, int entry) {
        int size = groupSizes.getOrDefault(group, 0);
        int[] members = groups.computeIfAbsent(group, name -> new int[1]);
        if (size == members.length) {
            members = Arrays.copyOf(members, size * 2);
            groups.put(group, members);
        }
        members[size] = entry;
        groupSizes.put(group, size + 1);
    }

    private Optional<Entry> find(String key) {
        int index = table[slot(key)];
        return index == 0 ? Optional.empty() : Optional.of(read(places[index - 1]));
    }

    /** Where the table has the key, or would have it. */
    private int slot(String key) {
        long hash = Fingerprint.brief(key);
        int mask = table.length - 1;
        int slot = (int) (hash ^ (hash >>> 32)) & mask;
        while (table[slot] != 0) {
            int entry = table[slot] - 1;
            if (hashes[entry] == hash && read(places[entry]).key().equals(key)) {
                return slot;
            }
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        int capacity = hashes.length * 2;
        hashes = Arrays.copyOf(hashes, capacity);
        places = Arrays.copyOf(places, capacity);
        table = new int[4 * capacity];
        int mask = table.length - 1;
        for (int entry = 0; entry < entries; entry++) {
            int slot = (int) (hashes[entry] ^ (hashes[entry] >>> 32)) & mask;
            while (table[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            table[slot] = entry + 1;
        }
    }

    private long append(byte[] key, byte[] value) {
        int length = LENGTHS + key.length + value.length;
        try {
            if (buffer.remaining() < length) {
                flush();
            }
            long place = written + buffer.position();
            if (length > buffer.capacity()) {
                ByteBuffer own = ByteBuffer.allocate(length);
                put(own, key, value);
                write(own.flip());
            } else {
                put(buffer, key, value);
            }
            return place;
        } catch (IOException e) {
            throw new UncheckedIOException("can't write cursors to a temporary file: " + e.getMessage(), e);
        }
    }

    private static void put(ByteBuffer to, byte[] key, byte[] value) {
        to.putInt(key.length).putInt(value.length).put(key).put(value);
    }

    private void flush() throws IOException {
        write(buffer.flip());
        buffer.clear();
    }

    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            written += file.write(bytes, written);
        }
    }

    private Entry read(long place) {
        try {
            ByteBuffer lengths = bytes(place, LENGTHS);
            int keyLength = lengths.getInt();
            int valueLength = lengths.getInt();
            ByteBuffer both = bytes(place + LENGTHS, keyLength + valueLength);
            byte[] key = new byte[keyLength];
            byte[] value = new byte[valueLength];
            both.get(key).get(value);
            return new Entry(new String(key, StandardCharsets.UTF_8), value);
        } catch (IOException e) {
            throw new UncheckedIOException("can't read cursors from a temporary file: " + e.getMessage(), e);
        }
    }

    private ByteBuffer bytes(long place, int length) throws IOException {
        if (place >= written) {
            return ByteBuffer.wrap(buffer.array(), (int) (place - written), length);
        }
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, place + bytes.position()) < 0) {
                throw new IOException("it has been cut short");
            }
        }
        return bytes.flip();
    }
}
