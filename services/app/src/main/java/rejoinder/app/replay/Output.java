package rejoinder.app.replay;

import java.io.IOException;

/** Where a replay goes. */
interface Output extends AutoCloseable {
    void send(Event event) throws IOException;

    /** Lets go of what was sent, for a reader who waits for it. */
    void flush() throws IOException;

    @Override
    void close() throws IOException;
}
