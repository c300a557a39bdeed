package rejoinder.gateway.read;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/**
 * Answers that are made of the database alone, kept until the sink writes again: most who ask about a story ask for what
 * somebody was just told. Holds a bounded number of characters, those that were asked for longest ago go first.
 * Thread-safe.
 */
final class Answers {
    private static final long MOST_CHARACTERS = 16L * 1024 * 1024;
    /** Larger ones are asked for by programs that want each once. */
    private static final int LONGEST = 512 * 1024;
    /** What keeping one takes besides its text. */
    private static final int OVERHEAD = 128;

    private final long mostCharacters;
    private final Map<String, Answer> kept = new LinkedHashMap<>(64, 0.75f, true);
    private long characters;

    Answers() {
        this(MOST_CHARACTERS);
    }

    Answers(long mostCharacters) {
        this.mostCharacters = mostCharacters;
    }

    private record Answer(String version, Optional<String> json) {
        int length() {
            return json.map(String::length).orElse(0);
        }
    }

    /**
     * What is kept, if the database is still as it was, else what is made now.
     *
     * @param asked what the answer depends on besides the database: address and query
     */
    Optional<String> get(Handle handle, String asked, Supplier<Optional<String>> make) {
        String version = Reads.version(handle);
        Optional<Answer> known = known(asked);
        if (known.isPresent() && known.get().version().equals(version)) {
            return known.get().json();
        }
        Answer made = new Answer(version, make.get());
        keep(asked, made);
        return made.json();
    }

    private synchronized Optional<Answer> known(String asked) {
        return Optional.ofNullable(kept.get(asked));
    }

    private synchronized void keep(String asked, Answer made) {
        Optional.ofNullable(kept.remove(asked)).ifPresent(old -> characters -= size(asked, old));
        if (size(asked, made) > LONGEST) {
            return;
        }
        kept.put(asked, made);
        characters += size(asked, made);
        var oldest = kept.entrySet().iterator();
        while (characters > mostCharacters) {
            Map.Entry<String, Answer> gone = oldest.next();
            characters -= size(gone.getKey(), gone.getValue());
            oldest.remove();
        }
    }

    private static int size(String asked, Answer answer) {
        return asked.length() + answer.length() + OVERHEAD;
    }
}
