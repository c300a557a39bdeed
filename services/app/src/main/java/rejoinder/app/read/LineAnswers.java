package rejoinder.app.read;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
        ObjectNode answer = json.createObjectNode();
        boolean answered = true;
        try {
            answer(line, answer);
        } catch (Refused e) {
            answered = false;
            answer.removeAll();
            documentId(line.text()).ifPresentOrElse(id -> answer.put("doc_id", id), () -> answer.putNull("doc_id"));
            answer.put("error", "line " + line.number() + ": " + e.getMessage());
        }
        out.write(json.writeValueAsBytes(answer));
        out.write('\n');
        return answered;
    }

    private void answer(BoundedLines.Line line, ObjectNode answer) throws Refused {
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
        answer.set("doc_id", asked.path("doc_id").isMissingNode() ? json.nullNode() : asked.get("doc_id"));
        Optional<TriggerText> trigger = trigger(asked.path("trigger"));
        if (asked.has("pair")) {
            pair(asked.get("pair"), answer);
        } else if (asked.has("statement")) {
            statement(asked, trigger, answer);
        } else {
            document(asked, trigger, answer);
        }
    }

    private void document(JsonNode asked, Optional<TriggerText> trigger, ObjectNode answer) throws Refused {
        String text = required(asked, "text", "");
        if (text.length() > Reader.LONGEST_TEXT) {
            throw new Refused(
                    "the text has " + text.length() + " characters, up to " + Reader.LONGEST_TEXT + " are read");
        }
        Optional<Instant> published = time(asked, "published", "");
        Instant observed = published.orElse(triggerTime(asked).orElse(Instant.now()));
        SourceText source =
                new SourceText(text, optional(asked, "title"), published, observed, optional(asked, "language"));
        ArrayNode statements = answer.putArray("statements");
        // Most of a document's statements are dated alike, and a time takes longer to write than all else of one.
        Map<Instant, String> times = new HashMap<>();
        for (Attribution attribution : reader.read(source).attributions()) {
            if (all || (attribution.official().isPresent() && attribution.isSpeech())) {
                attribution(attribution, trigger, source, times, statements.addObject());
            }
        }
    }

    private void attribution(
            Attribution attribution,
            Optional<TriggerText> trigger,
            SourceText source,
            Map<Instant, String> times,
            ObjectNode to) {
        to.put("start", attribution.span().start());
        to.put("end", attribution.span().end());
        to.put("quote", attribution.quote());
        to.put("type", Words.of(attribution.type()));
        attribution.cue().ifPresentOrElse(cue -> to.put("cue", cue.text()), () -> to.putNull("cue"));
        attribution
                .speaker()
                .ifPresentOrElse(speaker -> speaker(speaker, to.putObject("speaker")), () -> to.putNull("speaker"));
        to.put("saidAt", times.computeIfAbsent(attribution.saidAt().at(), Instant::toString));
        to.put("precision", Words.of(attribution.saidAt().precision()));
        to.put("rule", attribution.rule());
        trigger.ifPresent(event -> stance(judge.judge(event, Words.stated(attribution, source)), to));
    }

    private static void speaker(Speaker speaker, ObjectNode to) {
        to.put("name", speaker.name());
        speaker.span().ifPresent(span -> to.put("start", span.start()).put("end", span.end()));
        official(speaker.official(), to);
        if (!speaker.candidates().isEmpty()) {
            ArrayNode candidates = to.putArray("candidates");
            speaker.candidates().forEach(candidate -> official(Optional.of(candidate), candidates.addObject()));
        }
        to.put("rule", speaker.rule());
    }

    private static void official(Optional<Official> official, ObjectNode to) {
        official.ifPresentOrElse(
                one -> {
                    to.put("actor", one.name());
                    to.put("actorId", one.actorId());
                    one.role().ifPresentOrElse(role -> to.put("role", role), () -> to.putNull("role"));
                    to.put("represents", one.represents().code());
                    to.put("resolvedBy", Words.of(one.resolvedBy()));
                },
                () -> to.putNull("actor").putNull("role").putNull("represents"));
    }

    private static void stance(Judgement judgement, ObjectNode to) {
        to.put("stance", Words.of(judgement.stance()));
        ArrayNode evidence = to.putArray("evidence");
        judgement.evidence().forEach(words -> evidence.addObject()
                .put("text", words.text())
                .put("in", Words.of(words.where()))
                .put("start", words.span().start())
                .put("end", words.span().end()));
        to.put("stanceRule", judgement.rule());
    }

    private void statement(JsonNode asked, Optional<TriggerText> trigger, ObjectNode answer) throws Refused {
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
        official(reader.resolve(statement).official(), answer);
        trigger.ifPresent(event -> stance(
                judge.judge(event, new StatedWords(quote, Optional.empty(), "", optional(row, "language"))), answer));
    }

    private static void pair(JsonNode pair, ObjectNode answer) throws Refused {
        if (!pair.isArray() || pair.size() != 2) {
            throw new Refused("/pair is an array of two statements");
        }
        String one = required(pair.get(0), "quote", "/pair/0");
        String other = required(pair.get(1), "quote", "/pair/1");
        answer.put("sameWords", SameWords.same(SameWords.of(one), SameWords.of(other)));
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
