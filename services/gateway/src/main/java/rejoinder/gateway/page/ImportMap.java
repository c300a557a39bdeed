package rejoinder.gateway.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The one script that stands in a page itself: browsers take an import map from nowhere else. */
final class ImportMap {
    private static final Pattern SCRIPT = Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);

    private ImportMap() {}

    /** What a Content-Security-Policy names it by: {@code 'sha256-...'}. */
    static String source(ClassLoader classes, String page) {
        Matcher script = SCRIPT.matcher(text(classes, page));
        if (!script.find()) {
            throw new IllegalStateException(page + " has no import map");
        }
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(script.group(1).getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String text(ClassLoader classes, String page) {
        try (InputStream in = classes.getResourceAsStream(page)) {
            if (in == null) {
                throw new IllegalStateException(page + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
