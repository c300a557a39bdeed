package rejoinder.ingestor.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.testing.junit5.server.ServerExtension;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import rejoinder.contracts.net.Reach;
import rejoinder.contracts.source.Cursor;
import rejoinder.contracts.source.Source;
import rejoinder.ingestor.document.Item;
import rejoinder.ingestor.fetch.FetchSettings;
import rejoinder.ingestor.fetch.Fetcher;
import rejoinder.ingestor.follow.Found;
import rejoinder.ingestor.follow.KnownItems;
import rejoinder.ingestor.follow.Poll;
import rejoinder.ingestor.page.Articles;

/** What is taken from a feed that a server publishes. */
class FeedPollTest {
    private static final String WHOLE = "<p>" + "President Orla Venn said no. ".repeat(40) + "</p>";
    private static final ConcurrentLinkedQueue<String> ASKED = new ConcurrentLinkedQueue<>();

    @RegisterExtension
    private static final ServerExtension SERVER = new ServerExtension() {
        @Override
        protected void configure(ServerBuilder server) {
            server.service("/rss", (ctx, req) -> {
                ASKED.add("rss " + req.headers().get(HttpHeaderNames.IF_NONE_MATCH, "-"));
                if (req.headers().contains(HttpHeaderNames.IF_NONE_MATCH, "\"1\"")) {
                    return HttpResponse.of(HttpStatus.NOT_MODIFIED);
                }
                return HttpResponse.of(
                        ResponseHeaders.of(
                                HttpStatus.OK,
                                HttpHeaderNames.CONTENT_TYPE,
                                "application/rss+xml",
                                HttpHeaderNames.ETAG,
                                "\"1\"",
                                HttpHeaderNames.CACHE_CONTROL,
                                "max-age=600"),
                        HttpData.ofUtf8(rss("", entry("b", "/b", "Teaser b"), entry("a", "/a", "Teaser a"))));
            });
            server.service(
                    "/whole",
                    (ctx, req) -> HttpResponse.of(
                            MediaType.XML_UTF_8,
                            rss("", entry("w", "/w", WHOLE), entry("gone", "/gone", "<p>Teaser</p>"))));
            server.service("/page/{number}", (ctx, req) -> {
                int number = Integer.parseInt(ctx.pathParam("number"));
                String next = number < 3 ? "<atom:link rel='next' href='/page/" + (number + 1) + "'/>" : "";
                return HttpResponse.of(MediaType.XML_UTF_8, rss(next, entry("p" + number, "/p" + number, WHOLE)));
            });
            server.service("/a", (ctx, req) -> page("A"));
            server.service("/b", (ctx, req) -> page("B"));
            server.service("/html", (ctx, req) -> page("C"));
        }
    };

    private final Fetcher fetcher =
            new Fetcher(new FetchSettings(Optional.empty(), Reach.EVERYWHERE, Duration.ZERO, 8), Clock.systemUTC());
    private final List<Found> found = new java.util.ArrayList<>();

    @BeforeEach
    void begin() {
        ASKED.clear();
    }

    @AfterEach
    void end() {
        fetcher.close();
    }

    private static HttpResponse page(String name) {
        ASKED.add("page " + name);
        return HttpResponse.of(
                MediaType.HTML_UTF_8,
                "<html><head><title>" + name + "</title></head><body>" + WHOLE + "</body></html>");
    }

    private static String rss(String more, String... entries) {
        return "<rss version='2.0' xmlns:atom='http://www.w3.org/2005/Atom'><channel><title>Ruritania Post</title>"
                + "<link>https://post.example/</link><description>d</description>" + more + String.join("", entries)
                + "</channel></rss>";
    }

    private static String entry(String id, String link, String html) {
        return "<item><guid isPermaLink='false'>" + id + "</guid><title>Title " + id + "</title><link>http://127.0.0.1:"
                + SERVER.httpPort() + link + "</link><pubDate>Mon, 01 Mar 2021 12:00:00 GMT</pubDate>"
                + "<description><![CDATA[" + html + "]]></description></item>";
    }

