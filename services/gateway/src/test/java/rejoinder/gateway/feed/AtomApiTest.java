package rejoinder.gateway.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rejoinder.contracts.Stance;
import rejoinder.gateway.support.RunningGateway;
import rejoinder.gateway.support.SinkDatabase;
import rejoinder.gateway.support.Zubrowka;

class AtomApiTest {
    @TempDir
    private static Path folder;

    private static RunningGateway gateway;

    @BeforeAll
    static void twoReactions() {
        SinkDatabase database = new SinkDatabase(folder).migrate();
        database.put(Zubrowka.story("border"));
        database.put(Zubrowka.reaction("border", "u-1", 1), "test.reactions", 0, 0);
        database.put(
                Zubrowka.inWordsOfTheOutlet(
                        Zubrowka.reaction("border", "u-2", 2, "tamsin-oake", Zubrowka.LEAGUE, Stance.WELCOME),
                        "<i>open</i> it\u0001 \uD800 now"),
                "test.reactions",
                0,
                1);
        gateway = new RunningGateway(database);
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    @Test
    void aFeedReaderSeesTheNewestReactionFirst() throws FeedException {
        HttpResponse<String> answer = gateway.get("/api/v1/stories/border/feed.atom");

        SyndFeed feed = new SyndFeedInput().build(new StringReader(answer.body()));
        assertThat(feed.getTitle()).isEqualTo("The border of border");
        assertThat(feed.getEntries())
                .extracting(SyndEntry::getTitle)
                .containsExactly("tamsin-oake (League of Invented Nations): welcome", "Orla Venn (Zubrowka): condemn");
        SyndEntry oldest = feed.getEntries().get(1);
        assertThat(oldest.getLink()).isEqualTo("https://gazette.example/u-1");
        assertThat(oldest.getUri()).isEqualTo("urn:rejoinder:reaction:border:" + Zubrowka.id("u-1"));
        assertThat(oldest.getContents().get(0).getValue()).isEqualTo("This closed border is a disgrace, said in u-1");
        assertThat(answer.headers().firstValue("content-type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/atom+xml"));
    }

    @Test
    void whatXmlHasNoPlaceForDoesNotBreakTheFeed() throws FeedException {
        SyndFeed feed = new SyndFeedInput()
                .build(new StringReader(gateway.get("/api/v1/stories/border/feed.atom?stance=welcome")
                        .body()));

        assertThat(feed.getEntries()).singleElement().satisfies(entry -> assertThat(
                        entry.getContents().get(0).getValue())
                .startsWith("<i>open</i> it\uFFFD "));
    }
}
