package rejoinder.gateway.stream;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Where a subscriber goes on, as the id of an event: base64url of {@code 1 LOG PARTITION:OFFSET ...}, with the id of the
 * topic (so that a token from a log that was wiped is not taken for one of today's) and the next offset of each
 * partition. It names a position in the log and nothing of this process, so any gateway honours it.
 */
record Token(String log, Position position) {
    private static final int LONGEST = 16 * 1024;
    private static final String VERSION = "1";
    private static final Pattern LOG = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern PART = Pattern.compile("(\\d{1,9}):(\\d{1,18})");

    String text() {
        StringBuilder plain = new StringBuilder(VERSION).append(' ').append(log);
        position.next()
                .forEach((partition, offset) ->
                        plain.append(' ').append(partition).append(':').append(offset));
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(plain.toString().getBytes(StandardCharsets.US_ASCII));
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
        for (int i = 2; i < parts.length; i++) {
            var part = PART.matcher(parts[i]);
            if (!part.matches()) {
                return Optional.empty();
            }
            next.put(Integer.parseInt(part.group(1)), Long.parseLong(part.group(2)));
        }
        return Optional.of(new Token(parts[1], new Position(next)));
    }
}
