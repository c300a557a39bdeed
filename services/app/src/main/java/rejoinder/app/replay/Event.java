package rejoinder.app.replay;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.utils.Bytes;

/**
 * One record of the log on its way out.
 *
 * @param id of what a retraction is about
 * @param micros the time that orders it, in microseconds since 1970
 * @param retraction that it takes back what was sent before
 * @param timestamp the record's own, in milliseconds
 * @param value empty where the log itself has no words for the retraction
 * @param key empty, like the headers, unless the output wants them
 */
record Event(
        String id,
        long micros,
        int partition,
        long offset,
        boolean retraction,
        long timestamp,
        Bytes key,
        Optional<Bytes> value,
        List<Header> headers)
        implements Moment {}
