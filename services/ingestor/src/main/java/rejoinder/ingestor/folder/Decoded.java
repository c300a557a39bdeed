package rejoinder.ingestor.folder;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Bytes as text: UTF-8, else Windows-1252, and then it says so. */
public record Decoded(String text, List<String> notes) {
    /** Decodes bytes; notes say when it was not UTF-8. */
    public static Decoded of(byte[] bytes) {
        int from = bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF
                ? 3
                : 0;
        ByteBuffer content = ByteBuffer.wrap(bytes, from, bytes.length - from);
        try {
            return new Decoded(
                    StandardCharsets.UTF_8.newDecoder().decode(content).toString(), List.of());
        } catch (CharacterCodingException notUtf8) {
            return new Decoded(
                    new String(bytes, from, bytes.length - from, Charset.forName("windows-1252")),
                    List.of("not UTF-8; read as Windows-1252"));
        }
    }
}
