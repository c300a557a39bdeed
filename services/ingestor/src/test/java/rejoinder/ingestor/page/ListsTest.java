package rejoinder.ingestor.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.testing.junit5.server.ServerExtension;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import rejoinder.contracts.document.PushedDocument;
import rejoinder.contracts.net.Reach;
import rejoinder.contracts.source.Source;
import rejoinder.ingestor.document.Item;
import rejoinder.ingestor.fetch.FetchSettings;
import rejoinder.ingestor.fetch.Fetcher;
import rejoinder.ingestor.follow.Found;
import rejoinder.ingestor.follow.KnownItems;
import rejoinder.ingestor.follow.Poll;

/** Sitemaps and press pages: lists that lead to articles. */
class ListsTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2021-03-02T12:00:00Z"), ZoneOffset.UTC);

    @RegisterExtension
    private static final ServerExtension SERVER = new ServerExtension() {
        @Override
        protected void configure(ServerBuilder server) {
            server.service("/news.xml", (ctx, req) -> HttpResponse.of(MediaType.XML_UTF_8, """
                    <?xml version="1.0" encoding="UTF-8"?>
                    <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
                            xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
                      <url><loc>%1$s/article/new</loc><news:news>
                        <news:publication><news:name>Ruritania Post</news:name>
                          <news:language>en</news:language></news:publication>
                        <news:publication_date>2021-03-02T10:00:00Z</news:publication_date>
                        <news:title>Border closed</news:title></news:news></url>
                      <url><loc>%1$s/article/old</loc><news:news>
                        <news:publication><news:name>Ruritania Post</news:name>
                          <news:language>en</news:language></news:publication>
                        <news:publication_date>2021-02-02T10:00:00Z</news:publication_date>
                        <news:title>Older</news:title></news:news></url>
                    </urlset>""".formatted(base())));
            server.service("/index.xml", (ctx, req) -> HttpResponse.of(MediaType.XML_UTF_8, """
                    <sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
                      <sitemap><loc>%1$s/news.xml</loc><lastmod>2021-03-02</lastmod></sitemap>
                      <sitemap><loc>%1$s/broken.xml</loc><lastmod>2021-03-02</lastmod></sitemap>
                    </sitemapindex>""".formatted(base())));
            server.service(
                    "/evil.xml",
                    (ctx, req) -> HttpResponse.of(
                            MediaType.XML_UTF_8,
                            "<!DOCTYPE urlset [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><urlset><url><loc>&e;</loc></url></urlset>"));
            server.service("/press", (ctx, req) -> HttpResponse.of(MediaType.HTML_UTF_8, """
                    <html><body><nav><a href="/about">About us</a></nav>
                    <ul class="press"><li><a href="/article/2">Statement of the ministry on the closed border</a></li>
                    <li><h3><a href="article/1">Earlier</a></h3></li></ul></body></html>"""));
            server.service(
                    "/article/{name}",
                    (ctx, req) -> HttpResponse.of(
                            MediaType.HTML_UTF_8,
                            "<html><body><p>“We regret it,” Foreign Minister Pim Ostro of Zubrowka said.</p></body></html>"));
        }
    };

    private final Fetcher fetcher =
            new Fetcher(new FetchSettings(Optional.empty(), Reach.EVERYWHERE, Duration.ZERO, 8), CLOCK);
    private final List<Found> found = new ArrayList<>();

    @AfterEach
    void end() {
        fetcher.close();
    }

    private static String base() {
        return "http://127.0.0.1:" + SERVER.httpPort();
    }

    private Poll.Outcome sitemap(String path) {
        Source source = new Source("map", Source.Kind.SITEMAP, Optional.empty(), Map.of("url", base() + path), false);
        Articles articles = new Articles(source, fetcher, CLOCK);
        return ask(new SitemapPoll(source, fetcher, KnownItems.nothing(), articles, Runnable::run, CLOCK));
    }

    private Poll.Outcome list(String selector) {
        Source source = new Source(
                "press",
                Source.Kind.PAGES,
                Optional.of("Ministry"),
                Map.of("url", base() + "/press", "items", selector),
                false);
        Articles articles = new Articles(source, fetcher, CLOCK);
        return ask(new PageListPoll(source, fetcher, KnownItems.nothing(), articles, Runnable::run));
    }

    private Poll.Outcome ask(Poll poll) {
        return poll.ask(Map.of(), found::add).orTimeout(20, TimeUnit.SECONDS).join();
    }

    private List<PushedDocument> documents() {
        return found.stream()
                .map(one -> ((Item.Text) ((Found.Document) one).item().content()).document())
                .toList();
    }

    @Test
    void aNewsSitemapGivesTheRecentPagesWithWhatItSaysOfThem() {
        assertThat(sitemap("/news.xml")).isInstanceOf(Poll.Answered.class);

        assertThat(documents()).singleElement().satisfies(document -> {
            assertThat(document.title()).contains("Border closed");
            assertThat(document.outlet()).contains("Ruritania Post");
            assertThat(document.publishedAt()).contains(Instant.parse("2021-03-02T10:00:00Z"));
            assertThat(document.url()).contains(base() + "/article/new");
            assertThat(document.text()).contains("We regret it");
        });
    }

    @Test
    void anIndexLeadsToItsSitemapsAndABrokenOneKeepsNoOtherBack() {
        assertThat(sitemap("/index.xml")).isInstanceOf(Poll.Answered.class);

        assertThat(documents()).hasSize(1);
    }

    @Test
    void aSitemapWithADtdIsRefused() {
        assertThat(((Poll.NotAnswered) sitemap("/evil.xml")).message()).contains("DTD");
        assertThat(found).isEmpty();
    }

    @Test
    void aPressPageGivesThePagesItsSelectorFindsOldestFirst() {
        assertThat(list("ul.press li")).isInstanceOf(Poll.Answered.class);

        assertThat(documents())
                .extracting(document -> document.url().orElseThrow())
                .containsExactly(base() + "/article/1", base() + "/article/2");
    }

    @Test
    void aSelectorThatFindsNothingOrIsNoneSaysSo() {
        assertThat(((Poll.NotAnswered) list("ol.none")).message()).startsWith("the selector \"ol.none\" finds no link");
        assertThat(((Poll.NotAnswered) list("ul[[")).message()).startsWith("the selector can't be read");
    }
}
