package rejoinder.ingestor.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** Values by key, outside the heap. */
class CursorFileTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, String> group(CursorFile file, String group) {
        Map<String, String> members = new TreeMap<>();
        file.forEach(group, (key, value) -> members.put(key, new String(value, StandardCharsets.UTF_8)));
        return members;
    }

    @Property(tries = 30)
    void itIsAMap(@ForAll @LongRange(min = 1, max = 1_000_000) long seed) {
        Random random = new Random(seed);
        Map<String, String> map = new HashMap<>();
        try (CursorFile file = new CursorFile()) {
            for (int i = 0; i < 5000; i++) {
                String key = "file" + random.nextInt(5) + (random.nextInt(3) == 0 ? "" : "#" + random.nextInt(700));
                if (random.nextInt(5) == 0) {
                    map.remove(key);
                    file.remove(key);
                } else {
                    String value = "v".repeat(random.nextInt(300)) + i;
                    map.put(key, value);
                    file.put(key, bytes(value));
                }
            }
            for (int i = 0; i < 5; i++) {
                String name = "file" + i;
                Map<String, String> within = new TreeMap<>();
                map.forEach((key, value) -> {
                    if (key.startsWith(name + "#")) {
                        within.put(key, value);
                    }
                });
                assertThat(group(file, name)).isEqualTo(within);
            }
            map.forEach((key, value) -> assertThat(file.get(key)).contains(bytes(value)));
            assertThat(file.get("none")).isEmpty();
        }
    }

    @Test
    void aValueLargerThanItsBufferIsKept() {
        try (CursorFile file = new CursorFile()) {
            file.put("small", bytes("1"));
            file.put("large", bytes("x".repeat(1_000_000)));
            file.put("last", bytes("2"));

            assertThat(file.get("large").orElseThrow()).hasSize(1_000_000);
            assertThat(file.get("small")).contains(bytes("1"));
            assertThat(file.get("last")).contains(bytes("2"));
        }
    }

    @Test
    void aGroupIsKnownOnceSomethingIsInIt() {
        try (CursorFile file = new CursorFile()) {
            file.put("inbox|a.csv", bytes("mark"));
            assertThat(file.hasGroup("inbox|a.csv")).isFalse();

            file.put("inbox|a.csv#1", bytes("row"));
            assertThat(file.hasGroup("inbox|a.csv")).isTrue();
        }
    }
}
