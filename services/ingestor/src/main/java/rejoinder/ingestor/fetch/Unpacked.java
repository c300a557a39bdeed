package rejoinder.ingestor.fetch;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** What is packed within a body, apart from how it was sent. */
public final class Unpacked {
    private Unpacked() {}

    /** The bytes unpacked where they are gzip, as they are where not; refused beyond {@code most}. */
    public static byte[] gzip(byte[] bytes, int most) throws IOException {
        if (!isGzip(bytes)) {
            return bytes;
        }
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            byte[] unpacked = in.readNBytes(most + 1);
            if (unpacked.length > most) {
                throw new IOException("it unpacks to more than " + most + " bytes");
            }
            return unpacked;
        }
    }

    /** The stream unpacked: gzip, the first file of a zip, or as it is. */
    public static InputStream stream(byte[] bytes) throws IOException {
        InputStream in = new ByteArrayInputStream(bytes);
        if (isGzip(bytes)) {
            return new GZIPInputStream(in);
        }
        if (bytes.length > 3 && bytes[0] == 'P' && bytes[1] == 'K' && bytes[2] == 3 && bytes[3] == 4) {
            ZipInputStream zip = new ZipInputStream(in);
            ZipEntry first = zip.getNextEntry();
            if (first == null) {
                throw new IOException("the zip holds no file");
            }
            return zip;
        }
        return in;
    }

    private static boolean isGzip(byte[] bytes) {
        return bytes.length > 2 && (bytes[0] & 0xFF) == 0x1F && (bytes[1] & 0xFF) == 0x8B;
    }
}
