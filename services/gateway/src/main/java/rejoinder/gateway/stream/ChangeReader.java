package rejoinder.gateway.stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rejoinder.contracts.json.Json;

/**
 * Makes changes of records, and remembers the traits of what was seen lately: what a filter no longer lets through can
 * then be retracted. A record that is none of ours is counted and left out. For one thread.
 */
final class ChangeReader {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeReader.class);
    private static final int MOST_REMEMBERED = 50_000;

    private final Subject subject;
    private final MeterRegistry metrics;
    private final Map<String, Traits> seen = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Traits> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    ChangeReader(Subject subject, MeterRegistry metrics) {
        this.subject = subject;
        this.metrics = metrics;
    }

    Optional<Change> read(ConsumerRecord<byte[], byte[]> record) {
        String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        try {
            Optional<JsonNode> value = record.value() == null
                    ? Optional.empty()
                    : Optional.of(Json.mapper().readTree(record.value()));
            if (!subject.plausible(key, value)) {
                return unreadable(record, "it lacks the id of what it is about");
            }
            String id = subject.id(key, value);
            if (value.isEmpty() || subject.takesBack(value.get())) {
                Optional<Traits> before = Optional.ofNullable(seen.remove(id));
                return Optional.of(change(record, id, Optional.empty(), before, Optional.empty()));
            }
            Optional<Traits> now = subject.traits(value.get());
            if (now.isEmpty()) {
                return unreadable(record, "it has no actor, represents or stance");
            }
            String item = subject.item(record.value(), value.get());
            Optional<Traits> before = Optional.ofNullable(seen.put(id, now.get()));
            return Optional.of(change(record, id, now, before, Optional.of(item)));
        } catch (IOException | IllegalStateException e) {
            return unreadable(record, "it is not a JSON object");
        }
    }

    private Change change(
            ConsumerRecord<byte[], byte[]> record,
            String id,
            Optional<Traits> now,
            Optional<Traits> before,
            Optional<String> json) {
        return new Change(
                subject,
                record.partition(),
                record.offset(),
                Math.max(0, record.timestamp()),
                id,
                subject.story(id),
                now,
                before,
                json);
    }

    private Optional<Change> unreadable(ConsumerRecord<byte[], byte[]> record, String why) {
        metrics.counter("rejoinder.gateway.stream.unreadable").increment();
        LOG.warn("left out {}-{} at {}: {}", record.topic(), record.partition(), record.offset(), why);
        return Optional.empty();
    }
}
