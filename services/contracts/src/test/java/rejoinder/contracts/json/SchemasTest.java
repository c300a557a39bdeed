package rejoinder.contracts.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person is told about a value that is not valid. */
class SchemasTest {
    private static final Schemas SCHEMAS = Schemas.load();

    @Test
    void aValidValueHasNoViolations() {
        assertThat(violations("pushed-document", "{\"text\":\"“No,” said Edda Lorn.\"}"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            pushed-document  | {}                                     | /text is required
            pushed-document  | {"text":"a","txt":"b"}                 | /txt is not known here; known are id, outlet, url, title, language, publishedAt, contentType, text
            pushed-document  | {"text":"a","a/b~c":"b"}               | /a~1b~0c is not known here; known are id, outlet, url, title, language, publishedAt, contentType, text
            pushed-document  | {"text":"a","title":null}              | /title must be text, not null
            pushed-document  | {"text":7}                             | /text must be text, not a whole number
            pushed-document  | {"text":" "}                           | /text must be text that is not blank
            pushed-document  | {"text":"a","id":""}                   | /id must have at least 1 character
            pushed-document  | {"text":"a","url":"javascript:alert()"} | /url must be a URL that begins with http:// or https://
            pushed-document  | {"text":"a","contentType":"text/rtf"}  | /contentType must be one of text/plain, text/html
            pushed-document  | {"text":"a","publishedAt":"yesterday"} | /publishedAt must be a date-time with offset, such as 2026-03-01T12:00:00Z
            pushed-document  | {"text":"a","publishedAt":"2026-02-30T12:00:00Z"} | /publishedAt must be a date-time with offset, such as 2026-03-01T12:00:00Z
            pushed-document  | []                                     | the value must be an object, not a list
            pushed-statement | {"quote":"a","speaker":"b","saidAt":"2026-02-30"} | /saidAt must be a date such as 2026-03-01, or a date-time with offset such as 2026-03-01T12:00:00Z
            pushed-statement | {"quote":"a","speaker":"b","language":"english!"} | /language must be a language tag such as en or pt-BR
            statement        | {"action":"denied"}                    | /action must be one of asserted, retracted
            story            | {"id":"a","title":"t","triggerEvent":{"actor":"Orla Venn","at":"2026-03-01T09:00:00Z"},"query":"","watchlist":[]} | /triggerEvent must be a trigger event with a quote or an act
            story            | {"id":"A b","title":"t","triggerEvent":{"actor":"Orla Venn","act":"x","at":"2026-03-01T09:00:00Z"},"query":"","watchlist":[]} | /id must be a slug of 1 to 80 lower-case letters, digits and hyphens
            story            | {"id":"a","title":"t","triggerEvent":{"actor":"Orla Venn","act":"x","at":"2026-03-01T09:00:00Z"},"query":"","watchlist":["NATO",3]} | /watchlist/1 must be text, not a whole number
            submission       | {"id":"a","source":"push","receivedAt":"2026-03-01T09:00:00Z"} | the value must be a submission of either a document or a statement
            source           | {"id":"a","kind":"folder","settings":{"path":3},"paused":false} | /settings/path must be text, not a whole number
            story            | {"id":                                 | the value is not JSON: Unexpected end-of-input within/between Object entries at line 1, column 7
            story            | {} {}                                  | the value is not JSON: something follows the value, or a name stands twice in one object at line 1, column 4
            story            | {"id":"a","id":"b"}                   | the value is not JSON: something follows the value, or a name stands twice in one object at line 1, column 16
            """)
    void aViolationSaysWhereAndWhat(String type, String json, String told) {
        assertThat(violations(type, json)).extracting(Violation::toString).containsExactly(told);
    }

    @Test
    void everythingWrongIsToldAtOnce() {
        assertThat(violations("pushed-statement", "{\"quote\":\"\",\"speker\":\"Edda Lorn\"}"))
                .extracting(Violation::pointer)
                .containsExactlyInAnyOrder("/quote", "/speaker", "/speker");
    }

    @Test
    void emptyBytesAreNotJson() {
        assertThat(violations("story", "")).containsExactly(new Violation("", "is empty; expected JSON"));
    }

    @Test
    void textIsMeasuredInCodePoints() {
        assertThat(violations("pushed-document", "{\"text\":\"a\",\"outlet\":\"" + "😀".repeat(200) + "\"}"))
                .isEmpty();
        assertThat(violations("pushed-document", "{\"text\":\"a\",\"outlet\":\"" + "😀".repeat(201) + "\"}"))
                .containsExactly(new Violation("/outlet", "must have at most 200 characters"));
    }

    @Test
    void manyViolationsAreCutShort() {
        ObjectNode value = Json.mapper().createObjectNode().put("text", "a");
        IntStream.range(0, 1000).forEach(i -> value.put("unknown" + i, "b"));

        assertThat(SCHEMAS.validate("pushed-document", value)).hasSize(Schemas.MOST_VIOLATIONS);
    }

    @Test
    void aViolationNeverRepeatsALongNameOrAValue() {
        String secret = "x".repeat(10_000);

        List<Violation> violations =
                violations("pushed-document", "{\"text\":\"a\",\"" + secret + "\":1,\"language\":\"" + secret + "\"}");

        assertThat(violations)
                .isNotEmpty()
                .noneMatch(violation -> violation.toString().contains("xxx"));
    }

    @Test
    void anUnknownTypeIsABug() {
        assertThatThrownBy(() -> violations("storey", "{}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no schema of type \"storey\"");
    }

    private static List<Violation> violations(String type, String json) {
        return SCHEMAS.validate(type, json.getBytes(StandardCharsets.UTF_8));
    }
}
