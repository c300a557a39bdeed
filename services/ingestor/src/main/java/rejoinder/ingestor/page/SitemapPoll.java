package rejoinder.ingestor.page;

import crawlercommons.sitemaps.AbstractSiteMap;
import crawlercommons.sitemaps.SiteMap;
import crawlercommons.sitemaps.SiteMapIndex;
import crawlercommons.sitemaps.SiteMapParser;
import crawlercommons.sitemaps.SiteMapURL;
import crawlercommons.sitemaps.UnknownFormatException;
import crawlercommons.sitemaps.extension.Extension;
import crawlercommons.sitemaps.extension.ExtensionMetadata;
import crawlercommons.sitemaps.extension.NewsAttributes;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.chrono.ChronoZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import rejoinder.contracts.document.PushedDocument;
import rejoinder.contracts.source.Source;
import rejoinder.contracts.source.SourceSettings;
import rejoinder.ingestor.document.Decoded;
import rejoinder.ingestor.document.DocumentNames;
import rejoinder.ingestor.document.Fingerprint;
import rejoinder.ingestor.fetch.Fetched;
import rejoinder.ingestor.fetch.Freshness;
import rejoinder.ingestor.fetch.Links;
import rejoinder.ingestor.fetch.Unpacked;
import rejoinder.ingestor.fetch.Wanted;
import rejoinder.ingestor.fetch.Web;
import rejoinder.ingestor.follow.Found;
import rejoinder.ingestor.follow.KnownItems;
import rejoinder.ingestor.follow.Poll;

/** Asks a sitemap, a news sitemap or an index of them for the pages that are new. */
public final class SitemapPoll implements Poll {
    private static final Duration USUAL_AGE = Duration.ofDays(2);
    private static final Pattern DTD = Pattern.compile("(?i)<!(DOCTYPE|ENTITY)");
    private static final int MOST_MAPS = 20;

    private final ArticleList list;
    private final Web web;
    private final KnownItems known;
    private final Executor executor;
    private final Clock clock;
    private final Duration age;

    public SitemapPoll(Source source, Web web, KnownItems known, Articles articles, Executor executor, Clock clock) {
        this.list = new ArticleList(source, web, articles, executor);
        this.web = web;
        this.known = known;
        this.executor = executor;
        this.clock = clock;
        this.age = source.setting("max-age").flatMap(SourceSettings::duration).orElse(USUAL_AGE);
    }

    /** A page as a sitemap lists it. */
    private record Listing(
            URI link,
            Optional<Instant> changedAt,
            Optional<Instant> publishedAt,
            Optional<String> title,
            Optional<String> language,
            Optional<String> outlet) {
        Instant time() {
            return publishedAt.or(() -> changedAt).orElse(Instant.EPOCH);
        }
    }

    /** What a sitemap holds: pages, or further sitemaps. */
    private record Listings(List<Listing> pages, List<URI> maps) {}

    @Override
    public CompletableFuture<Outcome> ask(Map<String, String> position, Consumer<Found> out) {
        return list.ask(Wanted::feed, body -> read(body, out));
    }

    private CompletableFuture<Outcome> read(Fetched.Body body, Consumer<Found> out) {
        Listings map;
        try {
            map = parsed(body);
        } catch (IOException | UnknownFormatException e) {
            return ArticleList.notAnswered("the sitemap can't be read: " + e.getMessage());
        }
        Optional<Duration> word = Freshness.of(body.headers());
        return pages(map).thenCompose(pages -> fresh(pages, out)).thenApply(more -> new Answered(Map.of(), word, more));
    }

    private CompletableFuture<List<Listing>> pages(Listings map) {
        CompletableFuture<List<Listing>> all = CompletableFuture.completedFuture(new ArrayList<>(map.pages()));
        for (URI within : map.maps()) {
            all = all.thenCompose(pages -> web.get(Wanted.feed(within))
                    .thenApplyAsync(
                            fetched -> {
                                if (fetched instanceof Fetched.Body body) {
                                    pages.addAll(pagesIn(body));
                                }
                                return pages;
                            },
                            executor));
        }
        return all;
    }

