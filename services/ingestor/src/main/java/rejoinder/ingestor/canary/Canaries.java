package rejoinder.ingestor.canary;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import rejoinder.contracts.document.PushedDocument;
import rejoinder.contracts.json.Json;
import rejoinder.contracts.json.Schemas;
import rejoinder.contracts.source.Source;
import rejoinder.ingestor.document.DocumentPipeline;
import rejoinder.ingestor.document.Item;
import rejoinder.ingestor.document.Rejected;
import rejoinder.ingestor.feed.FeedPoll;
import rejoinder.ingestor.fetch.Fetched;
import rejoinder.ingestor.fetch.Web;
import rejoinder.ingestor.folder.DropFolder;
import rejoinder.ingestor.follow.Follower;
import rejoinder.ingestor.follow.Found;
import rejoinder.ingestor.follow.KnownItems;
import rejoinder.ingestor.follow.Poll;
import rejoinder.ingestor.gdelt.GdeltPoll;
import rejoinder.ingestor.page.Articles;
import rejoinder.ingestor.page.PageListPoll;
import rejoinder.ingestor.page.SitemapPoll;
import rejoinder.ingestor.social.JetstreamEvents;
import rejoinder.ingestor.social.MastodonPoll;
import rejoinder.ingestor.topic.TopicRecords;

/**
 * Sends a small document of each kind through the code that follows and reads such sources, from the bytes a server
 * would send to the words that are found; only the network itself is left out. Nothing of it is published but whether it
 * went well.
 */
public final class Canaries {
    /** The words that must be found. */
    static final String WORDS = "The canary sings";

    private static final String SENTENCE = "“" + WORDS + ",” President Orla Venn said.";
    private static final String HTML = "<p>" + SENTENCE + "</p>";
    private static final String SITE = "https://canary.invalid";

    private final DocumentPipeline pipeline;
    private final Schemas schemas;
    private final Clock clock;

    public Canaries(DocumentPipeline pipeline, Schemas schemas, Clock clock) {
        this.pipeline = pipeline;
        this.schemas = schemas;
        this.clock = clock;
    }

    /** What is wrong with following a kind of source; empty when its canary was found. */
    public Optional<String> trouble(Source.Kind kind) {
        try {
            for (Found found : found(kind)) {
                Found opened = found instanceof Found.Unopened unopened
                        ? unopened.opening().get()
                        : found;
                if (opened instanceof Found.Document document
                        && pipeline.quotes(document.item()).stream().anyMatch(quote -> quote.contains(WORDS))) {
                    return Optional.empty();
                }
            }
            return Optional.of("the canary document was read, but its words were not found in it");
        } catch (Rejected | IOException | RuntimeException e) {
            return Optional.of("the canary document could not be read: " + e.getMessage());
        }
    }

    private List<Found> found(Source.Kind kind) throws IOException {
        return switch (kind) {
            case FEED -> asked(feed());
            case SITEMAP -> asked(sitemap());
            case PAGES -> asked(pages());
            case MASTODON -> asked(mastodon());
            case GDELT -> asked(gdelt());
            case BLUESKY -> bluesky();
            case TOPIC -> topic();
            case FOLDER -> folder();
            case PUSH -> List.of(new Found.Document(item(new Item.Text(pushed(), List.of()))));
        };
    }

    private static List<Found> asked(Poll poll) {
        List<Found> found = new ArrayList<>();
        Poll.Outcome outcome = poll.ask(Map.of(), found::add).join();
        if (outcome instanceof Poll.NotAnswered not) {
            throw new IllegalStateException(not.message());
        }
        return found;
    }

    private Poll feed() {
        Source source = source(Source.Kind.FEED, Map.of("url", SITE + "/feed", "articles", "never"));
        Web web = serving(Map.of(
                "/feed",
                "<rss version='2.0'><channel><title>Canary</title><link>" + SITE
                        + "</link><description>d</description><item><guid isPermaLink='false'>1</guid><title>Canary</title>"
                        + "<description><![CDATA[" + HTML + "]]></description></item></channel></rss>"));
        return new FeedPoll(source, web, KnownItems.nothing(), articles(source, web), Runnable::run, feed -> {});
    }

    private Poll sitemap() {
        Source source = source(Source.Kind.SITEMAP, Map.of("url", SITE + "/map.xml"));
        Web web = serving(Map.of(
                "/map.xml",
                "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>" + SITE
                        + "/article</loc></url></urlset>",
                "/article",
                "<html><body>" + HTML + "</body></html>"));
        return new SitemapPoll(source, web, KnownItems.nothing(), articles(source, web), Runnable::run, clock);
    }

