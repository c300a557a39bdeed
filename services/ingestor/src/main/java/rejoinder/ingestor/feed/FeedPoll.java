package rejoinder.ingestor.feed;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jsoup.Jsoup;
import rejoinder.contracts.document.PushedDocument;
import rejoinder.contracts.source.Source;
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
import rejoinder.ingestor.page.Articles;

/** Asks a feed for its entries, and their pages where the feed has a teaser only. */
public final class FeedPoll implements Poll {
    private static final String ACCEPT = "application/atom+xml, application/rss+xml, application/feed+json,"
            + " application/json;q=0.9, application/xml;q=0.9, text/xml;q=0.8, */*;q=0.1";
    private static final String URL = "url";
    private static final String ETAG = "etag";
    private static final String LAST_MODIFIED = "lastModified";
    private static final int MOST_NEW = 200;
    private static final int MOST_PAGES = 10;
    private static final int WHOLE_ARTICLE = 800;

    private final Source source;
    private final Web web;
    private final KnownItems known;
    private final Articles articles;
    private final Executor executor;
    private final String which;
    private final Consumer<Feed> seen;

    /** @param seen is told of each feed that was read */
    public FeedPoll(
            Source source, Web web, KnownItems known, Articles articles, Executor executor, Consumer<Feed> seen) {
        this.source = source;
        this.web = web;
        this.known = known;
        this.articles = articles;
        this.executor = executor;
        this.which = source.setting("articles").orElse("auto");
        this.seen = seen;
    }

    @Override
    public CompletableFuture<Outcome> ask(Map<String, String> position, Consumer<Found> out) {
        Optional<URI> url =
                Links.of(position.getOrDefault(URL, source.settings().get("url")));
        if (url.isEmpty()) {
            return CompletableFuture.completedFuture(
                    new NotAnswered("\"" + source.settings().get("url") + "\" is no address", Optional.empty()));
        }
        Wanted wanted = Wanted.feed(url.get()).with("accept", ACCEPT);
        if (position.containsKey(ETAG)) {
            wanted = wanted.with("if-none-match", position.get(ETAG));
        }
        if (position.containsKey(LAST_MODIFIED)) {
            wanted = wanted.with("if-modified-since", position.get(LAST_MODIFIED));
        }
        return web.get(wanted).thenComposeAsync(fetched -> read(position, fetched, out), executor);
    }

    private CompletableFuture<Outcome> read(Map<String, String> position, Fetched fetched, Consumer<Found> out) {
        if (fetched instanceof Fetched.NotModified same) {
            return done(new Answered(position, Freshness.of(same.headers()), false));
        }
        if (fetched instanceof Fetched.Failed failed) {
            return done(new NotAnswered(failed.message(), failed.retryAt()));
        }
        Fetched.Body body = (Fetched.Body) fetched;
        Feed feed;
        try {
            feed = FeedFormat.read(body.bytes(), body.header("content-type"));
        } catch (Feed.Unreadable e) {
            return done(new NotAnswered(e.getMessage(), Optional.empty()));
        }
        seen.accept(feed);
        Optional<Duration> word = larger(feed.ttl(), Freshness.of(body.headers()));
        Pass pass = new Pass(feed.title(), out);
        return pass.page(body.url(), feed, header(body, feed), MOST_PAGES)
                .thenApply(read ->
                        new Answered(pass.complete() ? next(position, body) : without(position), word, pass.more()));
    }

    private static Optional<String> header(Fetched.Body body, Feed feed) {
        return feed.next().or(() -> body.header("link").flatMap(link -> Links.related(link, "next")));
    }

    /** Where the next poll begins: what has not been read to the end is asked for whole. */
    private static Map<String, String> next(Map<String, String> position, Fetched.Body body) {
        Map<String, String> next = new HashMap<>(without(position));
        body.header("etag").ifPresent(etag -> next.put(ETAG, etag));
        body.header("last-modified").ifPresent(time -> next.put(LAST_MODIFIED, time));
        if (body.movedForGood()) {
            next.put(URL, body.url().toString());
        }
        return next;
    }

    private static Map<String, String> without(Map<String, String> position) {
        Map<String, String> rest = new HashMap<>(position);
        rest.remove(ETAG);
        rest.remove(LAST_MODIFIED);
        return rest;
    }

    /** One poll's way through the entries, over several pages where the feed has them. */
    private final class Pass {
        private final Optional<String> outlet;
        private final Consumer<Found> out;
        private int left = MOST_NEW;
        private boolean complete = true;
        private boolean more;

