package rejoinder.app.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import rejoinder.contracts.json.JsonSerde;
import rejoinder.contracts.story.Story;

/** The demo story's files on the classpath. */
final class DemoContent {
    private static final String FOLDER = "/demo/nato-2024/";

    private DemoContent() {}

    /** The story's definition. */
    static Story story() {
        return new JsonSerde<>(Story.class).fromBytes(bytes("story.json"));
    }

    /** Names of the files, in order of publication. */
    static List<String> files() {
        return new String(bytes("index.txt"), StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** Puts one file into {@code inbox}, whole or not at all; returns false when it is there already. */
    static boolean drop(String file, Path inbox) {
        Path target = inbox.resolve(Path.of(file).getFileName());
        if (Files.exists(target)) {
            return false;
        }
        Path partial = inbox.resolve("." + target.getFileName() + ".part");
        try {
            Files.write(partial, bytes(file));
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("can't write " + target + ": " + e.getMessage(), e);
        }
    }

    private static byte[] bytes(String file) {
        try (InputStream in = DemoContent.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new IllegalStateException("the bundled demo lacks " + file);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("can't read the bundled " + file, e);
        }
    }
}
