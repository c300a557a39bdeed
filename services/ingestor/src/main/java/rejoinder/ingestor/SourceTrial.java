package rejoinder.ingestor;

import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import rejoinder.contracts.document.Document;
import rejoinder.contracts.json.Schemas;
import rejoinder.contracts.source.Source;
import rejoinder.contracts.statement.Statement;
import rejoinder.ingestor.document.Decoded;
import rejoinder.ingestor.document.DocumentPipeline;
import rejoinder.ingestor.document.Item;
import rejoinder.ingestor.document.Records;
import rejoinder.ingestor.document.Rejected;
import rejoinder.ingestor.feed.FeedFormat;
import rejoinder.ingestor.fetch.FetchSettings;
import rejoinder.ingestor.fetch.Fetched;
import rejoinder.ingestor.fetch.Fetcher;
import rejoinder.ingestor.fetch.Links;
import rejoinder.ingestor.fetch.Wanted;
import rejoinder.ingestor.follow.Attempts;
import rejoinder.ingestor.follow.Follower;
import rejoinder.ingestor.follow.Found;
import rejoinder.ingestor.follow.KnownItems;
import rejoinder.ingestor.page.Articles;
import rejoinder.reading.Reader;
import rejoinder.reading.Registry;

/** Asks a source once and tells what would be taken; writes nothing. */
public final class SourceTrial {
    private static final Duration LONGEST = Duration.ofSeconds(90);
    private static final Duration LONGEST_STREAM = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(5);
    private static final Duration DELAY = Duration.ofMillis(250);

    private final Clock clock = Clock.systemUTC();
    private final DocumentPipeline pipeline;
    private final FetchSettings settings;

    /** @param settings of which the delay is shortened: a trial asks only once */
    public SourceTrial(Registry registry, FetchSettings settings) {
        this.pipeline = new DocumentPipeline(Reader.with(registry));
        this.settings = new FetchSettings(
                settings.contact(),
                settings.reach(),
                settings.reach().allows(InetAddress.getLoopbackAddress()) ? Duration.ZERO : DELAY,
                settings.mostAtOnce());
    }

    /**
     * What would be taken.
     *
     * @param documents in the order they came
     * @param problems what went wrong, for a person
     * @param more whether there is more than was asked for
     */
    public record Result(List<Taken> documents, List<String> problems, boolean more) {
        public Result {
            documents = List.copyOf(documents);
            problems = List.copyOf(problems);
        }
    }

    /** A document and what officials say in it. */
    public record Taken(Document document, List<Statement.Asserted> statements) {
        public Taken {
            statements = List.copyOf(statements);
        }
    }

    /** What an address is, as far as one look tells: a source to follow, or why it is none. */
    public sealed interface Recognised {}

    /** A source; its settings hold the address to follow. */
    public record Followable(Source.Kind kind, Map<String, String> settings) implements Recognised {}

    /** A single page. */
    public record SinglePage(URI url) implements Recognised {}

    /** Nothing that can be followed. */
    public record NotRecognised(String reason) implements Recognised {}

    /** Looks at what stands at an address; a page that names its feed leads there. */
    public Recognised recognise(String address) {
        Optional<URI> url = Links.of(address);
        if (url.isEmpty()) {
            return new NotRecognised("\"" + address + "\" is no address: give one that begins with https://");
        }
        try (Fetcher fetcher = new Fetcher(settings, clock)) {
            Fetched fetched = fetcher.get(Wanted.feed(url.get())).join();
            if (!(fetched instanceof Fetched.Body body)) {
                return new NotRecognised(fetched instanceof Fetched.Failed failed ? failed.message() : "it is empty");
            }
            return recognise(url.get(), body);
        }
    }

