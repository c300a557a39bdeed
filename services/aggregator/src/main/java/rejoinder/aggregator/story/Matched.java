package rejoinder.aggregator.story;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import org.apache.kafka.streams.state.KeyValueStore;
import rejoinder.contracts.json.Written;
import rejoinder.contracts.reaction.Reaction;

/**
 * Which stories an utterance is a reaction of, and a fingerprint of the reaction as it was last told: nothing is told
 * twice. The story that holds everything is not among them, it holds what there is.
 */
final class Matched {
    private final KeyValueStore<String, String> store;

    Matched(KeyValueStore<String, String> store) {
        this.store = store;
    }

    /** Fingerprints by story. */
    SortedMap<String, String> get(String utterance) {
        String kept = store.get(utterance);
        return kept == null
                ? new TreeMap<>()
                : Arrays.stream(kept.split(";", -1))
                        .map(entry -> entry.split("=", -1))
                        .collect(Collectors.toMap(entry -> entry[0], entry -> entry[1], (a, b) -> b, TreeMap::new));
    }

    void put(String utterance, SortedMap<String, String> stories) {
        store.put(
                utterance,
                stories.isEmpty()
                        ? null
                        : stories.entrySet().stream()
                                .map(entry -> entry.getKey() + "=" + entry.getValue())
                                .collect(Collectors.joining(";")));
    }

    static String fingerprint(Written<Reaction> reaction) {
        byte[] json = reaction.json();
        CRC32 one = new CRC32();
        one.update(json);
        CRC32C other = new CRC32C();
        other.update(json);
        return Long.toString(one.getValue(), Character.MAX_RADIX) + "-"
                + Long.toString(other.getValue(), Character.MAX_RADIX);
    }
}
