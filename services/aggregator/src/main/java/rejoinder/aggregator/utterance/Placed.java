package rejoinder.aggregator.utterance;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import rejoinder.reading.SameWords;

/**
 * What is needed of a statement to find its neighbours.
 *
 * @param at when it was said
 * @param heard the time of its record, in milliseconds
 * @param utterance the utterance it belongs to now
 */
public record Placed(Instant at, long heard, String utterance, SameWords.Sketch sketch) {
    /** The same in an utterance. */
    Placed in(String other) {
        return new Placed(at, heard, other, sketch);
    }

    /** Few bytes: there is one of these for every statement. */
    public static Serde<Placed> serde() {
        return Serdes.serdeFrom(
                (topic, placed) -> placed == null ? null : bytes(placed),
                (topic, bytes) -> bytes == null ? null : of(ByteBuffer.wrap(bytes)));
    }

    private static byte[] bytes(Placed placed) {
        byte[] utterance = placed.utterance.getBytes(StandardCharsets.UTF_8);
        int[] hashes = placed.sketch.hashes();
        ByteBuffer bytes = ByteBuffer.allocate(2 * Long.BYTES
                + Integer.BYTES
                + Integer.BYTES
                + utterance.length
                + Integer.BYTES
                + Integer.BYTES * hashes.length);
        bytes.putLong(placed.at.getEpochSecond()).putInt(placed.at.getNano()).putLong(placed.heard);
        bytes.putInt(utterance.length).put(utterance).putInt(hashes.length);
        for (int hash : hashes) {
            bytes.putInt(hash);
        }
        return bytes.array();
    }

    private static Placed of(ByteBuffer bytes) {
        Instant at = Instant.ofEpochSecond(bytes.getLong(), bytes.getInt());
        long heard = bytes.getLong();
        byte[] utterance = new byte[bytes.getInt()];
        bytes.get(utterance);
        int[] hashes = new int[bytes.getInt()];
        for (int i = 0; i < hashes.length; i++) {
            hashes[i] = bytes.getInt();
        }
        return new Placed(at, heard, new String(utterance, StandardCharsets.UTF_8), new SameWords.Sketch(hashes));
    }
}