    private static Recognised recognise(URI asked, Fetched.Body body) {
        Map<String, String> settings = Map.of("url", asked.toString());
        String path = body.url().getPath();
        if (path.endsWith(".gqg.json.gz") || path.endsWith(".gkg.csv.zip")) {
            return new Followable(Source.Kind.GDELT, settings);
        }
        String text = Decoded.of(body.bytes(), body.header("content-type")).text();
        String head = text.substring(0, Math.min(text.length(), 3000));
        if (FeedFormat.looksLikeOne(text)) {
            return new Followable(Source.Kind.FEED, settings);
        }
        if (head.contains("<urlset") || head.contains("<sitemapindex")) {
            return new Followable(Source.Kind.SITEMAP, settings);
        }
        if (head.contains("data.gdeltproject.org") && head.contains(".gkg.csv.zip")) {
            return new Followable(Source.Kind.GDELT, settings);
        }
        Element feed = Jsoup.parse(text, body.url().toString())
                .selectFirst("link[rel~=alternate][type~=application/(rss|atom|feed)\\+(xml|json)][href]");
        Optional<URI> link = Optional.ofNullable(feed).flatMap(one -> Links.within(body.url(), one.attr("href")));
        return link.<Recognised>map(found -> new Followable(Source.Kind.FEED, Map.of("url", found.toString())))
                .orElseGet(() -> new SinglePage(asked));
    }

    /** Asks a source, until it has answered or {@code most} documents have come. */
    public Result run(Source source, int most) {
        try (Followers followers = new Followers(settings, Optional.empty(), Duration.ZERO, Schemas.load(), clock)) {
            Optional<Follower> follower = followers.of(source, Instant.EPOCH, KnownItems.nothing());
            if (follower.isEmpty()) {
                return new Result(List.of(), List.of("clients push to such a source; there is nothing to ask"), false);
            }
            try (Follower one = follower.get()) {
                return run(one, most);
            }
        }
    }

    /** Reads one page. */
    public Result page(URI url) {
        Source source = new Source("trial", Source.Kind.PAGES, Optional.empty(), Map.of(), false);
        try (Fetcher fetcher = new Fetcher(settings, clock)) {
            Optional<Found> found =
                    new Articles(source, fetcher, clock).page(url).join();
            List<Taken> documents = new ArrayList<>();
            List<String> problems = new ArrayList<>();
            found.ifPresentOrElse(one -> take(one, documents, problems), () -> problems.add(url + " can't be had now"));
            return new Result(documents, problems, false);
        }
    }

    private Result run(Follower follower, int most) {
        List<Taken> documents = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        Instant begin = clock.instant();
        follower.look(begin);
        while (true) {
            Optional<Found> found = follower.next();
            if (found.isPresent()) {
                take(found.get(), documents, problems);
                if (documents.size() >= most) {
                    return new Result(documents, problems, follower.busy() || follower.waiting() > 0);
                }
                continue;
            }
            boolean ended = !follower.busy() && follower.waiting() == 0;
            boolean answered = follower.attempts().now().lastAttempt().isPresent();
            if (ended && answered) {
                break;
            }
            Duration longest = answered ? LONGEST_STREAM : LONGEST;
            if (Duration.between(begin, clock.instant()).compareTo(longest) > 0) {
                break;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        Attempts.Now attempts = follower.attempts().now();
        if (attempts.inARow() > 0) {
            attempts.lastError().ifPresent(error -> problems.add(error.message()));
        }
        return new Result(documents, problems, false);
    }

    private void take(Found found, List<Taken> documents, List<String> problems) {
        if (found instanceof Found.Unopened unopened) {
            take(unopened.opening().get(), documents, problems);
        } else if (found instanceof Found.Bad bad) {
            problems.add(bad.origin() + ": " + bad.rejected().getMessage());
        } else if (found instanceof Found.Document document) {
            read(document.item(), documents, problems);
        }
    }

    private void read(Item item, List<Taken> documents, List<String> problems) {
        try {
            Optional<Records> records = pipeline.read(item, Optional.empty());
            records.ifPresent(one -> documents.add(new Taken(
                    one.document(),
                    one.statements().stream()
                            .filter(Statement.Asserted.class::isInstance)
                            .map(Statement.Asserted.class::cast)
                            .toList())));
        } catch (Rejected e) {
            problems.add(item.name() + ": " + e.getMessage());
        }
    }
}