    private Poll.Outcome ask(String path, Map<String, String> position, KnownItems known, String... more) {
        Map<String, String> settings = new java.util.HashMap<>();
        settings.put("url", "http://127.0.0.1:" + SERVER.httpPort() + path);
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        Source source = new Source("post", Source.Kind.FEED, Optional.empty(), settings, false);
        Articles articles = new Articles(source, fetcher, Clock.systemUTC());
        return new FeedPoll(source, fetcher, known, articles, Runnable::run, feed -> {})
                .ask(position, found::add)
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    private List<Item> items() {
        return found.stream().map(one -> ((Found.Document) one).item()).toList();
    }

    private static String text(Item item) {
        return ((Item.Text) item.content()).document().text();
    }

    @Test
    void aTeasersPageIsReadOldestFirst() {
        Poll.Answered answered = (Poll.Answered) ask("/rss", Map.of(), KnownItems.nothing());

        assertThat(items()).extracting(Item::name).containsExactly("a", "b");
        assertThat(items()).extracting(Item::documentId).containsExactly("post:a", "post:b");
        assertThat(items()).allSatisfy(item -> assertThat(text(item)).contains("Orla Venn said no."));
        assertThat(items()).allSatisfy(item -> assertThat(item.outlet()).contains("Ruritania Post"));
        assertThat(answered.position()).containsEntry("etag", "\"1\"");
        assertThat(answered.word()).contains(Duration.ofMinutes(10));
    }

    @Test
    void aFeedThatHasNotChangedGivesNothing() {
        Poll.Answered answered = (Poll.Answered) ask("/rss", Map.of("etag", "\"1\""), KnownItems.nothing());

        assertThat(found).isEmpty();
        assertThat(ASKED).containsExactly("rss \"1\"");
        assertThat(answered.position()).containsEntry("etag", "\"1\"");
    }

    @Test
    void anEntryThatIsKnownAsItIsIsNotAskedForAgain() {
        ask("/rss", Map.of(), KnownItems.nothing());
        Item a = items().get(0);
        found.clear();
        ASKED.clear();

        ask("/rss", Map.of(), knowing(a));

        assertThat(items()).extracting(Item::name).containsExactly("b");
        assertThat(ASKED).containsExactly("rss -", "page B");
    }

    private static KnownItems knowing(Item item) {
        return new KnownItems() {
            @Override
            public Optional<Cursor> of(String name) {
                return name.equals(item.name())
                        ? Optional.of(new Cursor(
                                "post",
                                name,
                                Optional.of(item.documentId()),
                                item.fingerprint(),
                                1,
                                1,
                                Optional.empty(),
                                List.of()))
                        : Optional.empty();
            }

            @Override
            public List<Cursor> within(String group) {
                return List.of();
            }
        };
    }

    @Test
    void aWholeArticleIsTakenFromTheFeedAndATeaserStandsWhereItsPageIsGone() {
        ask("/whole", Map.of(), KnownItems.nothing());

        assertThat(items()).extracting(Item::name).containsExactly("gone", "w");
        Item.Text gone = (Item.Text) items().get(0).content();
        assertThat(gone.document().text()).contains("Teaser");
        assertThat(gone.notes()).singleElement().asString().startsWith("the page was not read: 127.0.0.1 answers 404");
        assertThat(ASKED).isEmpty();
    }

    @Test
    void pagesAreReadAlwaysOrNeverWhereTheUserSaysSo() {
        ask("/rss", Map.of(), KnownItems.nothing(), "articles", "never");

        assertThat(ASKED).containsExactly("rss -");
        assertThat(items()).extracting(FeedPollTest::text).allSatisfy(text -> assertThat(text)
                .contains("Teaser"));
    }

    @Test
    void olderPagesOfAFeedAreFollowedWhileEverythingOnThemIsNew() {
        ask("/page/1", Map.of(), KnownItems.nothing());

        assertThat(items()).extracting(Item::name).containsExactly("p1", "p2", "p3");
    }

    @Test
    void whatIsNoFeedAndWhatIsNotThereSaysWhy() {
        assertThat(ask("/html", Map.of(), KnownItems.nothing()))
                .isEqualTo(new Poll.NotAnswered("there is no RSS, Atom or JSON feed here", Optional.empty()));
        assertThat(((Poll.NotAnswered) ask("/nothing", Map.of(), KnownItems.nothing())).message())
                .isEqualTo("127.0.0.1 answers 404 Not Found");
    }
}
