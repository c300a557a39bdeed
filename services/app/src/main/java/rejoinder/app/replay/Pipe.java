package rejoinder.app.replay;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serial;

/** Standard output, whose reader may leave when it has seen enough: that is no failure. */
final class Pipe extends FilterOutputStream {
    Pipe(OutputStream out) {
        super(out);
    }

    /** The reader has left. */
    static final class Broken extends IOException {
        @Serial
        private static final long serialVersionUID = 1L;

        private Broken(IOException cause) {
            super("nobody reads any more", cause);
        }
    }

    /** A full disk behind standard output is a failure all the same. */
    private static IOException brokenOr(IOException e) {
        return "Broken pipe".equals(e.getMessage()) ? new Broken(e) : e;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        try {
            out.write(bytes, from, length);
        } catch (IOException e) {
            throw brokenOr(e);
        }
    }

    @Override
    public void flush() throws IOException {
        try {
            out.flush();
        } catch (IOException e) {
            throw brokenOr(e);
        }
    }
}
