package rejoinder.app.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rejoinder.contracts.json.Json;
import rejoinder.ingestor.folder.BoundedLines;
import rejoinder.reading.Reader;
import rejoinder.reading.Registry;

/** What a program that uses {@code read --ndjson} relies on. */
class LineAnswersTest {
    private static final String TRIGGER =
            "\"trigger\":{\"actor\":\"Rudolf of Ruritania\",\"quote\":\"I close it.\",\"at\":\"2021-05-04\"}";

    private Reader reader;

    @BeforeEach
    void read(@TempDir Path folder) throws IOException {
        Path registry = Files.writeString(folder.resolve("registry.csv"), """
                id,name,role,rank,represents,represents_name
                orla-venn,Orla Venn,President,100,ZB,Zubrowka
                """);
        reader = Reader.with(Registry.bundled().extendedBy(registry).registry().orElseThrow());
    }

    @Test
    void aDocumentIsAnsweredByItsStatementsWithOffsetsInCodePoints() {
        String text = "\uD83D\uDE00 \u201CThat is appalling,\u201D President Orla Venn said.";

        JsonNode answer = answer("{\"doc_id\":\"d\",\"text\":\"" + text + "\"," + TRIGGER + "}", false);

        assertThat(answer.path("doc_id").asText()).isEqualTo("d");
        JsonNode statement = answer.path("statements").path(0);
        int start = statement.path("start").asInt();
        assertThat(start).isEqualTo(3);
        assertThat(statement.path("quote").asText())
                .isEqualTo(text.substring(
                        text.offsetByCodePoints(0, start),
                        text.offsetByCodePoints(0, statement.path("end").asInt())))
                .startsWith("That is appalling");
        assertThat(statement.path("type").asText()).isEqualTo("direct");
        assertThat(statement.path("cue").asText()).isEqualTo("said");
        assertThat(statement.path("speaker").path("actor").asText()).isEqualTo("Orla Venn");
        assertThat(statement.path("speaker").path("represents").asText()).isEqualTo("ZB");
        assertThat(statement.path("stance").asText()).isEqualTo("condemn");
        assertThat(statement.path("evidence").path(0).path("text").asText()).isEqualTo("appalling");
    }

    @Test
    void withoutATriggerThereIsNoStance() {
        JsonNode answer = answer("{\"doc_id\":\"d\",\"text\":\"\\\"It is bad,\\\" Orla Venn said.\"}", false);

        assertThat(answer.path("statements").path(0).has("stance")).isFalse();
    }

    @Test
    void whatNoOfficialSaysIsShownWithAllOnly() {
        String line = "{\"doc_id\":\"d\",\"text\":\"\\\"It is a lovely day,\\\" said Pim Ostro, a baker.\"}";

        assertThat(answer(line, false).path("statements")).isEmpty();
        JsonNode shown = answer(line, true).path("statements");
        assertThat(shown).hasSize(1);
        assertThat(shown.path(0).path("speaker").path("name").asText()).isEqualTo("Pim Ostro");
        assertThat(shown.path(0).path("speaker").path("actor").isNull()).isTrue();
    }

    @Test
    void aStatementIsAnsweredByWhoIsMeantAndTheirStance() {
        JsonNode answer = answer(
                "{\"doc_id\":\"s\",\"statement\":{\"quote\":\"That is a mistake.\",\"speaker\":\"Venn\","
                        + "\"role\":\"President\",\"date\":\"2021-05\"}," + TRIGGER + "}",
                false);

        assertThat(answer.path("actor").asText()).isEqualTo("Orla Venn");
        assertThat(answer.path("represents").asText()).isEqualTo("ZB");
        assertThat(answer.path("stance").asText()).isEqualTo("criticise");
    }

    @Test
    void aPairIsAnsweredByWhetherBothAreTheSameWords() {
        String one = "{\"quote\":\"We shall never accept this decree\",\"speaker\":\"Venn\",\"date\":\"2021-05-04\"}";
        String cut = "{\"quote\":\"never accept this decree\",\"speaker\":\"Venn\",\"date\":\"2021-05-04\"}";
        String other = "{\"quote\":\"The harvest begins on Friday\",\"speaker\":\"Venn\",\"date\":\"2021-05-04\"}";

        assertThat(answer("{\"doc_id\":\"p\",\"pair\":[" + one + "," + cut + "]}", false)
                        .path("sameWords")
                        .asBoolean())
                .isTrue();
        assertThat(answer("{\"doc_id\":\"p\",\"pair\":[" + one + "," + other + "]}", false)
                        .path("sameWords")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void halfACharacterStaysOne() {
        JsonNode answer = answer("{\"doc_id\":\"d\",\"text\":\"\\\"We stay \\ud83d here,\\\" Orla Venn said.\"}", true);

        assertThat(answer.at("/statements/0/quote").asText()).isEqualTo("We stay \ud83d here,");
    }

    @Test
    void aWholeCharacterIsWrittenAsItIs() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String line = "{\"doc_id\":\"d\",\"text\":\"\\\"We stay \uD83D\uDE00 here,\\\" Orla Venn said.\"}";

        new LineAnswers(reader, true).answer(new BoundedLines.Line(1, line, true), out);

        assertThat(out.toString(StandardCharsets.UTF_8)).contains("We stay \uD83D\uDE00 here,");
    }

    @Test
    void aLineThatCanNotBeAnsweredSaysWhyUnderItsOwnId() {
        assertThat(refusal("{\"doc_id\":\"d\",\"text\":")).contains("line 7").contains("not JSON");
        assertThat(refusal("{\"doc_id\":\"d\"}")).contains("/text is missing");
        assertThat(refusal("{\"doc_id\":\"d\",\"text\":\"x\",\"published\":\"soon\"}"))
                .contains("/published")
                .contains("\"soon\"");
        assertThat(refusal("{\"doc_id\":\"d\",\"pair\":[]}")).contains("/pair");
        assertThat(refusal("{\"doc_id\":\"d\",\"text\":\"" + "x".repeat(Reader.LONGEST_TEXT + 1) + "\"}"))
                .contains("up to " + Reader.LONGEST_TEXT);
    }

    private String refusal(String line) {
        JsonNode json = answer(new BoundedLines.Line(7, line, true), false, false);
        assertThat(json.path("doc_id").asText()).isEqualTo("d");
        return json.path("error").asText();
    }

    private JsonNode answer(String line, boolean all) {
        return answer(new BoundedLines.Line(1, line, true), all, true);
    }

    private JsonNode answer(BoundedLines.Line line, boolean all, boolean answered) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            boolean wasAnswered = new LineAnswers(reader, all).answer(line, out);
            String text = out.toString(StandardCharsets.UTF_8);
            assertThat(wasAnswered).as(text).isEqualTo(answered);
            assertThat(text.indexOf('\n')).as("one line").isEqualTo(text.length() - 1);
            return Json.mapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(out.toString(StandardCharsets.UTF_8), e);
        }
    }
}
