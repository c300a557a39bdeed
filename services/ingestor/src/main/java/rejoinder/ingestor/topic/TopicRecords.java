package rejoinder.ingestor.topic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import rejoinder.contracts.json.Json;
import rejoinder.contracts.json.Schemas;
import rejoinder.contracts.source.Source;
import rejoinder.ingestor.document.DocumentNames;
import rejoinder.ingestor.document.Fingerprint;
import rejoinder.ingestor.document.Item;
import rejoinder.ingestor.document.JsonContent;
import rejoinder.ingestor.document.Rejected;
import rejoinder.ingestor.follow.Found;

/** What stands in the records of a topic of the user's. */
public final class TopicRecords {
    private static final int LARGEST_VALUE = 1024 * 1024;

    private final Source source;
    private final Schemas schemas;
    private final Clock clock;
    private final Mapping mapping;

    public TopicRecords(Source source, Schemas schemas, Clock clock) {
        this.source = source;
        this.schemas = schemas;
        this.clock = clock;
        this.mapping = Mapping.of(source.setting("map"));
    }

    /** The document in a record; a null value withdraws what its key brought. */
    public Found read(ConsumerRecord<byte[], byte[]> record) {
        String place = record.partition() + "@" + record.offset();
        Optional<String> key = Optional.ofNullable(record.key())
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .filter(text -> !text.isBlank());
        if (record.value() == null) {
            return new Found.Gone(DocumentNames.item(key.orElse(place)));
        }
        try {
            if (record.value().length > LARGEST_VALUE) {
                throw new Rejected("too-large", "the value is larger than 1 MiB", Optional.empty());
            }
            ObjectNode json = mapping.apply(object(record.value()));
            String name = key.or(() -> Optional.of(json.path("id").asText()).filter(id -> !id.isEmpty()))
                    .orElse(place);
            return new Found.Document(new Item(
                    source.id(),
                    DocumentNames.item(name),
                    DocumentNames.id(source.id(), name),
                    JsonContent.of(schemas, json),
                    Fingerprint.of(json.toString()),
                    record.value().length,
                    Optional.empty(),
                    clock.instant(),
                    source.outlet()));
        } catch (Rejected e) {
            int kept = Math.min(record.value().length, LARGEST_VALUE);
            return new Found.Bad(
                    "source " + source.id() + ", " + record.topic() + "-" + place,
                    java.util.Arrays.copyOf(record.value(), kept),
                    e,
                    Optional.empty());
        }
    }

    private static ObjectNode object(byte[] bytes) throws Rejected {
        try {
            JsonNode json = Json.mapper().readTree(bytes);
            if (json instanceof ObjectNode object) {
                return object;
            }
            throw new Rejected("schema", "the value is no JSON object", Optional.empty());
        } catch (JsonProcessingException e) {
            throw new Rejected("not-json", e.getOriginalMessage(), Optional.empty());
        } catch (IOException e) {
            throw new Rejected("not-json", "the value is not JSON in UTF-8", Optional.empty());
        }
    }
}
