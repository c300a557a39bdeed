package rejoinder.gateway.read;

import static org.assertj.core.api.Assertions.assertThat;
import static rejoinder.gateway.support.RunningGateway.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rejoinder.contracts.Stance;
import rejoinder.contracts.story.Story;
import rejoinder.gateway.support.RunningGateway;
import rejoinder.gateway.support.SinkDatabase;
import rejoinder.gateway.support.Zubrowka;

/** What is known of one actor, country, utterance or document, and what a query would catch of it all. */
class LookupApiTest {
    private static final String TOPIC = "test.reactions";

    @TempDir
    private static Path folder;

    private static RunningGateway gateway;

    @BeforeAll
    static void twoUtterancesOneOfThemInAStory() {
        SinkDatabase database = new SinkDatabase(folder).migrate();
        database.put(Story.everything());
        database.put(Zubrowka.story("border"));
        for (String story : new String[] {Story.ALL, "border"}) {
            database.put(Zubrowka.actor(story, "orla-venn", 90));
            database.put(Zubrowka.country(story, Zubrowka.ZUBROWKA));
        }
        database.put(Zubrowka.reaction("border", "u-1", 1), TOPIC, 0, 0);
        database.put(Zubrowka.reaction(Story.ALL, "u-1", 1), TOPIC, 0, 1);
        database.put(
                Zubrowka.reaction(Story.ALL, "u-2", 30, "tamsin-oake", Zubrowka.LEAGUE, Stance.UNCLEAR), TOPIC, 0, 2);
        gateway = new RunningGateway(database);
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    @Test
    void anActorAndACountryStandWithEachStoryTheOneOfEverythingLast() {
        for (String address : new String[] {"actors/orla-venn", "countries/zz"}) {
            assertThat(json(gateway.get("/api/v1/" + address)).path("items"))
                    .extracting(item -> item.at("/story/id").asText())
                    .containsExactly("border", Story.ALL);
        }
    }

    @Test
    void anUtteranceStandsAsEachStorySeesIt() {
        JsonNode items =
                json(gateway.get("/api/v1/utterances/" + Zubrowka.id("u-1"))).path("items");

        assertThat(items).extracting(item -> item.path("story").asText()).containsExactly("border", Story.ALL);
    }

    @Test
    void whatNobodyKnowsIsNotFound() {
        for (String address : new String[] {"actors/nobody", "countries/QQ", "utterances/u-0", "documents?id=none"}) {
            assertThat(gateway.get("/api/v1/" + address).statusCode())
                    .as(address)
                    .isEqualTo(404);
        }
        assertThat(gateway.get("/api/v1/documents").statusCode()).isEqualTo(400);
    }

    @Test
    void aPreviewCatchesWhatAStoryWouldAndSaysHowFarItLooked() {
        JsonNode all = json(preview("{\"query\": \"border\"}"));
        assertThat(all.path("caught").asInt()).isEqualTo(2);
        assertThat(all.path("actors").asInt()).isEqualTo(2);
        assertThat(all.path("looked").asInt()).isEqualTo(2);
        assertThat(all.path("of").asInt()).isEqualTo(2);
        assertThat(all.at("/newest/0/utterance").asText()).isEqualTo(Zubrowka.id("u-2"));

        assertThat(json(preview("{\"query\": \"actor:venn\"}")).path("caught").asInt())
                .isEqualTo(1);
        assertThat(json(preview("{\"query\": \"border\", \"actor\": \"Orla Venn\"}"))
                        .path("caught")
                        .asInt())
                .isEqualTo(1);
        assertThat(json(preview("{\"query\": \"\", \"from\": \"2031-05-04T11:00:01Z\"}"))
                        .path("caught")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void aQueryThatCanNotBeUnderstoodIsNamed() {
        HttpResponse<String> answer = preview("{\"query\": \"border AND (\"}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("pointer").asText()).isEqualTo("/query");
        assertThat(json(answer).path("detail").asText()).contains("ends too early");
    }

    private static HttpResponse<String> preview(String body) {
        return gateway.post("/api/v1/preview", "application/json", body);
    }
}
