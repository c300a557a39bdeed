package rejoinder.app.read;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import rejoinder.contracts.SaidAt;
import rejoinder.contracts.json.Json;
import rejoinder.ingestor.folder.BoundedLines;
import rejoinder.reading.Attribution;
import rejoinder.reading.Cue;
import rejoinder.reading.EvidenceSpan;
import rejoinder.reading.Judgement;
import rejoinder.reading.Official;
import rejoinder.reading.Reader;
import rejoinder.reading.SameWords;
import rejoinder.reading.SourceText;
import rejoinder.reading.Speaker;
import rejoinder.reading.StanceJudge;
import rejoinder.reading.StatedWords;
import rejoinder.reading.StructuredStatement;
import rejoinder.reading.TriggerText;

/** Answers a line of {@code read --ndjson} by a line. A line that can't be answered gets {@code error}. */
final class LineAnswers {
    /** In bytes: a text of the greatest length, each of its characters escaped. */
    static final int LONGEST_LINE = 6 * Reader.LONGEST_TEXT + (1 << 16);

    private static final int USUAL_ANSWER = 1 << 14;

    private final ObjectMapper json = Json.mapper();
    private final Reader reader;
    private final boolean all;
    private final StanceJudge judge = StanceJudge.standard();

    LineAnswers(Reader reader, boolean all) {
        this.reader = reader;
        this.all = all;
    }

    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String reason) {
            super(reason);
        }
    }

    /**
     * Writes the line of an answer, in UTF-8.
     *
     * @return whether there is an answer, rather than why there is none
     * @throws IOException when it can't be written
     */
    boolean answer(BoundedLines.Line line, OutputStream out) throws IOException {
        boolean answered = true;
        ByteArrayOutputStream written = new ByteArrayOutputStream(USUAL_ANSWER);
        try (JsonGenerator to = generator(written)) {
            to.writeStartObject();
            answer(line, to);
            to.writeEndObject();
        } catch (Refused e) {
            answered = false;
            written.reset();
            refuse(line, e.getMessage(), written);
        }
        written.writeTo(out);
        out.write('\n');
        return answered;
    }

    private JsonGenerator generator(OutputStream out) throws IOException {
        return json.createGenerator(out).enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8.mappedFeature());
    }

    private void refuse(BoundedLines.Line line, String why, OutputStream out) throws IOException {
        try (JsonGenerator to = generator(out)) {
            to.writeStartObject();
            to.writeStringField("doc_id", documentId(line.text()).orElse(null));
            to.writeStringField("error", "line " + line.number() + ": " + why);
            to.writeEndObject();
        }
    }

    private void answer(BoundedLines.Line line, JsonGenerator to) throws Refused, IOException {
        if (!line.whole()) {
            throw new Refused("longer than " + LONGEST_LINE + " bytes");
        }
        JsonNode asked;
        try {
            asked = json.readTree(line.text());
        } catch (JsonProcessingException e) {
            throw new Refused("not JSON: " + e.getOriginalMessage());
        }
        if (!asked.isObject()) {
            throw new Refused("not a JSON object");
        }
        to.writeFieldName("doc_id");
        json.writeTree(to, asked.path("doc_id").isMissingNode() ? json.nullNode() : asked.get("doc_id"));
        Optional<TriggerText> trigger = trigger(asked.path("trigger"));
        if (asked.has("pair")) {
            pair(asked.get("pair"), to);
        } else if (asked.has("statement")) {
            statement(asked, trigger, to);
        } else {
            document(asked, trigger, to);
        }
    }

    private void document(JsonNode asked, Optional<TriggerText> trigger, JsonGenerator to) throws Refused, IOException {
        String text = required(asked, "text", "");
        if (text.length() > Reader.LONGEST_TEXT) {
            throw new Refused(
                    "the text has " + text.length() + " characters, up to " + Reader.LONGEST_TEXT + " are read");
        }
        Optional<Instant> published = time(asked, "published", "");
        Instant observed = published.orElse(triggerTime(asked).orElse(Instant.now()));
        SourceText source =
                new SourceText(text, optional(asked, "title"), published, observed, optional(asked, "language"));
        to.writeFieldName(Fields.STATEMENTS);
        to.writeStartArray();
        // Most of a document's statements are dated alike, and a time takes longer to write than all else of one.
        Map<Instant, String> times = new HashMap<>();
        for (Attribution attribution : reader.read(source).attributions()) {
            if (all || (attribution.official().isPresent() && attribution.isSpeech())) {
                attribution(attribution, trigger, source, times, to);
            }
        }
        to.writeEndArray();
    }

    private void attribution(
            Attribution attribution,
            Optional<TriggerText> trigger,
            SourceText source,
            Map<Instant, String> times,
            JsonGenerator to)
            throws IOException {
        to.writeStartObject();
        number(to, Fields.START, attribution.span().start());
        number(to, Fields.END, attribution.span().end());
        text(to, Fields.QUOTE, attribution.quote());
        text(to, Fields.TYPE, Words.of(attribution.type()));
        text(to, Fields.CUE, attribution.cue().map(Cue::text));
        to.writeFieldName(Fields.SPEAKER);
        if (attribution.speaker().isPresent()) {
            speaker(attribution.speaker().get(), to);
        } else {
            to.writeNull();
        }
        text(to, Fields.SAID_AT, times.computeIfAbsent(attribution.saidAt().at(), Instant::toString));
        text(to, Fields.PRECISION, Words.of(attribution.saidAt().precision()));
        text(to, Fields.RULE, attribution.rule());
        if (trigger.isPresent()) {
            stance(judge.judge(trigger.get(), Words.stated(attribution, source)), to);
        }
        to.writeEndObject();
    }

    private static void speaker(Speaker speaker, JsonGenerator to) throws IOException {
        to.writeStartObject();
        text(to, Fields.NAME, speaker.name());
        if (speaker.span().isPresent()) {
            number(to, Fields.START, speaker.span().get().start());
            number(to, Fields.END, speaker.span().get().end());
        }
        official(speaker.official(), to);
        if (!speaker.candidates().isEmpty()) {
            to.writeArrayFieldStart("candidates");
            for (Official candidate : speaker.candidates()) {
                to.writeStartObject();
                official(Optional.of(candidate), to);
                to.writeEndObject();
            }
            to.writeEndArray();
        }
        text(to, Fields.RULE, speaker.rule());
        to.writeEndObject();
    }

    private static void official(Optional<Official> official, JsonGenerator to) throws IOException {
        text(to, Fields.ACTOR, official.map(Official::name));
        if (official.isPresent()) {
            text(to, Fields.ACTOR_ID, official.get().actorId());
        }
        text(to, Fields.ROLE, official.flatMap(Official::role));
        text(to, Fields.REPRESENTS, official.map(one -> one.represents().code()));
        if (official.isPresent()) {
            text(to, Fields.RESOLVED_BY, Words.of(official.get().resolvedBy()));
        }
    }

    private static void stance(Judgement judgement, JsonGenerator to) throws IOException {
        text(to, Fields.STANCE, Words.of(judgement.stance()));
        to.writeFieldName(Fields.EVIDENCE);
        to.writeStartArray();
        for (EvidenceSpan words : judgement.evidence()) {
            to.writeStartObject();
            text(to, Fields.TEXT, words.text());
            text(to, Fields.IN, Words.of(words.where()));
            number(to, Fields.START, words.span().start());
            number(to, Fields.END, words.span().end());
            to.writeEndObject();
        }
        to.writeEndArray();
        text(to, Fields.STANCE_RULE, judgement.rule());
    }

    /** Names that come again with every statement, encoded once. */
    private static final class Fields {
        static final SerializedString STATEMENTS = new SerializedString("statements");
        static final SerializedString START = new SerializedString("start");
        static final SerializedString END = new SerializedString("end");
        static final SerializedString QUOTE = new SerializedString("quote");
        static final SerializedString TYPE = new SerializedString("type");
        static final SerializedString CUE = new SerializedString("cue");
        static final SerializedString SPEAKER = new SerializedString("speaker");
        static final SerializedString SAID_AT = new SerializedString("saidAt");
        static final SerializedString PRECISION = new SerializedString("precision");
        static final SerializedString RULE = new SerializedString("rule");
        static final SerializedString NAME = new SerializedString("name");
        static final SerializedString ACTOR = new SerializedString("actor");
        static final SerializedString ACTOR_ID = new SerializedString("actorId");
        static final SerializedString ROLE = new SerializedString("role");
        static final SerializedString REPRESENTS = new SerializedString("represents");
        static final SerializedString RESOLVED_BY = new SerializedString("resolvedBy");
        static final SerializedString STANCE = new SerializedString("stance");
        static final SerializedString EVIDENCE = new SerializedString("evidence");
        static final SerializedString TEXT = new SerializedString("text");
        static final SerializedString IN = new SerializedString("in");
        static final SerializedString STANCE_RULE = new SerializedString("stanceRule");

        private Fields() {}
    }

    private static void text(JsonGenerator to, SerializedString field, String text) throws IOException {
        to.writeFieldName(field);
        to.writeString(text);
    }

    /** Nothing is written as null. */
    private static void text(JsonGenerator to, SerializedString field, Optional<String> text) throws IOException {
        text(to, field, text.orElse(null));
    }

    private static void number(JsonGenerator to, SerializedString field, int number) throws IOException {
        to.writeFieldName(field);
        to.writeNumber(number);
    }

    private void statement(JsonNode asked, Optional<TriggerText> trigger, JsonGenerator to)
            throws Refused, IOException {
        JsonNode row = asked.get("statement");
        Optional<Instant> date = time(row, "date", "/statement");
        Instant observed = date.orElse(triggerTime(asked).orElse(Instant.now()));
        String quote = required(row, "quote", "/statement");
        StructuredStatement statement = new StructuredStatement(
                quote,
                required(row, "speaker", "/statement"),
                optional(row, "role"),
                optional(row, "represents"),
                date,
                true,
                Optional.empty(),
                observed.plus(1, ChronoUnit.DAYS),
                optional(row, "language"));
        official(reader.resolve(statement).official(), to);
        if (trigger.isPresent()) {
            stance(
                    judge.judge(trigger.get(), new StatedWords(quote, Optional.empty(), "", optional(row, "language"))),
                    to);
        }
    }

    private static void pair(JsonNode pair, JsonGenerator to) throws Refused, IOException {
        if (!pair.isArray() || pair.size() != 2) {
            throw new Refused("/pair is an array of two statements");
        }
        String one = required(pair.get(0), "quote", "/pair/0");
        String other = required(pair.get(1), "quote", "/pair/1");
        to.writeBooleanField("sameWords", SameWords.same(SameWords.of(one), SameWords.of(other)));
    }

    private static Optional<TriggerText> trigger(JsonNode trigger) throws Refused {
        return trigger.isMissingNode() || trigger.isNull()
                ? Optional.empty()
                : Optional.of(new TriggerText(
                        required(trigger, "actor", "/trigger"), optional(trigger, "quote"), optional(trigger, "act")));
    }

    private static Optional<Instant> triggerTime(JsonNode asked) throws Refused {
        return time(asked.path("trigger"), "at", "/trigger");
    }

    private static Optional<Instant> time(JsonNode in, String field, String path) throws Refused {
        Optional<String> text = optional(in, field);
        Optional<Instant> time = text.flatMap(LineAnswers::time);
        if (text.isPresent() && time.isEmpty()) {
            throw new Refused(path + "/" + field
                    + " is a date (2024-02-10, 2024-02) or a date-time with offset, not \""
                    + abridged(text.get()) + "\"");
        }
        return time;
    }

    /** A month means its first day. */
    private static Optional<Instant> time(String text) {
        return SaidAt.parse(text.length() == 7 ? text + "-01" : text).map(SaidAt::at);
    }

    private static String required(JsonNode in, String field, String path) throws Refused {
        return optional(in, field).orElseThrow(() -> new Refused(path + "/" + field + " is missing or not a string"));
    }

    private static Optional<String> optional(JsonNode in, String field) {
        return Optional.of(in.path(field)).filter(JsonNode::isTextual).map(JsonNode::textValue);
    }

    private static String abridged(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "...";
    }

    /** The id in the readable beginning of a line that is too long or broken. */
    private Optional<String> documentId(String beginning) {
        try (JsonParser parser = json.createParser(beginning)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME
                        && parser.currentName().equals("doc_id")
                        && parser.nextToken() == JsonToken.VALUE_STRING) {
                    return Optional.of(parser.getText());
                }
            }
        } catch (IOException unreadable) {
            return Optional.empty();
        }
        return Optional.empty();
    }
}
