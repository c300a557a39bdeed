package rejoinder.gateway.stream;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Where a subscriber goes on, as the id of an event: base64url of {@code 1 LOG PARTITION:OFFSET ...}, with the id of the
 * topic (so that a token from a log that was wiped is not taken for one of today's) and the next offset of each
 * partition. The id of a change begins with its own partition, with {@code @} and the time of its record in milliseconds
 * behind the offset. A token names a position in the log and nothing of this process, so any gateway honours it.
 */
record Token(String log, Position position, Optional<Origin> origin) {
    private static final int LONGEST = 16 * 1024;
    private static final String VERSION = "1";
    private static final Pattern LOG = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern PART = Pattern.compile("(\\d{1,9}):(\\d{1,18})(?:@(\\d{1,18}))?");

    /** Which change a token stands behind: its partition, and the time of its record in milliseconds since 1970. */
    record Origin(int partition, long at) {}

    /** A position that stands behind no change in particular. */
    Token(String log, Position position) {
        this(log, position, Optional.empty());
    }

    /** The same position, as the id of a change that leads to it. */
    Token behind(Change change) {
        return new Token(log, position, Optional.of(new Origin(change.partition(), change.at())));
    }

    String text() {
        StringBuilder plain = new StringBuilder(VERSION).append(' ').append(log);
        origin.ifPresent(change -> append(plain, change.partition(), position.of(change.partition()))
                .append('@')
                .append(change.at()));
        for (Map.Entry<Integer, Long> next : position.next().entrySet()) {
            if (origin.isEmpty() || origin.get().partition() != next.getKey()) {
                append(plain, next.getKey(), next.getValue());
            }
        }
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(plain.toString().getBytes(StandardCharsets.US_ASCII));
    }

    private static StringBuilder append(StringBuilder plain, int partition, long offset) {
        return plain.append(' ').append(partition).append(':').append(offset);
    }

    /** The token that a text holds; empty when it holds none. */
    static Optional<Token> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII);
            return split(plain.split(" ", -1));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static Optional<Token> split(String[] parts) {
        if (parts.length < 2
                || !parts[0].equals(VERSION)
                || !LOG.matcher(parts[1]).matches()) {
            return Optional.empty();
        }
        TreeMap<Integer, Long> next = new TreeMap<>();
        Optional<Origin> origin = Optional.empty();
        for (int i = 2; i < parts.length; i++) {
            var part = PART.matcher(parts[i]);
            if (!part.matches()) {
                return Optional.empty();
            }
            int partition = Integer.parseInt(part.group(1));
            next.put(partition, Long.parseLong(part.group(2)));
            if (part.group(3) != null) {
                origin = Optional.of(new Origin(partition, Long.parseLong(part.group(3))));
            }
        }
        return Optional.of(new Token(parts[1], new Position(next), origin));
    }
}
