package rejoinder.app.replay;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.utils.Bytes;

/**
 * Events as bytes in one array, sorted without being read again: a million of them as objects would keep the collector
 * busy longer than the replay takes otherwise.
 */
final class PackedEvents {
    private static final int FIRST_SIZE = 64 * 1024;
    private static final int NONE = -1;
    private static final byte[] NO_BYTES = new byte[0];

    private byte[] bytes = new byte[FIRST_SIZE];
    private int length;
    private final List<Place> places = new ArrayList<>();

    /** Where one event is, and what sorts it. */
    private record Place(long micros, int partition, long offset, int from, int to) implements Moment {}

    void add(Event event) {
        byte[] id = event.id().getBytes(StandardCharsets.UTF_8);
        int from = length;
        room(Integer.BYTES * 4L + Long.BYTES * 3 + 1 + id.length);
        ByteBuffer out = ByteBuffer.wrap(bytes, length, bytes.length - length)
                .putInt(0)
                .putLong(event.micros())
                .putInt(event.partition())
                .putLong(event.offset())
                .putLong(event.timestamp())
                .put((byte) (event.retraction() ? 1 : 0))
                .putInt(id.length)
                .put(id)
                .putInt(event.headers().size());
        length = out.position();
        put(event.key().get());
        put(event.value().map(Bytes::get));
        for (Header header : event.headers()) {
            put(header.key().getBytes(StandardCharsets.UTF_8));
            put(Optional.ofNullable(header.value()));
        }
        ByteBuffer.wrap(bytes).putInt(from, length - from - Integer.BYTES);
        places.add(new Place(event.micros(), event.partition(), event.offset(), from, length));
    }

    private void put(Optional<byte[]> part) {
        if (part.isPresent()) {
            put(part.get());
        } else {
            room(Integer.BYTES);
            ByteBuffer.wrap(bytes).putInt(length, NONE);
            length += Integer.BYTES;
        }
    }

    private void put(byte[] part) {
        room((long) Integer.BYTES + part.length);
        ByteBuffer.wrap(bytes).putInt(length, part.length).put(length + Integer.BYTES, part);
        length += Integer.BYTES + part.length;
    }

    private void room(long more) {
        long needed = length + more;
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(
                    bytes, Math.toIntExact(Math.max(needed, Math.min(Integer.MAX_VALUE - 8, bytes.length * 2L))));
        }
    }

    int count() {
        return places.size();
    }

    /** How many bytes they take. */
    int length() {
        return length;
    }

    /** Empties it and keeps the room it has. */
    void clear() {
        places.clear();
        length = 0;
    }

    void sort() {
        places.sort(Moment.ORDER);
    }

    void write(OutputStream out) throws IOException {
        for (Place place : places) {
            out.write(bytes, place.from(), place.to() - place.from());
        }
    }

    /** One of them, in the order they were added or sorted in. */
    Event get(int index) {
        Place place = places.get(index);
        return read(ByteBuffer.wrap(bytes, place.from() + Integer.BYTES, place.to() - place.from() - Integer.BYTES));
    }

    /** The next event of what {@link #write} wrote. */
    static Event read(DataInputStream in) throws IOException {
        byte[] body = new byte[in.readInt()];
        in.readFully(body);
        return read(ByteBuffer.wrap(body));
    }

    private static Event read(ByteBuffer in) {
        long micros = in.getLong();
        int partition = in.getInt();
        long offset = in.getLong();
        long timestamp = in.getLong();
        boolean retraction = in.get() == 1;
        String id = text(part(in).orElse(NO_BYTES));
        int headers = in.getInt();
        Bytes key = Bytes.wrap(part(in).orElse(NO_BYTES));
        Optional<Bytes> value = part(in).map(Bytes::wrap);
        List<Header> described = new ArrayList<>(headers);
        for (int left = headers; left > 0; left--) {
            described.add(new RecordHeader(text(part(in).orElse(NO_BYTES)), part(in).orElse(null)));
        }
        return new Event(id, micros, partition, offset, retraction, timestamp, key, value, described);
    }

    private static String text(byte[] bytes) {
        return bytes.length == 0 ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    private static Optional<byte[]> part(ByteBuffer in) {
        int length = in.getInt();
        if (length == NONE) {
            return Optional.empty();
        }
        byte[] part = new byte[length];
        in.get(part);
        return Optional.of(part);
    }
}
