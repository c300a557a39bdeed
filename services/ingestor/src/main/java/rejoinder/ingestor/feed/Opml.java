package rejoinder.ingestor.feed;

import com.rometools.opml.feed.opml.Outline;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.WireFeedInput;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import rejoinder.ingestor.document.Decoded;

/** Subscription lists as feed readers export them. */
public final class Opml {
    private static final long LARGEST = 5 * 1024 * 1024;
    private static final int DEEPEST = 20;

    private Opml() {}

    /** A feed somebody subscribed to. */
    public record Subscription(String url, Optional<String> title) {}

    /** Not a list; the message is for a person. */
    public static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The feeds in a file, in their order, folders opened up, each once. */
    public static List<Subscription> read(Path file) throws Unreadable {
        try {
            if (Files.size(file) > LARGEST) {
                throw new Unreadable(file + " is larger than 5 MiB", null);
            }
            WireFeedInput input = new WireFeedInput(false, Locale.ROOT);
            input.setAllowDoctypes(false);
            String text = Decoded.of(Files.readAllBytes(file)).text();
            if (!(input.build(new StringReader(text)) instanceof com.rometools.opml.feed.opml.Opml opml)) {
                throw new Unreadable(file + " is no OPML", null);
            }
            List<Subscription> all = new ArrayList<>();
            collect(opml.getOutlines(), all, DEEPEST);
            return all.stream().distinct().toList();
        } catch (IOException e) {
            throw new Unreadable("can't read " + file + ": " + e.getMessage(), e);
        } catch (FeedException | IllegalArgumentException e) {
            throw new Unreadable(file + " is no OPML: " + e.getMessage(), e);
        }
    }

    private static void collect(List<Outline> outlines, List<Subscription> all, int deepest) {
        for (Outline outline : outlines) {
            Optional<String> url = Optional.ofNullable(outline.getXmlUrl()).map(String::strip);
            url.filter(text -> text.startsWith("http"))
                    .ifPresent(text -> all.add(new Subscription(
                            text,
                            Optional.ofNullable(outline.getTitle())
                                    .or(() -> Optional.ofNullable(outline.getText()))
                                    .map(String::strip)
                                    .filter(title -> !title.isEmpty()))));
            if (deepest > 0) {
                collect(outline.getChildren(), all, deepest - 1);
            }
        }
    }
}
