package rejoinder.ingestor.page;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.select.Selector;
import rejoinder.contracts.document.PushedDocument;
import rejoinder.contracts.source.Source;
import rejoinder.ingestor.document.Decoded;
import rejoinder.ingestor.document.DocumentNames;
import rejoinder.ingestor.document.Fingerprint;
import rejoinder.ingestor.fetch.Fetched;
import rejoinder.ingestor.fetch.Freshness;
import rejoinder.ingestor.fetch.Links;
import rejoinder.ingestor.fetch.Wanted;
import rejoinder.ingestor.fetch.Web;
import rejoinder.ingestor.follow.Found;
import rejoinder.ingestor.follow.KnownItems;
import rejoinder.ingestor.follow.Poll;

/** Asks a page that lists articles for those it lists: a ministry's press page without a feed. */
public final class PageListPoll implements Poll {
    private final ArticleList list;
    private final KnownItems known;
    private final String selector;

    public PageListPoll(Source source, Web web, KnownItems known, Articles articles, Executor executor) {
        this.list = new ArticleList(source, web, articles, executor);
        this.known = known;
        this.selector = source.settings().get("items");
    }

    @Override
    public CompletableFuture<Outcome> ask(Map<String, String> position, Consumer<Found> out) {
        return list.ask(Wanted::page, body -> read(body, out));
    }

    private CompletableFuture<Outcome> read(Fetched.Body body, Consumer<Found> out) {
        Map<URI, String> links;
        try {
            links = links(body);
        } catch (Selector.SelectorParseException e) {
            return ArticleList.notAnswered("the selector can't be read: " + e.getMessage());
        }
        if (links.isEmpty()) {
            return ArticleList.notAnswered("the selector \"" + selector + "\" finds no link on " + body.url());
        }
        List<ArticleList.Entry> fresh = new ArrayList<>();
        links.forEach((link, text) -> {
            if (known.of(item(link)).isEmpty()) {
                fresh.add(new ArticleList.Entry(listed(link, text), link));
            }
        });
        Collections.reverse(fresh);
        return list.readAll(fresh, out).thenApply(more -> new Answered(Map.of(), Freshness.of(body.headers()), more));
    }

    /** Link to text, in the order of the page. */
    private Map<URI, String> links(Fetched.Body body) {
        String html = Decoded.of(body.bytes(), body.header("content-type")).text();
        Map<URI, String> links = new LinkedHashMap<>();
        for (Element chosen : Jsoup.parse(html, body.url().toString()).select(selector)) {
            Element link = chosen.hasAttr("href") ? chosen : chosen.selectFirst("a[href]");
            if (link != null) {
                Links.within(body.url(), link.attr("href")).ifPresent(url -> links.putIfAbsent(url, link.text()));
            }
        }
        return links;
    }

    private static Articles.Listed listed(URI link, String text) {
        PushedDocument told = new PushedDocument(
                Optional.empty(),
                Optional.empty(),
                Optional.of(link.toString()),
                Optional.of(text.strip()).filter(title -> title.length() >= 20),
                Optional.empty(),
                Optional.empty(),
                Optional.of("text/plain"),
                "");
        return new Articles.Listed(item(link), Fingerprint.of(link.toString()), told, Optional.empty());
    }

    private static String item(URI link) {
        return DocumentNames.item(link.toString());
    }
}