    private Poll pages() {
        Source source = source(Source.Kind.PAGES, Map.of("url", SITE + "/press", "items", "li a"));
        Web web = serving(Map.of(
                "/press",
                "<html><body><ul><li><a href='/article'>The canary</a></li></ul></body></html>",
                "/article",
                "<html><body>" + HTML + "</body></html>"));
        return new PageListPoll(source, web, KnownItems.nothing(), articles(source, web), Runnable::run);
    }

    private Poll mastodon() {
        Source source = source(Source.Kind.MASTODON, Map.of("server", SITE, "accounts", "canary"));
        Web web = serving(Map.of(
                "/api/v1/accounts/lookup",
                "{\"id\": \"1\"}",
                "/api/v1/accounts/1/statuses",
                "[{\"id\": \"2\", \"created_at\": \"2021-03-01T12:00:00Z\", \"content\": \"<p>" + WORDS
                        + "</p>\", \"visibility\": \"public\", \"account\": {\"acct\": \"canary\"}}]"));
        return new MastodonPoll(source, web, KnownItems.nothing(), clock, Runnable::run);
    }

    private Poll gdelt() {
        Source source = source(Source.Kind.GDELT, Map.of("url", SITE + "/20210301120000.gqg.json"));
        Web web = serving(Map.of(
                "/20210301120000.gqg.json",
                "{\"url\": \"" + SITE
                        + "/article\", \"quotes\": [{\"pre\": \"President Orla Venn said: \", \"quote\": \"" + WORDS
                        + "\", \"post\": \". She left.\"}]}"));
        return new GdeltPoll(source, web, KnownItems.nothing(), articles(source, web), Runnable::run);
    }

    private List<Found> bluesky() throws JsonProcessingException {
        Source source = source(Source.Kind.BLUESKY, Map.of("accounts", "canary"));
        String event = "{\"did\": \"did:plc:canary\", \"time_us\": 1, \"kind\": \"commit\", \"commit\": {\"operation\":"
                + " \"create\", \"collection\": \"app.bsky.feed.post\", \"rkey\": \"a\", \"cid\": \"c\", \"record\":"
                + " {\"text\": \"" + WORDS + "\"}}}";
        return new JetstreamEvents(source, clock).read(Json.mapper().readTree(event), "canary", "Canary");
    }

    private List<Found> topic() {
        Source source = source(Source.Kind.TOPIC, Map.of("map", "text = /body"));
        byte[] value = ("{\"body\": \"" + SENTENCE + "\"}").getBytes(StandardCharsets.UTF_8);
        return List.of(new TopicRecords(source, schemas, clock)
                .read(new ConsumerRecord<>("canary", 0, 0, "1".getBytes(StandardCharsets.UTF_8), value)));
    }

    private List<Found> folder() throws IOException {
        Path folder = Files.createTempDirectory("rejoinder-canary");
        Path file = Files.writeString(folder.resolve("canary.txt"), SENTENCE);
        Source source = source(Source.Kind.FOLDER, Map.of("path", folder.toString()));
        List<Found> found = new ArrayList<>();
        try (Follower follower = new DropFolder(source, folder, Duration.ZERO, schemas, clock, KnownItems.nothing())) {
            // A file is read when it has not changed since the last look.
            follower.look(clock.instant());
            follower.look(clock.instant());
            follower.next().ifPresent(found::add);
        } finally {
            Files.delete(file);
            Files.delete(folder);
        }
        return found;
    }

    private Item item(Item.Content content) {
        return new Item(
                "canary", "1", "canary:1", content, "0", 1, Optional.empty(), clock.instant(), Optional.empty());
    }

    private static PushedDocument pushed() {
        return new PushedDocument(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Instant.EPOCH),
                Optional.of("text/plain"),
                SENTENCE);
    }

    private static Source source(Source.Kind kind, Map<String, String> settings) {
        return new Source("canary", kind, Optional.empty(), settings, false);
    }

    private Articles articles(Source source, Web web) {
        return new Articles(source, web, clock);
    }

    /** A site that has these pages and no others. */
    private static Web serving(Map<String, String> pages) {
        return wanted -> {
            String page = pages.get(wanted.url().getPath());
            return CompletableFuture.completedFuture(
                    page == null
                            ? new Fetched.Failed(Fetched.Reason.NOT_THERE, "there is no such page")
                            : new Fetched.Body(
                                    URI.create(wanted.url().toString()),
                                    false,
                                    new TreeMap<>(Map.of("content-type", type(page))),
                                    page.getBytes(StandardCharsets.UTF_8)));
        };
    }

    private static String type(String page) {
        return page.startsWith("<html") ? "text/html; charset=utf-8" : "application/octet-stream; charset=utf-8";
    }
}
