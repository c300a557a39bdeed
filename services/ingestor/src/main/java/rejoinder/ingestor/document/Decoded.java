package rejoinder.ingestor.document;

import com.ibm.icu.text.CharsetDetector;
import com.ibm.icu.text.CharsetMatch;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Bytes as text: UTF-8, broken characters replaced where few are; else what the document declares, what its bytes look like, or Windows-1252, and then the notes
 * say so.
 */
public record Decoded(String text, List<String> notes) {
    private static final Pattern DECLARED = Pattern.compile("(?i)(?:charset|encoding)\\s*=\\s*[\"']?([\\w.:-]{3,40})");
    private static final int HEAD = 4096;
    private static final int LOOKED_AT = 64 * 1024;
    private static final int SURE = 50;
    private static final char REPLACED = '\uFFFD';
    private static final char LAST_ASCII = '\u007F';
    /** Other encodings hardly ever look like whole sequences of UTF-8: with so many for each broken one it is UTF-8. */
    private static final int FEW = 4;

    /** Decodes bytes; never fails. */
    public static Decoded of(byte[] bytes) {
        return of(bytes, Optional.empty());
    }

    /** Decodes bytes that came with a media type, whose charset goes before what they declare themselves. */
    public static Decoded of(byte[] bytes, Optional<String> mediaType) {
        int from = bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF
                ? 3
                : 0;
        ByteBuffer content = ByteBuffer.wrap(bytes, from, bytes.length - from);
        try {
            return new Decoded(
                    StandardCharsets.UTF_8.newDecoder().decode(content).toString(), List.of());
        } catch (CharacterCodingException notUtf8) {
            String broken = new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
            long bad = broken.chars().filter(c -> c == REPLACED).count();
            if (broken.chars().filter(c -> c > LAST_ASCII && c != REPLACED).count() > FEW * bad) {
                return new Decoded(broken, List.of("not all of it UTF-8; what is broken was replaced"));
            }
            Charset charset = mediaType
                    .flatMap(type -> declared(type.getBytes(StandardCharsets.ISO_8859_1)))
                    .or(() -> declared(bytes))
                    .or(() -> detected(bytes))
                    .orElse(Charset.forName("windows-1252"));
            return new Decoded(new String(bytes, charset), List.of("not UTF-8; read as " + charset.displayName()));
        }
    }

    private static Optional<Charset> declared(byte[] bytes) {
        String head = new String(bytes, 0, Math.min(bytes.length, HEAD), StandardCharsets.ISO_8859_1);
        Matcher declared = DECLARED.matcher(head);
        return declared.find()
                ? charset(declared.group(1)).filter(one -> !one.equals(StandardCharsets.UTF_8))
                : Optional.empty();
    }

    private static Optional<Charset> detected(byte[] bytes) {
        byte[] head = bytes.length <= LOOKED_AT ? bytes : java.util.Arrays.copyOf(bytes, LOOKED_AT);
        CharsetMatch match = new CharsetDetector().setText(head).detect();
        return match == null || match.getConfidence() < SURE ? Optional.empty() : charset(match.getName());
    }

    private static Optional<Charset> charset(String name) {
        try {
            return Optional.of(Charset.forName(name));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return Optional.empty();
        }
    }
}