        Pass(Optional<String> outlet, Consumer<Found> out) {
            this.outlet = outlet;
            this.out = out;
        }

        boolean complete() {
            return complete;
        }

        boolean more() {
            return more;
        }

        CompletableFuture<Void> page(URI url, Feed feed, Optional<String> next, int pagesLeft) {
            List<Feed.Entry> fresh = new ArrayList<>(feed.entries().stream()
                    .filter(entry -> !known.has(item(entry), fingerprint(entry)))
                    .toList());
            boolean allNew = !fresh.isEmpty() && fresh.size() == feed.entries().size();
            Collections.reverse(fresh);
            CompletableFuture<Void> chain = CompletableFuture.completedFuture(null);
            for (Feed.Entry entry : fresh) {
                if (left == 0) {
                    complete = false;
                    more = true;
                    break;
                }
                left--;
                chain = chain.thenCompose(before -> entry(url, entry));
            }
            Optional<URI> older = next.flatMap(link -> Links.within(url, link)).filter(link -> !link.equals(url));
            return allNew && older.isPresent() && pagesLeft > 1 && left > 0
                    ? chain.thenCompose(before -> older(older.get(), pagesLeft - 1))
                    : chain;
        }

        private CompletableFuture<Void> older(URI url, int pagesLeft) {
            return web.get(Wanted.feed(url).with("accept", ACCEPT))
                    .thenComposeAsync(
                            fetched -> {
                                if (!(fetched instanceof Fetched.Body body)) {
                                    complete = false;
                                    return CompletableFuture.completedFuture(null);
                                }
                                try {
                                    Feed feed = FeedFormat.read(body.bytes(), body.header("content-type"));
                                    return page(body.url(), feed, header(body, feed), pagesLeft);
                                } catch (Feed.Unreadable e) {
                                    complete = false;
                                    return CompletableFuture.completedFuture(null);
                                }
                            },
                            executor);
        }

        private CompletableFuture<Void> entry(URI base, Feed.Entry entry) {
            Optional<URI> link = entry.link().flatMap(text -> Links.within(base, text));
            Articles.Listed listed = new Articles.Listed(item(entry), fingerprint(entry), told(entry, link), outlet);
            boolean fetch = link.isPresent()
                    && switch (which) {
                        case "always" -> true;
                        case "never" -> false;
                        default -> isTeaser(entry);
                    };
            if (!fetch) {
                out.accept(articles.listed(listed, List.of()));
                return CompletableFuture.completedFuture(null);
            }
            return articles.read(listed, link.get()).thenAccept(found -> {
                found.ifPresent(out);
                complete &= found.isPresent();
            });
        }
    }

    private static PushedDocument told(Feed.Entry entry, Optional<URI> link) {
        String html = entry.content().or(entry::summary).orElse("");
        return new PushedDocument(
                Optional.empty(),
                Optional.empty(),
                link.map(URI::toString),
                entry.title(),
                entry.language(),
                entry.publishedAt().or(entry::updatedAt),
                Optional.of("text/html"),
                "<html><body><article>" + html + "</article></body></html>");
    }

    /** Whether there is more on the page: a few sentences, or a text that breaks off. */
    private static boolean isTeaser(Feed.Entry entry) {
        String text = Jsoup.parse(entry.content().or(entry::summary).orElse(""))
                .text()
                .strip();
        return text.length() < WHOLE_ARTICLE || text.endsWith("…") || text.endsWith("...") || text.endsWith("[…]");
    }

    private static String item(Feed.Entry entry) {
        return DocumentNames.item(entry.id());
    }

    private static String fingerprint(Feed.Entry entry) {
        return Fingerprint.of(String.join(
                "\0",
                entry.id(),
                entry.title().orElse(""),
                entry.updatedAt().or(entry::publishedAt).map(Instant::toString).orElse(""),
                entry.content().orElse(""),
                entry.summary().orElse("")));
    }

    private static Optional<Duration> larger(Optional<Duration> one, Optional<Duration> other) {
        return one.isPresent() && other.isPresent()
                ? Optional.of(one.get().compareTo(other.get()) > 0 ? one.get() : other.get())
                : one.or(() -> other);
    }

    private static CompletableFuture<Outcome> done(Outcome outcome) {
        return CompletableFuture.completedFuture(outcome);
    }
}
