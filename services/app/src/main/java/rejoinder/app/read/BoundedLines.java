package rejoinder.app.read;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Lines of UTF-8 of which no more than a bound is kept; what goes beyond is read over. */
final class BoundedLines {
    private final InputStream in;
    private final int longest;
    private long number;

    BoundedLines(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /**
     * @param number of the line, from 1
     * @param text the whole line, or its beginning
     * @param whole whether it is the whole line
     */
    record Line(long number, String text, boolean whole) {}

    /** The next line that is not blank. */
    Optional<Line> next() throws IOException {
        while (true) {
            ByteArrayOutputStream kept = new ByteArrayOutputStream(1024);
            boolean whole = true;
            int next = in.read();
            if (next < 0) {
                return Optional.empty();
            }
            number++;
            for (; next >= 0 && next != '\n'; next = in.read()) {
                if (kept.size() < longest) {
                    kept.write(next);
                } else {
                    whole = false;
                }
            }
            String text = kept.toString(StandardCharsets.UTF_8);
            if (!text.isBlank()) {
                return Optional.of(new Line(number, text, whole));
            }
        }
    }
}
