package rejoinder.gateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rejoinder.contracts.story.Story;
import rejoinder.gateway.http.Checked;
import rejoinder.gateway.http.Fields;
import rejoinder.gateway.http.Problem;

class StoryDefinitionsTest {
    private static final String TRIGGER =
            "\"triggerEvent\": {\"actor\": \"Duke Anselm\", \"at\": \"2031-05-04\", \"quote\": \"It stays closed\"}";

    @Test
    void theWholeDefinitionIsTakenAsItStands() {
        Story story = good("""
                {"id": "border", "title": "The border",
                 "triggerEvent": {"actor": "Duke Anselm", "act": "closed the border", "at": "2031-05-04T10:00:00+02:00",
                                  "url": "https://gazette.example/1"},
                 "query": "border AND NOT customs", "from": "2031-05-04", "until": "2031-06-01T00:00:00Z",
                 "watchlist": ["LEAGUE", "ZZ"]}
                """);

        assertThat(story.id()).isEqualTo("border");
        assertThat(story.triggerEvent().at()).isEqualTo(Instant.parse("2031-05-04T08:00:00Z"));
        assertThat(story.triggerEvent().act()).contains("closed the border");
        assertThat(story.query()).isEqualTo("border AND NOT customs");
        assertThat(story.until()).contains(Instant.parse("2031-06-01T00:00:00Z"));
        assertThat(story.watchlist()).containsExactly("LEAGUE", "ZZ");
    }

    @Test
    void withoutAQueryEverythingIsCaught() {
        assertThat(good("{\"title\": \"The border\", " + TRIGGER + "}").query()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"The border, the-border", "  Żubrówka: 2nd day! , zubrowka-2nd-day", "A—B, a-b"})
    void withoutAnIdOneIsMadeFromTheTitle(String title, String id) {
        assertThat(good("{\"title\": \"" + title + "\", " + TRIGGER + "}").id()).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | /title",
                "{\"title\": \"The border\"} | /triggerEvent",
                "{\"title\": \"The border\", \"id\": \"The Border\", TRIGGER} | /id",
                "{\"title\": \"...\", TRIGGER} | /id",
                "{\"title\": \"The border\", \"triggerEvent\": {\"at\": \"2031-05-04\", \"quote\": \"No\"}} | /triggerEvent/actor",
                "{\"title\": \"The border\", \"triggerEvent\": {\"actor\": \"Duke Anselm\", \"quote\": \"No\"}} | /triggerEvent/at",
                "{\"title\": \"The border\", \"triggerEvent\": {\"actor\": \"Duke Anselm\", \"at\": \"2031-05-04\"}} | /triggerEvent/quote",
                "{\"title\": \"The border\", \"until\": \"2031-05-04\", TRIGGER} | /until",
                "{\"title\": \"The border\", \"until\": \"soon\", TRIGGER} | /until",
                "{\"title\": \"The border\", \"query\": \"border AND (\", TRIGGER} | /query",
                "{\"title\": \"The border\", \"watchlist\": [\"LEAGUE\", 7], TRIGGER} | /watchlist/1",
                "{\"title\": \"The border\", \"tilte\": \"The border\", TRIGGER} | /tilte",
                "7 | ''"
            })
    void whatIsWrongIsNamedByItsPointer(String body, String pointer) {
        Problem problem = read(body.replace("TRIGGER", TRIGGER)).fold(story -> null, found -> found);

        assertThat(problem).isNotNull();
        assertThat(problem.pointer()).contains(pointer);
    }

    private static Story good(String body) {
        return read(body).fold(story -> story, problem -> {
            throw new AssertionError(problem.detail());
        });
    }

    private static Checked<Story> read(String body) {
        return Fields.parse(body.getBytes(StandardCharsets.UTF_8)).then(StoryDefinitions::read);
    }
}
