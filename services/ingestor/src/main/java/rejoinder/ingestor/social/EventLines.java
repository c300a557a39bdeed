package rejoinder.ingestor.social;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Server-Sent Events out of the pieces they arrive in; an event that is too long is left out. For one thread. */
final class EventLines {
    private static final int LONGEST = 1024 * 1024;

    private final java.io.ByteArrayOutputStream line = new java.io.ByteArrayOutputStream();
    private final StringBuilder data = new StringBuilder();
    private String type = "message";
    private boolean tooLong;

    /** A type and its data. */
    record Event(String type, String data) {}

    /** The events that are complete with these bytes. */
    List<Event> add(byte[] bytes) {
        List<Event> events = new ArrayList<>();
        for (byte one : bytes) {
            if (one == '\n') {
                end(line.toString(StandardCharsets.UTF_8), events);
                line.reset();
            } else if (one != '\r' && line.size() < LONGEST) {
                line.write(one);
            } else if (one != '\r') {
                tooLong = true;
            }
        }
        return events;
    }

    private void end(String text, List<Event> events) {
        if (text.isEmpty()) {
            if (data.length() > 0 && !tooLong) {
                events.add(new Event(type, data.toString()));
            }
            data.setLength(0);
            type = "message";
            tooLong = false;
        } else if (text.startsWith("event:")) {
            type = text.substring("event:".length()).strip();
        } else if (text.startsWith("data:")) {
            if (data.length() + text.length() > LONGEST) {
                tooLong = true;
            } else {
                data.append(data.length() == 0 ? "" : "\n")
                        .append(text.substring("data:".length()).strip());
            }
        }
    }
}
