package rejoinder.gateway.roundup;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rejoinder.contracts.Stance;
import rejoinder.contracts.reaction.Reaction;
import rejoinder.gateway.support.RunningGateway;
import rejoinder.gateway.support.SinkDatabase;
import rejoinder.gateway.support.Zubrowka;

class RoundUpApiTest {
    private static final String TOPIC = "test.reactions";

    @TempDir
    private static Path folder;

    private static RunningGateway gateway;

    @BeforeAll
    static void aCountryAndALeague() {
        SinkDatabase database = new SinkDatabase(folder).migrate();
        database.put(Zubrowka.story("border"));
        database.put(Zubrowka.story("quiet"));
        database.put(Zubrowka.country("border", Zubrowka.ZUBROWKA));
        database.put(Zubrowka.country("border", Zubrowka.LEAGUE));
        database.put(Zubrowka.reaction("border", "u-1", 1), TOPIC, 0, 0);
        database.put(Zubrowka.reaction("border", "u-2", 2), TOPIC, 0, 1);
        database.put(
                Zubrowka.reaction("border", "u-3", 3, "orla-venn", Zubrowka.ZUBROWKA, Stance.UNCLEAR), TOPIC, 0, 2);
        database.put(
                worded(Zubrowka.reaction("border", "u-4", 4, "tamsin-oake", Zubrowka.LEAGUE, Stance.WELCOME)),
                TOPIC,
                0,
                3);
        gateway = new RunningGateway(database);
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    @Test
    void eachSpeakerStandsOnceWithTheLatestClearReaction() {
        String text = gateway.get("/api/v1/stories/border/roundup.md").body();

        assertThat(text)
                .startsWith("# The border of border\n\nDuke Anselm of Ruritania: “The border stays closed”, 4 May 2031")
                .contains("## Condemn\n\n### League of Invented Nations\n")
                .contains(
                        "### Zubrowka\n\n- “This closed border is a disgrace, said in u\\-2” — **Orla Venn**, President"
                                + " of Zubrowka, 4 May 2031 ([Zubrowka Gazette](<https://gazette.example/u-2>))\n")
                .doesNotContain("u\\-1")
                .doesNotContain("u\\-3");
    }

    @Test
    void wordsOfAnOutletStandWithoutQuotationMarksAndNothingBecomesMarkup() {
        assertThat(gateway.get("/api/v1/stories/border/roundup.md").body())
                .contains(
                        "- In the words of the report: the \\<b\\>border\\</b\\> \\*should\\* open — **tamsin\\-oake**");
        assertThat(gateway.get("/api/v1/stories/border/roundup.html").body())
                .contains("In the words of the report: <span dir=\"auto\" lang=\"en\">the &lt;b&gt;border&lt;/b&gt;")
                .contains("<a href=\"https://gazette.example/u-4\" rel=\"noreferrer\">Zubrowka Gazette</a>");
    }

    @Test
    void byCountryNamesAreTheOrderAndThePositionStandsBesideThem() {
        String text =
                gateway.get("/api/v1/stories/border/roundup.md?group=country").body();

        assertThat(text).contains("## League of Invented Nations (condemn)\n").doesNotContain("## Condemn");
        assertThat(text.indexOf("League of")).isLessThan(text.indexOf("## Zubrowka"));
    }

    @Test
    void byStanceEachSpeakerStandsBelowTheirOwnWithWhomTheySpeakFor() {
        String text =
                gateway.get("/api/v1/stories/border/roundup.md?group=stance").body();

        assertThat(text)
                .containsSubsequence(
                        "## Condemn\n\n- ", "**Orla Venn** (Zubrowka), President of Zubrowka", "## Welcome")
                .doesNotContain("###");
    }

    @Test
    void byActorAndByDayTheStanceStandsInTheLine() {
        assertThat(gateway.get("/api/v1/stories/border/roundup.md?group=actor").body())
                .contains("**Orla Venn** (Zubrowka), President of Zubrowka, 4 May 2031, condemn (")
                .doesNotContain("\n## ");
        assertThat(gateway.get("/api/v1/stories/border/roundup.html?group=time").body())
                .contains("<h2>4 May 2031</h2>\n<ul>", "<strong>tamsin-oake</strong> (League of Invented Nations)");
    }

    @Test
    void aStoryNobodyReactedToSaysSo() {
        assertThat(gateway.get("/api/v1/stories/quiet/roundup.md?asOf=2031-05-05")
                        .body())
                .contains("Nobody has reacted yet.")
                .endsWith("As of 5 May 2031, 00:00 UTC.\n");
    }

    @Test
    void whatIsKnownIsNotSentAgain() {
        String address = "/api/v1/stories/border/roundup.html?asOf=2041-01-01";
        HttpResponse<String> first = gateway.get(address);

        String tag = first.headers().firstValue("etag").orElseThrow();

        assertThat(gateway.get(address, "if-none-match", tag).statusCode()).isEqualTo(304);
    }

    @Test
    void whatCanNotBeMeantIsRefused() {
        assertThat(gateway.get("/api/v1/stories/border/roundup.md?group=colour").statusCode())
                .isEqualTo(400);
        assertThat(gateway.get("/api/v1/stories/border/roundup.md?each=0").statusCode())
                .isEqualTo(400);
    }

    private static Reaction worded(Reaction said) {
        return Zubrowka.inWordsOfTheOutlet(said, "the <b>border</b>\n*should* open");
    }
}
