package rejoinder.ingestor.folder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import rejoinder.ingestor.folder.BoundedLines.Line;

class BoundedLinesTest {
    @Test
    void linesComeInTheirOrderWhateverEndsThem() throws IOException {
        assertThat(linesOf("one\r\n\nthree", 100))
                .containsExactly(new Line(1, "one", true), new Line(2, "", true), new Line(3, "three", true));
    }

    @Test
    void aLineThatIsTooLongIsCutAndTheNextIsWhole() throws IOException {
        assertThat(linesOf("abcdef\nab\n", 3)).containsExactly(new Line(1, "abc", false), new Line(2, "ab", true));
    }

    @Test
    void aLineLongerThanTheBufferIsOne() throws IOException {
        String longLine = "x".repeat(200_000);

        assertThat(linesOf(longLine + "\nend", 1 << 20))
                .containsExactly(new Line(1, longLine, true), new Line(2, "end", true));
    }

    @Test
    void nothingHasNoLines() throws IOException {
        assertThat(linesOf("", 10)).isEmpty();
    }

    private static List<Line> linesOf(String text, int longest) throws IOException {
        BoundedLines lines = new BoundedLines(new ByteArrayInputStream(text.getBytes(UTF_8)), longest);
        List<Line> all = new ArrayList<>();
        for (Optional<Line> line = lines.next(); line.isPresent(); line = lines.next()) {
            all.add(line.get());
        }
        return all;
    }
}
