package rejoinder.gateway.stream;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An event of the stream, as who is in this process reads it.
 *
 * @param id token behind it, where it has one
 * @param name empty for what only tells how far the stream is
 * @param data JSON; empty where there is no name
 */
public record StreamEvent(Optional<String> id, String name, String data) {
    private static final String ID = "id: ";
    private static final String NAME = "event: ";
    private static final String DATA = "data: ";

    /**
     * The change that an event is about.
     *
     * @param name of the record, the same whoever reads it: topic id, partition and offset
     * @param at when the record was written
     */
    public record Origin(String name, Instant at) {}

    /** The events in a piece of a response of {@link StreamApi}, which never cuts one in two. */
    public static List<StreamEvent> read(byte[] piece) {
        List<StreamEvent> events = new ArrayList<>();
        for (String frame : new String(piece, StandardCharsets.UTF_8).split("\n\n", -1)) {
            Optional<String> id = Optional.empty();
            String name = "";
            String data = "";
            for (String line : frame.split("\n", -1)) {
                if (line.startsWith(ID)) {
                    id = Optional.of(line.substring(ID.length()));
                } else if (line.startsWith(NAME)) {
                    name = line.substring(NAME.length());
                } else if (line.startsWith(DATA)) {
                    data = line.substring(DATA.length());
                }
            }
            if (id.isPresent() || !name.isEmpty()) {
                events.add(new StreamEvent(id, name, data));
            }
        }
        return events;
    }

    /** The change it is about; empty where it is about none. */
    public Optional<Origin> origin() {
        return id.flatMap(Since.Seen::parse)
                .flatMap(seen -> origin(((Since.Seen) seen).tokens().get(0)));
    }

    private static Optional<Origin> origin(Token token) {
        return token.origin()
                .map(change -> new Origin(
                        token.log() + "-" + change.partition() + "-"
                                + (token.position().of(change.partition()) - 1),
                        Instant.ofEpochMilli(change.at())));
    }
}
