package rejoinder.ingestor.page;

import java.net.URI;
import java.time.Duration;
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
    private static final int MOST_NEW = 100;

    private final Source source;
    private final Web web;
    private final KnownItems known;
    private final Articles articles;
    private final Executor executor;

    public PageListPoll(Source source, Web web, KnownItems known, Articles articles, Executor executor) {
        this.source = source;
        this.web = web;
        this.known = known;
        this.articles = articles;
        this.executor = executor;
    }

    @Override
    public CompletableFuture<Outcome> ask(Map<String, String> position, Consumer<Found> out) {
        Optional<URI> url = Links.of(source.settings().get("url"));
        if (url.isEmpty()) {
            return done(new NotAnswered("\"" + source.settings().get("url") + "\" is no address", Optional.empty()));
        }
        return web.get(Wanted.page(url.get())).thenComposeAsync(fetched -> read(fetched, out), executor);
    }

    private CompletableFuture<Outcome> read(Fetched fetched, Consumer<Found> out) {
        if (!(fetched instanceof Fetched.Body body)) {
            return done(
                    fetched instanceof Fetched.Failed failed
                            ? new NotAnswered(failed.message(), failed.retryAt())
                            : new Answered(Map.of(), Optional.empty(), false));
        }
        Map<URI, String> links;
        try {
            links = links(body);
        } catch (Selector.SelectorParseException e) {
            return done(new NotAnswered("the selector can't be read: " + e.getMessage(), Optional.empty()));
        }
        if (links.isEmpty()) {
            return done(new NotAnswered(
                    "the selector \"" + source.settings().get("items") + "\" finds no link on " + body.url(),
                    Optional.empty()));
        }
        List<URI> fresh = new ArrayList<>(links.keySet().stream()
                .filter(link -> known.of(item(link)).isEmpty())
                .toList());
        Collections.reverse(fresh);
        boolean more = fresh.size() > MOST_NEW;
        CompletableFuture<Void> chain = CompletableFuture.completedFuture(null);
        for (URI link : more ? fresh.subList(0, MOST_NEW) : fresh) {
            chain = chain.thenCompose(before -> articles.read(listed(link, links.get(link)), link))
                    .thenAccept(found -> found.ifPresent(out));
        }
        Optional<Duration> word = Freshness.of(body.headers());
        return chain.thenApply(read -> new Answered(Map.of(), word, more));
    }

    /** Link to text, in the order of the page. */
    private Map<URI, String> links(Fetched.Body body) {
        String html = Decoded.of(body.bytes(), body.header("content-type")).text();
        Map<URI, String> links = new LinkedHashMap<>();
        for (Element chosen : Jsoup.parse(html, body.url().toString())
                .select(source.settings().get("items"))) {
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

    private static CompletableFuture<Outcome> done(Outcome outcome) {
        return CompletableFuture.completedFuture(outcome);
    }
}
