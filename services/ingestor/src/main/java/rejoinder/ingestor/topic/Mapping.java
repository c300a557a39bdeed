package rejoinder.ingestor.topic;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import rejoinder.contracts.json.Json;
import rejoinder.contracts.source.SourceSettings;

/** Where the fields of a document or statement stand in somebody else's JSON; without one, they stand as they are. */
record Mapping(Map<String, JsonPointer> fields) {
    /** The mapping that a setting's lines give, {@code FIELD = /json/pointer} each. */
    static Mapping of(Optional<String> setting) {
        Map<String, JsonPointer> fields = new LinkedHashMap<>();
        setting.map(SourceSettings::lines)
                .ifPresent(lines -> lines.forEach(line -> {
                    String[] parts = line.split("=", 2);
                    fields.put(parts[0].strip(), JsonPointer.compile(parts[1].strip()));
                }));
        return new Mapping(fields);
    }

    /** The document or statement in JSON; a number or a flag becomes text. */
    ObjectNode apply(ObjectNode foreign) {
        if (fields.isEmpty()) {
            return foreign;
        }
        ObjectNode mapped = Json.mapper().createObjectNode();
        fields.forEach((field, pointer) -> {
            JsonNode value = foreign.at(pointer);
            if (value.isValueNode() && !value.isNull() && !value.asText().isBlank()) {
                mapped.put(field, value.asText());
            }
        });
        return mapped;
    }
}
