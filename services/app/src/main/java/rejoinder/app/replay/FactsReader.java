package rejoinder.app.replay;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import rejoinder.contracts.json.InstantText;
import rejoinder.contracts.json.Json;

/** Reads from a record no more than a selection asks for: a replay reads far more than it sends. */
final class FactsReader {
    private final Kind kind;
    private final Clock clock;

    FactsReader(Kind kind, Clock clock) {
        this.kind = kind;
        this.clock = clock;
    }

    /** The facts of a record; empty when it is not one of ours. */
    Optional<Facts> read(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null) {
            return Optional.empty();
        }
        if (record.value() == null) {
            String key = new String(record.key(), StandardCharsets.UTF_8);
            int bar = key.indexOf('|');
            return Optional.of(new Facts(
                    key,
                    OptionalLong.of(record.timestamp() * 1000),
                    true,
                    bar < 0 ? Optional.empty() : Optional.of(key.substring(0, bar)),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()));
        }
        try (JsonParser json = Json.mapper().getFactory().createParser(record.value())) {
            return json.nextToken() == JsonToken.START_OBJECT ? Optional.of(facts(json, record)) : Optional.empty();
        } catch (IOException | DateTimeException notOurs) {
            return Optional.empty();
        }
    }

    private Facts facts(JsonParser json, ConsumerRecord<byte[], byte[]> record) throws IOException {
        String id = "";
        Optional<String> actor = Optional.empty();
        Optional<String> story = Optional.empty();
        Optional<String> represents = Optional.empty();
        Optional<String> stance = Optional.empty();
        Optional<String> said = Optional.empty();
        Optional<String> published = Optional.empty();
        Optional<String> observed = Optional.empty();
        boolean retraction = false;
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            JsonToken token = json.nextToken();
            switch (field) {
                case "id" -> id = json.getText();
                case "action" -> retraction = "retracted".equals(json.getText());
                case "actor" -> actor = inside(json, "id");
                case "actorId" -> actor = Optional.of(json.getText());
                case "represents" -> represents = inside(json, "code");
                case "stance" -> stance = Optional.of(json.getText());
                case "story" -> story = Optional.of(json.getText());
                case "saidAt" -> said = inside(json, "at");
                case "publishedAt" -> published = Optional.of(json.getText());
                case "observedAt" -> observed = Optional.of(json.getText());
                case "reports" -> published = clock == Clock.PUBLISHED ? firstPublished(json) : skipped(json);
                default -> {
                    if (token.isStructStart()) {
                        json.skipChildren();
                    }
                }
            }
        }
        Optional<String> shown =
                switch (clock) {
                    case SAID -> retraction ? observed : said;
                    case PUBLISHED -> retraction ? observed : published;
                    case OBSERVED -> observed;
                };
        OptionalLong micros = kind == Kind.REACTION && clock == Clock.OBSERVED
                ? OptionalLong.of(record.timestamp() * 1000)
                : shown.map(FactsReader::micros).orElseGet(OptionalLong::empty);
        return new Facts(id, micros, retraction, story, actor, represents, stance);
    }

    private static OptionalLong micros(String instant) {
        return OptionalLong.of(ChronoUnit.MICROS.between(Instant.EPOCH, InstantText.parse(instant)));
    }

    /** One text field of the object that begins here; the parser is left at its end. */
    private static Optional<String> inside(JsonParser json, String wanted) throws IOException {
        Optional<String> found = Optional.empty();
        if (json.currentToken() != JsonToken.START_OBJECT) {
            return found;
        }
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            JsonToken token = json.nextToken();
            if (field.equals(wanted) && token == JsonToken.VALUE_STRING) {
                found = Optional.of(json.getText());
            } else if (token.isStructStart()) {
                json.skipChildren();
            }
        }
        return found;
    }

    /** Instants in UTC that are written alike compare as texts only within a second: the earliest by its instant. */
    private static Optional<String> firstPublished(JsonParser json) throws IOException {
        Optional<String> first = Optional.empty();
        while (json.nextToken() == JsonToken.START_OBJECT) {
            Optional<String> published = inside(json, "publishedAt");
            if (published.isPresent()
                    && (first.isEmpty()
                            || InstantText.parse(published.get()).isBefore(InstantText.parse(first.get())))) {
                first = published;
            }
        }
        return first;
    }

    private static Optional<String> skipped(JsonParser json) throws IOException {
        json.skipChildren();
        return Optional.empty();
    }
}
