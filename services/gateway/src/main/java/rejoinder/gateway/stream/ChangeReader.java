package rejoinder.gateway.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rejoinder.contracts.Stance;
import rejoinder.contracts.json.Json;
import rejoinder.gateway.read.Items;

/**
 * Makes changes of records, and remembers the traits of the reactions seen lately: what a filter no longer lets through
 * can then be retracted. A record that is none of ours is counted and left out. For one thread.
 */
final class ChangeReader {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeReader.class);
    private static final int MOST_REMEMBERED = 50_000;

    private final MeterRegistry metrics;
    private final Map<String, Traits> seen = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Traits> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    ChangeReader(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    Optional<Change> read(ConsumerRecord<byte[], byte[]> record) {
        String id = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        int split = id.indexOf('|');
        if (split < 1) {
            return unreadable(record, "its key is not a story and an utterance");
        }
        String story = id.substring(0, split);
        if (record.value() == null) {
            Optional<Traits> before = Optional.ofNullable(seen.remove(id));
            return Optional.of(new Change(
                    record.partition(), record.offset(), id, story, Optional.empty(), before, Optional.empty()));
        }
        try {
            ObjectNode item = Items.reaction(Json.mapper().readTree(record.value()));
            Optional<Traits> now = traits(item);
            if (now.isEmpty()) {
                return unreadable(record, "it has no actor, represents or stance");
            }
            Optional<Traits> before = Optional.ofNullable(seen.put(id, now.get()));
            return Optional.of(new Change(
                    record.partition(),
                    record.offset(),
                    id,
                    story,
                    now,
                    before,
                    Optional.of(Json.mapper().writeValueAsString(item))));
        } catch (IOException | IllegalStateException e) {
            return unreadable(record, "it is not a JSON object");
        }
    }

    /** The traits of a reaction's item; empty when it lacks one. */
    static Optional<Traits> traits(JsonNode item) {
        String actor = item.path("actor").path("id").asText();
        String code = item.path("represents").path("code").asText();
        return Stance.parse(item.path("stance").asText())
                .filter(stance -> !actor.isEmpty() && !code.isEmpty())
                .map(stance -> new Traits(actor, code, stance));
    }

    private Optional<Change> unreadable(ConsumerRecord<byte[], byte[]> record, String why) {
        metrics.counter("rejoinder.gateway.stream.unreadable").increment();
        LOG.warn("left out {}-{} at {}: {}", record.topic(), record.partition(), record.offset(), why);
        return Optional.empty();
    }
}
