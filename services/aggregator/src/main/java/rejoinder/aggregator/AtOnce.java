package rejoinder.aggregator;

import java.time.Duration;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;

/**
 * Passes on what comes rarely and somebody waits for, and asks for a commit, before which no other step hears of it. What
 * can't be read does not come here; for that it asks as well from time to time.
 */
final class AtOnce<V> implements FixedKeyProcessor<String, V, V> {
    private static final Duration BETWEEN_COMMITS = Duration.ofSeconds(2);

    private FixedKeyProcessorContext<String, V> context;

    @Override
    public void init(FixedKeyProcessorContext<String, V> context) {
        this.context = context;
        context.schedule(BETWEEN_COMMITS, PunctuationType.WALL_CLOCK_TIME, now -> context.commit());
    }

    @Override
    public void process(FixedKeyRecord<String, V> record) {
        context.forward(record);
        context.commit();
    }
}
