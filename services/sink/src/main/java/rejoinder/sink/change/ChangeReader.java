package rejoinder.sink.change;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import rejoinder.contracts.json.JsonSerde;
import rejoinder.contracts.json.Schemas;
import rejoinder.contracts.json.Violation;
import rejoinder.contracts.topic.Topic;
import rejoinder.contracts.topic.Topics;

/** Reads the records of the topics that are kept in the database. Used by one thread. */
public final class ChangeReader {
    private final Map<String, Kind<?>> kinds = new LinkedHashMap<>();

    public ChangeReader(Topics topics) {
        add(topics.stories(), Table.STORIES, story -> List.of(story.id()), Columns::of);
        add(
                topics.reactions(),
                Table.REACTIONS,
                reaction -> List.of(reaction.story(), reaction.utterance()),
                Columns::of);
        add(
                topics.actorSummaries(),
                Table.ACTOR_SUMMARIES,
                summary -> List.of(summary.story(), summary.actor().id()),
                Columns::of);
        add(
                topics.countrySummaries(),
                Table.COUNTRY_SUMMARIES,
                summary -> List.of(summary.story(), summary.represents().code()),
                Columns::of);
        add(topics.storySummaries(), Table.STORY_SUMMARIES, summary -> List.of(summary.story()), Columns::of);
        add(topics.documents(), Table.DOCUMENTS, document -> List.of(document.id()), Columns::of);
    }

    /** The topics that are read, in the order of the flow. */
    public List<String> topics() {
        return List.copyOf(kinds.keySet());
    }

    /** What a record of one of the {@link #topics()} changes, or why it can't be told. */
    public Reading read(ConsumerRecord<byte[], byte[]> record) {
        Kind<?> kind = kinds.get(record.topic());
        if (kind == null) {
            throw new IllegalArgumentException("records of " + record.topic() + " are not kept");
        }
        return kind.read(record);
    }

    private <V> void add(
            Topic<V> topic,
            Table table,
            Function<V, List<String>> key,
            BiFunction<V, String, Map<String, Object>> columns) {
        kinds.put(topic.name(), new Kind<>(topic, table, topic.json(), key, columns));
    }

    private record Kind<V>(
            Topic<V> topic,
            Table table,
            JsonSerde<V> json,
            Function<V, List<String>> keyOf,
            BiFunction<V, String, Map<String, Object>> columns) {

        Reading read(ConsumerRecord<byte[], byte[]> record) {
            Optional<List<String>> key = utf8(record.key()).flatMap(this::parts);
            if (key.isEmpty()) {
                return Unreadable.because(
                        "key",
                        "a key of " + topic.name() + " is " + String.join("|", table.keyColumns()) + " in UTF-8");
            }
            if (record.value() == null) {
                return new Change(table, Columns.key(table, key.get()), Map.of(), record);
            }
            return utf8(record.value())
                    .map(json -> value(record, key.get(), json))
                    .orElseGet(() -> Unreadable.because("not-utf-8", "the value is not text in UTF-8"));
        }

        private Reading value(ConsumerRecord<byte[], byte[]> record, List<String> key, String text) {
            V value;
            try {
                value = json.fromBytes(record.value());
            } catch (SerializationException e) {
                return violation(record).orElseGet(() -> Unreadable.because("not-json", e.getMessage()));
            }
            try {
                if (!keyOf.apply(value).equals(key)) {
                    return Unreadable.because("key", "the key is not that of the value");
                }
                return new Change(table, Columns.key(table, key), columns.apply(value, text), record);
            } catch (RuntimeException e) {
                // A field that is missing shows itself here, in whatever way; the schema says which.
                return violation(record).orElseGet(() -> Unreadable.because("incomplete", e.toString()));
            }
        }

        /** The first thing that is wrong by the schema; loaded only when something is. */
        private Optional<Reading> violation(ConsumerRecord<byte[], byte[]> record) {
            List<Violation> violations =
                    SchemasOnDemand.SCHEMAS.validate(topic.schema().type(), record.value());
            return violations.stream()
                    .findFirst()
                    .map(first -> new Unreadable("schema", first.message(), Optional.of(first.pointer())));
        }

        private Optional<List<String>> parts(String key) {
            List<String> parts = new ArrayList<>();
            int separator = key.indexOf('|');
            if (table.keyColumns().size() == 1) {
                parts.add(key);
            } else if (separator >= 0) {
                parts.add(key.substring(0, separator));
                parts.add(key.substring(separator + 1));
            }
            return parts.isEmpty() || parts.contains("") ? Optional.empty() : Optional.of(parts);
        }

        /** Text without NUL, which neither JSON nor a key may have. */
        private static Optional<String> utf8(byte[] bytes) {
            if (bytes == null) {
                return Optional.empty();
            }
            try {
                String text = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
                return text.indexOf('\0') < 0 ? Optional.of(text) : Optional.empty();
            } catch (CharacterCodingException notUtf8) {
                return Optional.empty();
            }
        }
    }

    private static final class SchemasOnDemand {
        static final Schemas SCHEMAS = Schemas.load();
    }
}
