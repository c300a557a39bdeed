package rejoinder.gateway.stream;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * What a stream without a token begins with.
 *
 * @param withSnapshot whether it begins where the database stands, with what holds there first
 * @param newest how many reactions of it at most, the newest of them; all where empty. None means no summaries either: a
 *     client that reads everything from the lists, whatever part of it, from then on misses nothing.
 */
record Begin(boolean withSnapshot, OptionalInt newest) {
    static final Begin WHOLE = new Begin(true, OptionalInt.empty());

    static final Begin NOW = new Begin(false, OptionalInt.empty());
    private static final int MOST = 1000;
    private static final Pattern NUMBER = Pattern.compile("0|[1-9]\\d{0,3}");

    /** Whether nothing comes first, though it begins where the database stands. */
    boolean empty() {
        return newest.isPresent() && newest.getAsInt() == 0;
    }

    static Optional<Begin> parse(String text) {
        return switch (text) {
            case "true" -> Optional.of(WHOLE);
            case "false" -> Optional.of(NOW);
            default ->
                Optional.of(text)
                        .filter(number -> NUMBER.matcher(number).matches())
                        .map(Integer::parseInt)
                        .filter(number -> number <= MOST)
                        .map(number -> new Begin(true, OptionalInt.of(number)));
        };
    }
}
