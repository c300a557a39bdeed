package rejoinder.ingestor.folder;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Lines of UTF-8 of which no more than a bound is kept; what goes beyond is read over. Not thread-safe. */
public final class BoundedLines {
    private static final int BUFFER = 1 << 16;

    private final InputStream in;
    private final int longest;
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int filled;
    private long number;

    /**
     * @param longest bytes of a line that are kept
     */
    public BoundedLines(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /**
     * A line, or its beginning.
     *
     * @param number of the line, from 1
     * @param whole whether it is the whole line
     */
    public record Line(long number, String text, boolean whole) {}

    /** The next line; empty at the end. Blocks until it is there. */
    public Optional<Line> next() throws IOException {
        if (at == filled && !fill()) {
            return Optional.empty();
        }
        number++;
        ByteArrayOutputStream kept = new ByteArrayOutputStream(1024);
        boolean whole = true;
        boolean ended = false;
        while (!ended && (at < filled || fill())) {
            int end = at;
            while (end < filled && buffer[end] != '\n') {
                end++;
            }
            int room = Math.min(end - at, longest - kept.size());
            kept.write(buffer, at, room);
            whole &= room == end - at;
            ended = end < filled;
            at = ended ? end + 1 : end;
        }
        String text = kept.toString(StandardCharsets.UTF_8);
        return Optional.of(new Line(number, text.endsWith("\r") ? text.substring(0, text.length() - 1) : text, whole));
    }

    /** Whether the next line has begun to arrive, so that it will not be waited for long. */
    public boolean arriving() throws IOException {
        return at < filled || in.available() > 0;
    }

    private boolean fill() throws IOException {
        at = 0;
        filled = Math.max(0, in.read(buffer));
        return filled > 0;
    }
}