    private List<Listing> pagesIn(Fetched.Body body) {
        try {
            return parsed(body).pages();
        } catch (IOException | UnknownFormatException one) {
            // One bad part of an index does not keep the others back.
            return List.of();
        }
    }

    private CompletableFuture<Boolean> fresh(List<Listing> pages, Consumer<Found> out) {
        Instant oldest = clock.instant().minus(age);
        List<ArticleList.Entry> fresh = pages.stream()
                .filter(page -> page.time().equals(Instant.EPOCH) || page.time().isAfter(oldest))
                .filter(page -> !known.has(item(page), fingerprint(page)))
                .sorted(Comparator.comparing(Listing::time)
                        .thenComparing(page -> page.link().toString()))
                .map(page -> new ArticleList.Entry(listed(page), page.link()))
                .toList();
        return list.readAll(fresh, out);
    }

    private Listings parsed(Fetched.Body body) throws IOException, UnknownFormatException {
        byte[] bytes = Unpacked.gzip(body.bytes(), Wanted.LARGEST_DOCUMENT);
        String text = Decoded.of(bytes, body.header("content-type")).text();
        if (DTD.matcher(text).find()) {
            throw new IOException("it has a DTD, which is not read");
        }
        SiteMapParser parser = new SiteMapParser(false, true);
        parser.setStrictNamespace(false);
        parser.enableExtension(Extension.NEWS);
        AbstractSiteMap map = parser.parseSiteMap(bytes, body.url().toURL());
        if (map instanceof SiteMapIndex index) {
            return new Listings(List.of(), newest(index.getSitemaps()));
        }
        List<Listing> pages = new ArrayList<>();
        for (SiteMapURL page : ((SiteMap) map).getSiteMapUrls()) {
            Links.of(page.getUrl().toString()).ifPresent(link -> pages.add(listing(link, page)));
        }
        return new Listings(pages, List.of());
    }

    private static List<URI> newest(Collection<AbstractSiteMap> maps) {
        return maps.stream()
                .sorted(Comparator.comparing(
                        AbstractSiteMap::getLastModified, Comparator.nullsLast(Comparator.<Date>reverseOrder())))
                .limit(MOST_MAPS)
                .map(AbstractSiteMap::getUrl)
                .map(URL::toString)
                .flatMap(url -> Links.of(url).stream())
                .toList();
    }

    private static Listing listing(URI link, SiteMapURL page) {
        Optional<Instant> changedAt =
                Optional.ofNullable(page.getLastModified()).map(Date::toInstant);
        ExtensionMetadata[] news = page.getAttributesForExtension(Extension.NEWS);
        if (news != null && news.length > 0 && news[0] instanceof NewsAttributes one) {
            return new Listing(
                    link,
                    changedAt,
                    Optional.ofNullable(one.getPublicationDateTime()).map(ChronoZonedDateTime::toInstant),
                    Optional.ofNullable(one.getTitle()),
                    Optional.ofNullable(one.getLanguage()),
                    Optional.ofNullable(one.getName()));
        }
        return new Listing(link, changedAt, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static Articles.Listed listed(Listing page) {
        PushedDocument told = new PushedDocument(
                Optional.empty(),
                page.outlet(),
                Optional.of(page.link().toString()),
                page.title(),
                page.language(),
                page.publishedAt(),
                Optional.of("text/plain"),
                "");
        return new Articles.Listed(item(page), fingerprint(page), told, Optional.empty());
    }

    private static String item(Listing page) {
        return DocumentNames.item(page.link().toString());
    }

    private static String fingerprint(Listing page) {
        return Fingerprint.of(page.link() + "\0" + page.time());
    }
}
